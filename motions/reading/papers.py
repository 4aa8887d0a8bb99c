"""What papers on the motions of a conference as a whole say: who submitted which."""

from collections.abc import Iterable

from django.conf import settings

from lla.papers.blocks import Block, Heading, Item, ListBlock, Paper, Paragraph, Span, Spans, plain
from lla.words.folding import sort_key

from ..agenda.models import Conference
from ..motion import papers as motion_papers
from ..motion import visibility
from ..motion.choices import Route, Status
from ..motion.models import Motion

INDIVIDUALS = "Individual signatories"


def by_submitter(conference: Conference, motions: Iterable[Motion]) -> Paper:
    """Each group with what it submitted, in alphabetical order, then what individual signatories did.

    Give public motions from `for_papers()` in the order in which they are to stand. Those that were withdrawn
    come last, and nobody is named with them.
    """
    motions = list(motions)
    submitted: dict[str, list[Motion]] = {}
    withdrawn = [motion for motion in motions if motion.status == Status.WITHDRAWN]
    for motion in motions:
        if motion.status == Status.WITHDRAWN:
            continue
        submitter = motion.group_name if motion.route == Route.GROUP else ""
        submitted.setdefault(submitter, []).append(motion)
    individuals = submitted.pop("", [])
    blocks: list[Block] = []
    for group in sorted(submitted, key=sort_key):
        blocks += [Heading(1, plain(group)), _list(submitted[group])]
    if individuals:
        blocks += [Heading(1, plain(INDIVIDUALS)), _list(individuals)]
    if withdrawn:
        blocks += [Heading(1, plain("Withdrawn")), _list(withdrawn)]
    return Paper(
        title=f"Motions to {conference.name} by submitter",
        blocks=tuple(blocks or [Paragraph(plain("No motions have been published yet."))]),
        subject=conference.name,
        author=settings.ORGANISATION["name"],
        running_head=conference.name,
        filename_stem=f"{conference.slug}-submitters",
        lists=tuple(motion.reference for motion in motions),
    )


def _list(motions: list[Motion]) -> ListBlock:
    return ListBlock(False, tuple(Item("", motion_line(motion)) for motion in motions))


def motion_line(motion: Motion) -> Spans:
    """3B) Organisers for every region, linked to the motion's page; by whom where it is from individuals."""
    withdrawn = motion.status == Status.WITHDRAWN
    title = "withdrawn" if withdrawn else visibility.visible_text(motion).title
    name = Span(f"{motion.full_label}) {title}" if motion.label else title, href=address(motion))
    named = () if withdrawn else motion_papers.names(motion)[:1]
    return (name, *plain("".join(f" ({person} and others)" for person in named)))


def address(motion: Motion) -> str:
    """Where the motion is read, for files that leave the site."""
    url: str = settings.ORGANISATION["url"]
    return f"{url}{motion.get_absolute_url()}"
