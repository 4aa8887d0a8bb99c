"""What motions tell one person about themselves: the allow-list, table by table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, Q

from lla.subjects.registry import Person, Row, Section, facts
from organisers.contacts.models import Contact

from ..committee.models import Check, Note, Recusal
from ..group_questions.models import GroupQuestion
from ..motion.models import Backing, Motion, MotionEvent, Remark, Revision, Ruling
from ..submitting.models import Draft
from .selectors import drafts_of

TABLES_TOLD: frozenset[type[Model]] = frozenset(
    {Backing, Check, Draft, GroupQuestion, Motion, MotionEvent, Note, Recusal, Remark, Revision, Ruling}
)


def sections(person: Person) -> Iterator[Section]:
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


NOBODY = "It holds nobody."
LEAVES_OUT: Mapping[str, str] = {
    "motions.AgendaItem": NOBODY,
    "motions.AgendaItemEvent": NOBODY,
    "motions.Conference": NOBODY,
    "motions.ConferenceEvent": NOBODY,
    "motions.ProposedText": "A text without the words proposed for removal. It is deleted once that is "
    "decided.",
}


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
