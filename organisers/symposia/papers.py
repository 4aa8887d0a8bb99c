"""What the agenda and the notes of a symposium say on paper, and what of it everybody may read."""

from collections.abc import Iterable

from django.conf import settings

from lla.papers.blocks import Block, Facts, Heading, Item, ListBlock, Paper, plain
from lla.text.reading import prose
from lla.time.wording import moment_in_words, short_day

from .. import quarters
from .models import ActionPoint, Symposium

TITLES = {"agenda": "Agenda", "notes": "Notes"}


def of_agenda(symposium: Symposium) -> Paper:
    """The agenda under time, place and access; it holds no names and may be read by everybody."""
    return _paper(symposium, "agenda", (*_facts(symposium), *prose(symposium.agenda)))


def of_notes(symposium: Symposium, points: Iterable[ActionPoint], *, public: bool) -> Paper:
    """The notes with their action points; in the `public` paper nobody is named who does something."""
    return _paper(
        symposium, "notes", (*_facts(symposium), *prose(symposium.notes), *_points(points, public=public))
    )


def _paper(symposium: Symposium, paper: str, blocks: Iterable[Block]) -> Paper:
    name = f"{symposium.region} symposium, {quarters.in_words(symposium.quarter)}"
    return Paper(
        title=f"{TITLES[paper]}: {symposium.region} symposium",
        blocks=tuple(blocks),
        subject=name,
        author=settings.ORGANISATION["name"],
        running_head=name,
        filename_stem=f"{symposium.region.slug}-{symposium.quarter:%Y-%m}-{paper}",
    )


def _facts(symposium: Symposium) -> tuple[Block, ...]:
    rows = []
    if symposium.starts_at:
        rows.append(("When", plain(moment_in_words(symposium.starts_at))))
    if symposium.venue:
        where = ", ".join(part for part in (symposium.venue.name, symposium.venue.address) if part)
        rows.append(("Where", plain(where)))
    return (Facts(tuple(rows)),) if rows else ()


def _points(points: Iterable[ActionPoint], *, public: bool) -> tuple[Block, ...]:
    items = tuple(Item(number="", spans=plain(_point(point, public=public))) for point in points)
    return (Heading(1, plain("Action points")), ListBlock(ordered=False, items=items)) if items else ()


def _point(point: ActionPoint, *, public: bool) -> str:
    words = point.words if public or not point.owner else f"{point.owner}: {point.words}"
    due = f" (by {short_day(point.due_on)})" if point.due_on else ""
    return f"{words}{due}{' – done' if point.done_at else ''}"
