"""Badges on A4 sheets to print and cut: the event, a line to write a name on, and what is below it."""

from collections.abc import Iterable
from html import escape

from lla.jobs.processes import Limits
from lla.papers import pdf
from lla.papers.blocks import Paper


def render(title: str, event: str, below: Iterable[str], limits: Limits | None = None) -> bytes:
    """A PDF with a badge for each of the words that stand below a name; they may be blank."""
    drawn = "".join(
        f'<li class="badge"><p class="badge__event">{escape(event)}</p><p class="badge__name"></p>'
        f'<p class="badge__group">{escape(words)}</p></li>'
        for words in below
    )
    source = pdf.page(Paper(title, ()), f'<ul class="badges">{drawn}</ul>')
    return pdf.write(source, f"{pdf.style()}\n{pdf.stylesheet('badges')}", limits)
