"""What the order paper and the delegates' list say."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

from django.conf import settings

from lla.papers.blocks import Block, Heading, Item, ListBlock, Paper, Paragraph, Table, plain
from lla.time.wording import day_in_words

from ..agenda.choices import Nature
from ..agenda.models import Conference
from ..amendments import selectors as amendments_selectors
from ..amendments.selectors import Marshalled
from ..committee.papers import full_labels, named
from ..composites import selectors as composites_selectors
from ..motion import papers as motion_papers
from ..motion import visibility
from ..motion.choices import Status
from ..motion.models import Motion
from . import selectors
from .models import Business, ConferenceSession, Consequence

BOX = "\N{BALLOT BOX}"
IN_A_COMPOSITE = (
    "This line is not printed: its motions are in a composite, which is voted on in another place."
)
TOGETHER = "Debated together and voted on in this order"


def order_paper(conference: Conference) -> Paper:
    """Sessions with their business, numbered through, amendments below their motion; what falls with what."""
    sessions, consequences = selectors.sessions(conference), selectors.consequences_to_print(conference)
    motions = composites_selectors.with_sources(selectors.voted_on(sessions))
    amendments = selectors.amendments_to(motions)
    numbers = count(1)
    blocks: list[Block] = []
    for session in sessions:
        blocks.append(Heading(1, plain(session_line(session))))
        planned = filter(selectors.is_printed, session.business.all())
        items = tuple(_business(part, next(numbers), amendments) for part in planned)
        blocks.append(ListBlock(False, items) if items else Paragraph(plain("No business is planned.")))
    if consequences:
        lines = tuple(Item("", plain(consequence_line(consequence))) for consequence in consequences)
        blocks += [Heading(1, plain("Consequences")), ListBlock(False, lines)]
    printed = [
        *motions,
        *(row.motion for rows in amendments.values() for row in rows),
        *(motion for each in consequences for motion in (each.carried, each.falls)),
    ]
    return _paper(conference, f"Order paper of {conference.name}", "order-paper", blocks, printed)


def delegates_list(conference: Conference) -> Paper:
    """What is voted on in each session, amendments before their motion, with boxes to tick beforehand."""
    sessions = selectors.sessions(conference)
    voted_on = composites_selectors.with_sources(selectors.voted_on(sessions))
    amendments = selectors.amendments_to(voted_on)
    votes = [
        [
            vote
            for motion in selectors.voted_on([session])
            for vote in (*(row.motion for row in amendments[motion.pk]), motion)
        ]
        for session in sessions
    ]
    blocks: list[Block] = [
        Table(
            session_line(session),
            ("Vote", "For", "Against", "Listen"),
            tuple((plain(line), *(plain(BOX),) * 3) for motion in motions for line in vote_lines(motion)),
        )
        for session, motions in zip(sessions, votes, strict=True)
        if motions
    ]
    title = f"Delegates’ list for {conference.name}"
    if not blocks:
        blocks = [Paragraph(plain("Nothing is voted on."))]
    return _paper(conference, title, "delegates-list", blocks, list(chain(*votes)))


def _paper(
    conference: Conference, title: str, stem: str, blocks: list[Block], motions: list[Motion]
) -> Paper:
    return Paper(
        title=title,
        blocks=tuple(blocks),
        subject=conference.name,
        author=settings.ORGANISATION["name"],
        running_head=conference.name,
        filename_stem=f"{conference.slug}-{stem}",
        lists=tuple(dict.fromkeys(motion.reference for motion in motions)),
    )


def session_line(session: ConferenceSession) -> str:
    """Saturday 20 March 2027, 10 am to 12.30 pm: Housing."""
    return f"{day_in_words(session.day)}, {session.hours}: {session.title}"


def consequence_line(consequence: Consequence) -> str:
    """If 3A is carried, 3F falls."""
    carried, falls = (
        motion.full_label or motion.reference for motion in (consequence.carried, consequence.falls)
    )
    return " ".join(filter(None, (f"If {carried} is carried, {falls} falls.", consequence.words)))


def business_line(business: Business) -> str:
    """3A) Homes (Weald Left) (15 minutes); or the words typed for it."""
    if not selectors.is_printed(business):
        return IN_A_COMPOSITE
    motions = selectors.votes_of(business)
    words = business.words or (TOGETHER if named_below(business) else named(motions[0]))
    return f"{words} ({business.minutes} minutes)"


def named_below(business: Business) -> list[Motion]:
    """The motions named below the line of a piece of business, which may name its only motion."""
    motions = selectors.votes_of(business)
    return motions if business.words or len(motions) > 1 else []


def amendment_line(row: Marshalled) -> str:
    """3A.1 (Weald Left). It cannot be carried together with 3A.2; Composite 1.2 (Weald Left), before 3A.1."""
    motion = row.motion
    moved = composites_selectors.in_effect(motion)
    before = f", before {moved.was}" if moved and moved.label else ""
    said = f"{full_labels(motion) or motion.reference} ({motion_papers.by_line(motion)}){before}."
    meetings = (
        f"It {meeting.words} {meeting.other.full_label or meeting.other.reference}."
        for meeting in row.meetings
        if meeting.other.status == Status.IN_ORDER
    )
    return " ".join(filter(None, (said, amendments_selectors.written_for(motion), *meetings)))


def _business(business: Business, number: int, amendments: Mapping[int, Sequence[Marshalled]]) -> Item:
    """A piece of business; its motions stand below, unless it is one motion and nothing else."""
    motions = selectors.votes_of(business)
    amended = [
        _list([*map(amendment_line, amendments[motion.pk]), *_option_lines(motion), *_fallen_lines(motion)])
        for motion in motions
    ]
    if motions and not named_below(business):
        return Item(str(number), plain(business_line(business)), amended[0])
    items = tuple(
        Item("", plain(named(motion)), below) for motion, below in zip(motions, amended, strict=True)
    )
    below = (ListBlock(False, items),) if items else ()
    return Item(str(number), plain(business_line(business)), below)


def _list(lines: Iterable[str]) -> tuple[Block, ...]:
    items = tuple(Item("", plain(line)) for line in lines)
    return (ListBlock(False, items),) if items else ()


def vote_lines(motion: Motion) -> list[str]:
    """What is voted on with a motion, in its order: each option inside a composite, then the whole."""
    return [*_option_lines(motion), named(motion)]


def _fallen_lines(motion: Motion) -> list[str]:
    """3A.2 falls with motion 3A: of the amendments to the motions of a composite."""
    if motion.nature != Nature.COMPOSITE:
        return []
    return [f"{row.was} {row.became}." for row in composites_selectors.became(motion) if not row.moves]


def _option_lines(motion: Motion) -> list[str]:
    """Option 1a: At five per cent."""
    if motion.nature != Nature.COMPOSITE or visibility.visible_text(motion).instead:
        return []
    questions = enumerate(composites_selectors.options_of(motion.text), start=1)
    named_answers = (answer for number, question in questions for answer in question.named(number))
    return [f"Option {name}: {words}" for name, words in named_answers]
