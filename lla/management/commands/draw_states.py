"""The command that draws the states of motions, posts, complaints and symposia into docs/architecture.md."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import TextChoices

from motions.motion.choices import Status
from motions.motion.rules import MOVES as MOTION_MOVES
from organisers.symposia.choices import Stage
from organisers.symposia.rules import MOVES as SYMPOSIUM_MOVES
from socialmedia.complaints.choices import ComplaintStatus
from socialmedia.complaints.rules import MOVES as COMPLAINT_MOVES
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.rules import MOVES as POST_MOVES

PAGE = Path(settings.ROOT, "docs/architecture.md")
# Where a table has no "", each begins in the first state of its choices.
TABLES: dict[str, tuple[type[TextChoices], Mapping[str, frozenset[str]]]] = {
    "motion": (Status, MOTION_MOVES),
    "post": (PostStatus, POST_MOVES),
    "complaint": (ComplaintStatus, COMPLAINT_MOVES),
    "symposium": (Stage, SYMPOSIUM_MOVES),
}


class Command(BaseCommand):
    help = "Draw the tables of moves as state graphs into docs/architecture.md."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(drawn(PAGE.read_text()))


def drawn(page: str) -> str:
    """The page with each drawing as the tables are now, between the lines that name it and end it."""
    for name, (states, moves) in TABLES.items():
        before, begin, rest = page.partition(f"<!-- states of a {name} -->\n")
        _, end, after = rest.partition("<!-- end of states -->\n")
        page = f"{before}{begin}\n```mermaid\n{graph(states, moves)}```\n\n{end}{after}"
    return page


def graph(states: type[TextChoices], moves: Mapping[str, frozenset[str]]) -> str:
    """The states in the order of their choices, with the moves between them, as Mermaid writes it."""
    order = list(states.values)
    lines = [f"{state.value}: {state.label}" for state in states]
    for before in ["", *order]:
        to = moves.get(before, frozenset() if before else {order[0]})
        lines += [f"{before or '[*]'} --> {after}" for after in sorted(to, key=order.index)]
        lines += [f"{before} --> [*]"] * (not to)
    return "".join(f"{line}\n" for line in ["stateDiagram-v2", *(f"    {line}" for line in lines)])
