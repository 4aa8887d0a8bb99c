"""What the papers of a symposium say: agenda, notes, badges and the sheet to sign in on.

What of agenda and notes everybody may read is decided here. Badges and sheet are made from what the groups
replied: they name groups, and neither people nor what anybody needs.
"""

from collections.abc import Iterable

from django.conf import settings

from lla.papers import badges
from lla.papers.blocks import Block, Facts, Heading, Item, ListBlock, Paper, Paragraph, Table, plain
from lla.text.reading import prose
from lla.time.wording import moment_in_words, short_day
from lla.words.folding import sort_key

from .. import quarters
from .models import ActionPoint, Symposium

TITLES = {"agenda": "Agenda", "notes": "Notes", "sign-in": "Sign-in sheet"}
BLANK = 8  # places more than were asked for: a sheet of badges
DESTROY = (
    "Whoever signs here shows that they came to a political meeting. Ask people to write no more than their "
    "name, keep the sheet out of others’ sight, and destroy it once you have counted them."
)


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


def of_sign_in(symposium: Symposium) -> Paper:
    """A line for each place that a group asked for, and some more for whoever is in no group."""
    rows = tuple((plain(group), ()) for group in _places(symposium))
    table = Table("Who is here", ("Group", "Name"), rows, to_fill=True)
    return _paper(symposium, "sign-in", (*_facts(symposium), Paragraph(plain(DESTROY)), table))


def draw_badges(symposium: Symposium) -> bytes:
    """A badge for each place that a group asked for, and a sheet with nothing below the name, as a PDF."""
    title = f"Badges: {symposium.region} symposium"
    return badges.render(title, f"{symposium.region} symposium", _places(symposium))


def _places(symposium: Symposium) -> list[str]:
    """The group of each place, by name, then blank ones."""
    coming = symposium.replies.filter(coming=True).select_related("group")
    replies = sorted(coming, key=lambda reply: sort_key(reply.group.name))
    return [reply.group.name for reply in replies for _ in range(reply.places)] + [""] * BLANK
