"""What a printed motion, agenda item or conference says, and which names may leave the site with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Model, Q

from lla.folding import in_order
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
    plain,
)
from lla.subjects import Person, Row, Section, facts
from lla.text import parse, prose
from organisers.models import Contact

from . import showing, wording
from .choices import Outcome, Route, Status
from .models import (
    AgendaItem,
    Backing,
    Check,
    Conference,
    Draft,
    GroupQuestion,
    Motion,
    MotionEvent,
    Note,
    Recusal,
    Remark,
    Revision,
    Ruling,
)
from .texts import Text
from .workflow.erasing import drafts_of

APPENDIX = "A"
TELLS: frozenset[type[Model]] = frozenset(
    {Backing, Check, Draft, GroupQuestion, Motion, MotionEvent, Note, Recusal, Remark, Revision, Ruling}
)
NOBODY = "It holds nobody."
LEAVES_OUT: Mapping[str, str] = {
    "motions.AgendaItem": NOBODY,
    "motions.AgendaItemEvent": NOBODY,
    "motions.Conference": NOBODY,
    "motions.ConferenceEvent": NOBODY,
    "motions.ProposedText": "A text without the words proposed for removal. It is deleted once that is "
    "decided.",
}


def of_motion(motion: Motion) -> Paper:
    """The motion as it stands. Give motions from `Motion.objects.for_papers()`."""
    return _paper(motion, motion.text)


def of_revision(revision: Revision) -> Paper:
    """One text of a motion; an earlier one says that it no longer stands."""
    return _paper(revision.motion, revision)


def of_item(item: AgendaItem, motions: Iterable[Motion]) -> Booklet:
    """All motions received on an agenda item: the lettered index, then each motion."""
    motions = list(motions)
    front = Paper(
        title=item_title(item),
        blocks=(*prose(item.introduction, typed=True), *_index(motions)),
        subject=item.conference.name,
        author=settings.ORGANISATION["name"],
        running_head=item.conference.name,
        filename_stem=f"{item.conference.slug}-{item.slug}",
    )
    return Booklet(front.title, front, tuple(map(_in_a_list, motions)), item.conference.run_on)


def of_conference(conference: Conference, items: Iterable[tuple[AgendaItem, list[Motion]]]) -> Booklet:
    """Every public motion of a conference, each item opened by the page that lists its motions.

    A withdrawn motion is a line on that page, and items without motions are named in front.
    """
    title = f"All motions to {conference.name}"
    parts: list[Paper] = []
    empty = ""
    for item, motions in items:
        if not motions:
            empty += f"; {item}" if empty else f"No motions have been received on: {item}"
            continue
        blocks = (*prose(item.introduction, typed=True), *_index(motions, bound=True))
        opening = replace(of_item(item, ()).front, blocks=blocks, opens_group=True)
        standing = [of_motion(motion) for motion in motions if motion.status != Status.WITHDRAWN]
        parts += [replace(part, group=str(item)) for part in (opening, *standing)]
    front = Paper(
        title=title,
        blocks=(*prose(conference.introduction, typed=True), *[Paragraph(plain(f"{empty}."))][: bool(empty)]),
        subject=conference.name,
        author=settings.ORGANISATION["name"],
        running_head=conference.name,
        filename_stem=f"{conference.slug}-motions",
    )
    return Booklet(title, front, tuple(parts), conference.run_on)


def archive(conference: Conference, items: Iterable[tuple[AgendaItem, list[Motion]]]) -> Archive:
    """Everything in one zip: the whole booklet, each item's, and each motion that was not withdrawn."""
    items = list(items)
    booklets = [of_item(item, motions) for item, motions in items if motions]
    single = [
        of_motion(motion) for _, motions in items for motion in motions if motion.status != Status.WITHDRAWN
    ]
    return Archive(f"{conference.slug}-motions", (of_conference(conference, items), *booklets, *single))


def item_title(item: AgendaItem) -> str:
    return f"All motions received on the agenda item ‘{item.title}’"


def anchor(motion: Motion) -> str:
    """Where a motion stands on its item's page."""
    return motion.reference


def by_line(motion: Motion) -> str:
    """Who a motion comes from, as an index prints it."""
    return wording.submitter(
        route=motion.route, group_name=motion.group_name, standing=len(_standing(motion))
    )


def names(motion: Motion) -> tuple[str, ...]:
    """The people printed with a motion: signatories who agreed to it, never a group's officers.

    Nobody is named beside a text that is not shown.
    """
    if motion.route == Route.GROUP or showing.of(motion).instead:
        return ()
    return tuple(_name(backing) for backing in _standing(motion) if backing.name_public)


def index_line(motion: Motion, *, bound: bool = False) -> IndexLine:
    """A motion in a list: a withdrawn one keeps its label and loses its title, and if bound its page."""
    if motion.status == Status.WITHDRAWN:
        return IndexLine(label=motion.label, title="withdrawn", anchor="" if bound else anchor(motion))
    by = f"{by_line(motion)} · received {_received(motion, motion.text)}"
    by += " · ruled out" if motion.status == Status.RULED_OUT else ""
    return IndexLine(label=motion.label, title=showing.of(motion).title, by=by, anchor=anchor(motion))


def titled(motion: Motion) -> str:
    """The heading that readers see: "B) Organisers for every region"."""
    return wording.label_line(motion.label, showing.of(motion).title)


def _paper(motion: Motion, revision: Revision) -> Paper:
    shown = showing.of(motion, revision)
    return Paper(
        title=wording.label_line(motion.label, shown.title),
        blocks=(*_opening(motion, revision), *_text(motion, revision), *_names(motion, revision)),
        subject=f"Motion to {motion.conference.name}",
        author=by_line(motion),
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem=_stem(motion, revision),
        reference=motion.reference,
    )


def _in_a_list(motion: Motion) -> Paper:
    """A motion among others; a withdrawn one keeps its label and nothing else."""
    if motion.status != Status.WITHDRAWN:
        return of_motion(motion)
    return Paper(
        title=wording.label_line(motion.label, "withdrawn"),
        blocks=(Notice(plain("This motion was withdrawn.")),),
        subject=f"Motion to {motion.conference.name}",
        author=settings.ORGANISATION["name"],
        running_head=f"{motion.conference.name} · {motion.item.title}",
        filename_stem=motion.reference,
        reference=motion.reference,
    )


def _stem(motion: Motion, revision: Revision) -> str:
    """The file's name without its ending: m42-organisers-for-every-region, with -revision-1 if earlier."""
    shown = showing.of(motion, revision)
    words = "" if shown.title == showing.HIDDEN else shown.title[:60]
    earlier = f"revision-{revision.number}" if revision.pk != motion.current_id else ""
    return "-".join(part for part in (motion.reference, words, earlier) if part)


def _opening(motion: Motion, revision: Revision) -> list[Block]:
    submitted = wording.submitted(
        route=motion.route,
        group_name=motion.group_name,
        standing=len(_standing(motion)),
        passed_on=motion.passed_on,
    )
    facts = Facts(
        (
            ("Submitted by", plain(submitted)),
            ("Received", plain(_received(motion, revision))),
            ("Agenda item", plain(str(motion.item))),
            ("Kind", plain(motion.get_kind_display())),
            ("Status", plain(motion.get_status_display())),
            ("Reference", plain(motion.reference)),
        )
    )
    return [facts, *_notices(motion, revision)]


def _received(motion: Motion, revision: Revision) -> str:
    return wording.received(
        received_at=motion.received_at, revision=revision.number, revised_at=revision.made_at
    )


def _notices(motion: Motion, revision: Revision) -> list[Block]:
    notices: list[Block] = []
    if revision.pk != motion.current_id:
        took = f"revision {motion.text.number} took its place"
        notices.append(Notice(plain(f"This is revision {revision.number}. It has been replaced: {took}.")))
    if motion.status == Status.WITHDRAWN:
        notices.append(Notice(plain("This motion was withdrawn.")))
    if ruling := _ruled_out(motion):
        notices.append(Notice(plain(f"Ruled out under {ruling.rule}. {ruling.reason}")))
    if revision.redacted:
        notices.append(Notice(plain(f"The committee has removed words from this text. {revision.why}")))
    if motion.held_at:
        words = f"On hold: the committee is checking that {motion.group_name} passed this motion."
        notices.append(Notice(plain(words)))
    if motion.late:
        notices.append(Notice(plain("This motion was received after motions closed.")))
    return notices


def _text(motion: Motion, revision: Revision) -> list[Block]:
    """A text as readers see it, or the sentence that stands in its place."""
    instead = showing.of(motion, revision).instead
    return [Notice(plain(instead))] if instead else text_blocks(revision)


def text_for_signing(motion: Motion) -> list[Block]:
    """What somebody asked to stand behind a motion reads of it, by an address that many may have."""
    return _text(motion, motion.text)


def text_blocks(text: Text | Revision) -> list[Block]:
    """Body and appendix, which counts its clauses A1, A2 and so on."""
    blocks: list[Block] = list(parse(text.body))
    if text.appendix:
        blocks += [Heading(1, plain("Appendix")), *parse(text.appendix, prefix=APPENDIX, level=2)]
    return blocks


def _names(motion: Motion, revision: Revision) -> list[Block]:
    """The signatories who are named; the others are counted."""
    if motion.route == Route.GROUP or showing.of(motion, revision).instead:
        return []
    named = names(motion)
    unnamed = len(_standing(motion)) - len(named)
    blocks: list[Block] = [Names("Signatories", named)] if named else []
    if unnamed:
        words = wording.count(unnamed, "signatory asks", "signatories ask")
        blocks.append(Paragraph(plain(f"{words} not to be named."), aside=True))
    return blocks


def _name(backing: Backing) -> str:
    return f"{backing.name} ({backing.group_name})" if backing.group_name else backing.name


def _standing(motion: Motion) -> list[Backing]:
    """The people behind a motion, the mover first, the others by name."""
    standing = [backing for backing in motion.backings.all() if backing.stands]
    leading = ("mover", "co_mover")
    return sorted(standing, key=lambda backing: (backing.role not in leading, in_order(backing.name)))


def _ruled_out(motion: Motion) -> Ruling | None:
    if motion.status != Status.RULED_OUT:
        return None
    decided = [
        ruling for ruling in motion.rulings.all() if ruling.outcome == Outcome.RULED_OUT and ruling.decided_at
    ]
    return decided[-1] if decided else None


def _index(motions: list[Motion], *, bound: bool = False) -> list[Block]:
    if not motions:
        return [Paragraph(plain("No motions have been received on this item yet."))]
    return [Index(tuple(index_line(motion, bound=bound) for motion in motions))]


def tell(person: Person) -> Iterator[Section]:
    """What motions hold about one person, told to that person: the allow-list, table by table."""
    mine = Backing.objects.filter(email__iexact=person.email).order_by("pk")
    backings = list(mine.select_related("motion__current"))
    yield _section(Backing, "Motions you support", backings, _backing)
    contacts = Contact.objects.of_address(person.email)
    keys = person.keys | {f"backing:{backing.pk}" for backing in backings}
    keys |= {f"contact:{contact.pk}" for contact in contacts}
    asked = GroupQuestion.objects.filter(contact__in=contacts).order_by("pk")
    yield _section(GroupQuestion, "Motions in your group’s name that you were told about", asked, _asked)
    texts = Revision.objects.filter(by_key__in=keys).order_by("pk")
    yield _section(Revision, "Texts you sent", texts, _revision)
    steps = MotionEvent.objects.filter(actor_key__in=keys).order_by("pk")
    yield _section(MotionEvent, "Steps of motions that you took", steps, _step)
    words = Remark.objects.filter(event__actor_key__in=keys).select_related("event").order_by("pk")
    yield _section(Remark, "Words you said with a step", words, _remark)
    yield _section(Draft, "Drafts with your address", drafts_of(person), _draft)
    if person.user:
        yield from _of_member(person)


def _of_member(person: Person) -> Iterator[Section]:
    """What somebody of the committee did."""
    user = person.user
    rulings = Ruling.objects.filter(Q(proposed_by=user) | Q(seconded_by=user))
    yield _section(Ruling, "Rulings you proposed or seconded", rulings, _ruling)
    yield _section(Check, "Points you checked", Check.objects.filter(by=user), _check)
    yield _section(Note, "Your notes to the committee", Note.objects.filter(by=user), _note)
    yield _section(Recusal, "Interests you declared", Recusal.objects.filter(user=user), _recusal)
    assigned = Motion.objects.filter(assigned_to=user)
    yield _section(Motion, "Motions you look after", assigned, lambda one: facts(("Motion", one.reference)))


def _section(model: type[Model], heading: str, rows: Iterable[Any], words: Callable[[Any], Row]) -> Section:
    return Section(model, heading, tuple(words(row) for row in rows))


def _backing(one: Backing) -> Row:
    return facts(
        ("Motion", one.motion),
        ("As", one.get_role_display()),
        ("Name", one.name),
        ("Group", one.group_name),
        ("Email address", one.email),
        ("Name printed", one.name_public),
        ("Asked", one.created_at),
        ("Confirmed", one.confirmed_at),
        ("Withdrawn", one.withdrawn_at),
    )


def _asked(one: GroupQuestion) -> Row:
    return facts(
        ("Motion", f"m{one.motion_id}"),
        ("When", one.asked_at),
        ("Your answer", one.get_answer_display()),
        ("Answered", one.answered_at),
    )


def _revision(one: Revision) -> Row:
    return facts(
        ("Motion", f"m{one.motion_id}, revision {one.number}"),
        ("Sent", one.made_at),
        ("Title", one.title),
        ("Text", one.body),
        ("Appendix", one.appendix),
        ("Why it changed", one.why),
    )


def _step(one: MotionEvent) -> Row:
    return facts(("What", one.get_act_display()), ("Of", f"m{one.motion_id}"), ("When", one.at))


def _remark(one: Remark) -> Row:
    return facts(("Motion", f"m{one.event.motion_id}"), ("When", one.event.at), ("Words", one.words))


def _draft(one: Draft) -> Row:
    return facts(("Begun", one.created_at), ("Saved", one.saved_at))


def _ruling(one: Ruling) -> Row:
    return facts(("Motion", f"m{one.motion_id}"), ("Ruling", one), ("When", one.proposed_at))


def _check(one: Check) -> Row:
    return facts(("Motion", f"m{one.motion_id}"), ("Found", one), ("When", one.at))


def _note(one: Note) -> Row:
    return facts(("Motion", f"m{one.motion_id}"), ("When", one.at), ("Words", one.words))


def _recusal(one: Recusal) -> Row:
    return facts(("Motion", f"m{one.motion_id}"), ("When", one.at), ("Interest", one.interest))
