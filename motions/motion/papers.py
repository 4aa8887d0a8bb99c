"""What a printed motion, agenda item or conference says, and which names may leave the site with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from lla.papers.blocks import (
    Archive,
    Block,
    Booklet,
    Facts,
    Heading,
    Index,
    IndexLine,
    Names,
    Notice,
    Paper,
    Paragraph,
    Spans,
    plain,
)
from lla.text.reading import parse, prose
from lla.time.wording import day_in_words
from lla.words.folding import sort_key

from ..agenda.models import AgendaItem, Conference
from . import visibility, wording
from .choices import Outcome, Route, Status
from .models import Backing, Motion, Revision, Ruling
from .moved_labels import NONE_MOVED, Moved, MovedLabel, entries, moved_line
from .rules import LIVE
from .texts import Text

APPENDIX = "A"
APPENDIX_HEADING = Heading(1, plain("Appendix"))
SIGNATORIES = "Signatories"
RULED_OUT = {Status.RULED_OUT: "ruled out", Status.UNDER_APPEAL: "ruled out, under appeal"}


Rows = list[tuple[str, Spans]]


def _submitted(motion: Motion) -> Rows:
    words = wording.submitted(
        route=motion.route,
        group_name=motion.group_name,
        standing=len(_standing(motion)),
        passed_on=motion.passed_on,
        revised_at=motion.revised_since_passed_at,
    )
    return [("Submitted by", plain(words))]


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a motion by its nature: its text, more facts, whom it is from, what follows it,
    and what its readers are warned of."""

    text: Callable[[Motion, Revision], list[Block]]
    facts: Callable[[Motion, Revision], Rows]
    origin: Callable[[Motion], Rows] = _submitted
    behind: Callable[[Motion, Revision], list[Block]] = lambda *_: []
    warnings: Callable[[Motion], Iterable[str]] = lambda _: ()


def _main_text(motion: Motion, revision: Revision) -> list[Block]:
    if motion.amends_id:
        raise LookupError(f"{motion.reference} is an amendment: amendments/papers.py prints it")
    return text_blocks(revision)


def _kind(motion: Motion, revision: Revision) -> Rows:
    return [("Kind", plain(motion.get_kind_display()))]


MAIN = Printed(_main_text, _kind)


def of_motion(motion: Motion, printed: Printed = MAIN) -> Paper:
    """The motion as it stands. Give motions of `for_papers()`."""
    return _paper(motion, motion.text, printed)


def of_revision(revision: Revision, printed: Printed = MAIN) -> Paper:
    """One text of a motion; an earlier one says that it no longer stands."""
    return _paper(revision.motion, revision, printed)


def of_item(
    item: AgendaItem,
    motions: Iterable[Motion],
    printed: Printed = MAIN,
    *,
    moved: Sequence[MovedLabel] = (),
) -> Booklet:
    """All motions received on an agenda item: the lettered index, then each motion."""
    motions = list(motions)
    front = Paper(
        title=item_title(item),
        blocks=(*prose(item.introduction, typed=True), *_index(motions, moved)),
        subject=item.conference.name,
        author=settings.ORGANISATION["name"],
        running_head=item.conference.name,
        filename_stem=f"{item.conference.slug}-{item.slug}",
    )
    return Booklet(
        front.title, front, tuple(_in_a_list(motion, printed) for motion in motions), item.conference.run_on
    )


def of_conference(
    conference: Conference,
    items: Iterable[tuple[AgendaItem, list[Motion]]],
    printed: Printed = MAIN,
    *,
    as_at: datetime | None = None,
    moved: Moved = NONE_MOVED,
) -> Booklet:
    """Every public motion of a conference, each item opened by the page that lists its motions.

    A withdrawn motion is a line on that page, and items without motions are named in front. The cover says
    as at which day, that of the last change.
    """
    title = f"All motions to {conference.name}"
    introduction = prose(conference.introduction, typed=True)
    parts: list[Paper] = []
    empty: list[str] = []
    for item, motions in items:
        left = moved.get(item.pk, ())
        if not motions and not left:
            empty.append(str(item))
            continue
        blocks = (*prose(item.introduction, typed=True), *_index(motions, left, bound=True))
        opening = replace(of_item(item, (), printed).front, blocks=blocks, opens_group=True)
        standing = [of_motion(motion, printed) for motion in motions if motion.status != Status.WITHDRAWN]
        parts += [replace(part, group=str(item)) for part in (opening, *standing)]
    if empty:
        words = f"No motions have been received on: {'; '.join(empty)}."
        introduction = (*introduction, Paragraph(plain(words)))
    front = Paper(
        title=title,
        blocks=introduction,
        subject=conference.name,
        author=settings.ORGANISATION["name"],
        running_head=conference.name,
        filename_stem=f"{conference.slug}-motions",
    )
    return Booklet(title, front, tuple(parts), conference.run_on, _cover(conference, as_at))


def _cover(conference: Conference, as_at: datetime | None) -> tuple[str, ...]:
    days = [day_in_words(day) for day in dict.fromkeys((conference.starts_on, conference.ends_on))]
    lines = (" to ".join(days), conference.venue, f"As at {day_in_words(localdate(as_at))}" if as_at else "")
    return tuple(filter(None, lines))


def archive(
    conference: Conference,
    items: Iterable[tuple[AgendaItem, list[Motion]]],
    printed: Printed = MAIN,
    *,
    as_at: datetime | None = None,
    moved: Moved = NONE_MOVED,
) -> Archive:
    """Everything in one zip: the whole booklet, each item's, and each motion that was not withdrawn."""
    items = list(items)
    booklets = [
        of_item(item, motions, printed, moved=moved.get(item.pk, ())) for item, motions in items if motions
    ]
    standing = (motion for _, motions in items for motion in motions if motion.status != Status.WITHDRAWN)
    single = [of_motion(motion, printed) for motion in standing]
    whole = of_conference(conference, items, printed, as_at=as_at, moved=moved)
    return Archive(f"{conference.slug}-motions", (whole, *booklets, *single))


def item_title(item: AgendaItem) -> str:
    return f"All motions received on the agenda item ‘{item.title}’"


def anchor(motion: Motion) -> str:
    """Where a motion stands on its item's page."""
    return motion.reference


def by_line(motion: Motion) -> str:
    """Who a motion comes from, as an index prints it; of several that are printed as one, each."""
    return motion.made_of or "; ".join(map(_submitter, (motion, *motion.printed_with)))


def _submitter(motion: Motion) -> str:
    return wording.submitter(
        route=motion.route, group_name=motion.group_name, standing=len(_standing(motion))
    )


def labels(motion: Motion) -> str:
    """B; of several that are printed as one A.1, A.2."""
    return ", ".join(each.label for each in (motion, *motion.printed_with))


def names(motion: Motion) -> tuple[str, ...]:
    """The people printed with a motion: signatories who agreed to it, never a group's officers.

    Nobody is named beside a text that is not shown.
    """
    if motion.route == Route.GROUP or visibility.visible_text(motion).instead:
        return ()
    return tuple(full_name(backing) for backing in _standing(motion) if backing.name_public)


def index_line(motion: Motion, *, bound: bool = False) -> IndexLine:
    """A motion in a list: a withdrawn one keeps its label and loses its title, and if bound its page."""
    if motion.status == Status.WITHDRAWN:
        return IndexLine(label=motion.label, title="withdrawn", anchor="" if bound else anchor(motion))
    by = f"{by_line(motion)} · received {_received(motion, motion.text)}"
    if motion.status in RULED_OUT:
        by += f" · {RULED_OUT[Status(motion.status)]}"
    elif motion.amends and motion.amends.status == Status.COMPOSITED and motion.status in LIVE:
        by += " · falls with its motion"
    return IndexLine(
        label=labels(motion), title=visibility.visible_text(motion).title, by=by, anchor=anchor(motion)
    )


def titled(motion: Motion) -> str:
    """The heading that readers see: "B) Organisers for every region"."""
    return _headed(motion, visibility.visible_text(motion).title)


def _headed(motion: Motion, title: str) -> str:
    """A title behind the label: "B) …", "Composite 2 (motions 1A, 1D): …"."""
    label = labels(motion)
    return wording.label_line(f"{label} ({motion.made_of})" if label and motion.made_of else label, title)


def _paper(motion: Motion, revision: Revision, printed: Printed) -> Paper:
    shown = visibility.visible_text(motion, revision)
    return Paper(
        title=_headed(motion, shown.title),
        blocks=(
            *_opening(motion, revision, printed),
            *_text(motion, revision, printed),
            *_names(motion, revision),
            *printed.behind(motion, revision),
        ),
        subject=f"{motion.get_nature_display()} to {motion.conference.name}",
        author=by_line(motion),
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem=_stem(motion, revision),
        reference=motion.reference,
        follows=motion.amends is not None,
    )


def _in_a_list(motion: Motion, printed: Printed) -> Paper:
    """A motion among others; a withdrawn one keeps its label and nothing else."""
    if motion.status != Status.WITHDRAWN:
        return of_motion(motion, printed)
    return Paper(
        title=wording.label_line(motion.label, "withdrawn"),
        blocks=(Notice(plain(f"This {motion.noun} was withdrawn.")),),
        subject=f"{motion.get_nature_display()} to {motion.conference.name}",
        author=settings.ORGANISATION["name"],
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem=motion.reference,
        reference=motion.reference,
        follows=motion.amends is not None,
    )


def _stem(motion: Motion, revision: Revision) -> str:
    """The file's name without its ending: m42-organisers-for-every-region, with -revision-1 if earlier."""
    shown = visibility.visible_text(motion, revision)
    words = "" if shown.title in visibility.NO_TITLES else shown.title[:60]
    earlier = f"revision-{revision.number}" if revision.pk != motion.current_id else ""
    return "-".join(part for part in (motion.reference, words, earlier) if part)


def _opening(motion: Motion, revision: Revision, printed: Printed) -> list[Block]:
    facts = [
        *printed.origin(motion),
        ("Received", plain(_received(motion, revision))),
        ("Agenda item", plain(str(motion.item))),
        *printed.facts(motion, revision),
        ("Status", plain(motion.get_status_display())),
        ("Reference", plain(motion.reference)),
    ]
    stands = revision.pk == motion.current_id
    warnings = [Notice(plain(words)) for words in (printed.warnings(motion) if stands else ())]
    return [Facts(tuple(facts)), *_notices(motion, revision), *warnings]


def _received(motion: Motion, revision: Revision) -> str:
    base, amended = revision.base, visibility.amended_by(motion, revision)
    carried_over = amended and base and wording.CARRIED_OVER.format(base.number, amended.noun)
    return wording.received(
        received_at=motion.received_at,
        revision=revision.number,
        revised_at=revision.made_at,
        carried_over=revision.why == carried_over,
    )


def _notices(motion: Motion, revision: Revision) -> list[Block]:
    notices: list[Block] = []
    if revision.pk != motion.current_id:
        took = f"revision {motion.text.number} took its place"
        notices.append(Notice(plain(f"This is revision {revision.number}. It has been replaced: {took}.")))
    if motion.status == Status.WITHDRAWN:
        notices.append(Notice(plain(f"This {motion.noun} was withdrawn.")))
    if ruling := _ruled_out(motion):
        notices.append(Notice(plain(f"Ruled out under {ruling.rule}. {ruling.reason}")))
    if motion.status == Status.UNDER_APPEAL:
        notices.append(Notice(plain("An appeal against this ruling is not decided yet.")))
    if revision.redacted:
        notices.append(Notice(plain(f"The committee has removed words from this text. {revision.why}")))
    notices += [
        Notice(plain(f"Rule set aside by the committee: {ruling.rule}. {ruling.reason}"))
        for ruling in motion.rulings.all()
        if ruling.outcome == Outcome.OVERRIDDEN and ruling.decided_at
    ]
    notices += [
        Notice(plain(f"An appeal against the ruling was refused. {ruling.reason}"))
        for ruling in motion.rulings.all()
        if ruling.outcome == Outcome.APPEAL_REFUSED and ruling.decided_at
    ]
    if motion.held_at:
        words = f"On hold: the committee is checking that {motion.group_name} passed this {motion.noun}."
        notices.append(Notice(plain(words)))
    if motion.late:
        late = f"This {motion.noun} was received after {motion.closing.label} closed."
        notices.append(Notice(plain(late)))
    return notices


def _text(motion: Motion, revision: Revision, printed: Printed) -> list[Block]:
    """A text as readers see it, or the sentence that stands in its place."""
    instead = visibility.visible_text(motion, revision).instead
    return [Notice(plain(instead))] if instead else printed.text(motion, revision)


def text_for_signing(motion: Motion, printed: Printed = MAIN) -> list[Block]:
    """What somebody asked to stand behind a motion reads of it, by an address that many may have."""
    return _text(motion, motion.text, printed)


def text_blocks(text: Text | Revision) -> list[Block]:
    """Body and appendix, which counts its clauses A1, A2 and so on."""
    blocks: list[Block] = list(parse(text.body))
    if text.appendix:
        blocks += [APPENDIX_HEADING, *parse(text.appendix, prefix=APPENDIX, level=2)]
    return blocks


def _names(motion: Motion, revision: Revision) -> list[Block]:
    """The signatories who are named; the others are counted."""
    if motion.route == Route.GROUP or visibility.visible_text(motion, revision).instead:
        return []
    named = names(motion)
    unnamed = len(_standing(motion)) - len(named)
    blocks: list[Block] = [Names(SIGNATORIES, named)] if named else []
    if unnamed:
        words = wording.count(unnamed, "signatory asks", "signatories ask")
        blocks.append(Paragraph(plain(f"{words} not to be named."), aside=True))
    return blocks


def full_name(backing: Backing) -> str:
    """A person with their group or CLP: Mina Orchard (Weald)."""
    return f"{backing.name} ({backing.group_name})" if backing.group_name else backing.name


def _standing(motion: Motion) -> list[Backing]:
    """The people behind a motion, the mover first, the others by name."""
    standing = [backing for backing in motion.backings.all() if backing.stands]
    leading = ("mover", "co_mover")
    return sorted(standing, key=lambda backing: (backing.role not in leading, sort_key(backing.name)))


def _ruled_out(motion: Motion) -> Ruling | None:
    if motion.status not in RULED_OUT:
        return None
    decided = [
        ruling for ruling in motion.rulings.all() if ruling.outcome == Outcome.RULED_OUT and ruling.decided_at
    ]
    return decided[-1] if decided else None


def _index(motions: list[Motion], moved: Sequence[MovedLabel] = (), *, bound: bool = False) -> list[Block]:
    if not motions and not moved:
        return [Paragraph(plain("No motions have been received on this item yet."))]
    lines = (
        moved_line(entry) if isinstance(entry, MovedLabel) else index_line(entry, bound=bound)
        for entry in entries(motions, moved)
    )
    return [Index(tuple(lines))]
