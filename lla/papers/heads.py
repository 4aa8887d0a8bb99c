"""What stands above each page of a paper: who gives it out, then what it is of."""

from django.conf import settings

from lla.papers.blocks import Paper


def head(paper: Paper) -> str:
    name: str = settings.ORGANISATION["name"]
    return f"{name} · {paper.running_head}" if paper.running_head else name
