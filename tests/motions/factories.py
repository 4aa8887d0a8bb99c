"""Plain functions that make conferences, and motions by the acts that really make them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from lla.accounts.models import User
from lla.time import clock
from motions.agenda.choices import Kind, Nature, Publishing
from motions.agenda.models import AgendaItem, Conference
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person
from motions.motion.choices import Role, Route
from motions.motion.models import Backing, Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from motions.submitting.workflow import Submission
from organisers.groups.models import Group
from tests.organisers.factories import make_contact, make_group

_numbers = count(1)

BODY = """Conference notes:

- Groups in neighbouring towns often do not know of each other.

Conference resolves:

- To appoint organisers who:
  - keep a list of whom to contact;
  - hold a meeting each quarter.
"""


def make_conference(
    name: str = "", *, closes_in: timedelta = timedelta(days=20), **fields: Any
) -> Conference:
    """A conference whose motions opened thirty days before they close, `closes_in` from now."""
    number = next(_numbers)
    closes = clock.now() + closes_in
    first_day = (closes + timedelta(days=21)).date()
    moments = {
        "motions_open_at": closes - timedelta(days=30),
        "motions_close_at": closes,
        "amendments_close_at": closes + timedelta(days=14),
        "emergency_close_at": closes + timedelta(days=19),
        "freeze_at": closes + timedelta(days=20),
    }
    return Conference.objects.create(
        **{
            "name": name or f"Conference {number}",
            "slug": f"conference-{number}",
            "starts_on": first_day,
            "ends_on": first_day + timedelta(days=1),
            **moments,
            "opened_at": clock.now(),
            "signatories_needed": 3,
            "publishing": Publishing.ON_RECEIPT,
            **fields,
        },
    )


def make_item(conference: Conference | None = None, title: str = "", **fields: Any) -> AgendaItem:
    conference = conference or make_conference()
    order = fields.pop("order", conference.items.count() + 1)
    return AgendaItem.objects.create(
        conference=conference, order=order, title=title or f"Item {order}", slug=f"item-{order}", **fields
    )


def make_person(name: str = "", **fields: Any) -> Person:
    number = next(_numbers)
    return Person(name=name or f"Person {number}", email=f"person{number}@example.org", **fields)


def make_submission(item: AgendaItem | None = None, *, known: bool = True, **fields: Any) -> Submission:
    """A submission by the signatory route, or by the group route when `group` is given.

    Its confirming officer is a contact on record of the group unless it is not `known`.
    """
    group: Group | None = fields.pop("group", None)
    text = Text.of(
        fields.pop("title", "Organisers for every region"),
        fields.pop("body", BODY),
        fields.pop("appendix", ""),
    )
    if group:
        fields = {"passed_on": date(2026, 9, 1), "officer": make_person(), **fields}
        if known:
            make_contact(group, email=fields["officer"].email)
    return Submission(
        item=item or make_item(),
        route=Route.GROUP if group else Route.SIGNATORIES,
        group=group,
        text=text,
        mover=fields.pop("mover", None) or make_person(),
        **fields,
    )


def make_draft(conference: Conference | None = None) -> Draft:
    return Draft.objects.create(conference=conference or make_conference())


def submit(submission: Submission, *, late: bool = False) -> Motion:
    """Send a submission in; nobody has confirmed yet."""
    return submitting_workflow.submit(make_draft(submission.item.conference), submission, late=late)


def confirm_all(motion: Motion) -> Motion:
    """Every confirmation the motion still needs arrives, new signatories' among them."""
    for backing in motion.backings.filter(confirmed_at=None, withdrawn_at=None):
        backing_workflow.confirm(backing)
    if motion.route == Route.SIGNATORIES:
        for _ in range(motion.conference.signatories_needed - motion.backings.standing().count()):
            make_signatory(motion)
    return Motion.objects.for_papers().get(pk=motion.pk)


def make_signatory(motion: Motion, person: Person | None = None) -> Backing:
    """Somebody signs and confirms."""
    person = person or make_person()
    backing_workflow.sign(motion, person)
    backing = motion.backings.get(email__iexact=person.email)
    backing_workflow.confirm(backing)
    return motion.backings.get(pk=backing.pk)


def make_motion(item: AgendaItem | None = None, **fields: Any) -> Motion:
    """A motion received by the committee: from signatories, or from `group` when that is given."""
    return confirm_all(submit(make_submission(item, **fields)))


def make_amendment(
    motion: Motion, *, old: str = "", new: str = "", text: Text | None = None, **fields: Any
) -> Motion:
    """An amendment received by the committee: `old` words of the body become `new`, or the whole text."""
    return confirm_all(submit(make_amending(motion, old=old, new=new, text=text, **fields)))


def make_amending(
    motion: Motion, *, old: str = "", new: str = "", text: Text | None = None, **fields: Any
) -> Submission:
    """The submission of an amendment to a public motion as it stands."""
    base = motion.text
    text = text or Text.of(base.title, base.body.replace(old, new, 1), base.appendix)
    made = make_submission(motion.item, **fields)
    return replace(made, text=text, amends=motion, base=base, kind=motion.kind, event_on=motion.event_on)


def make_group_motion(item: AgendaItem | None = None, **fields: Any) -> Motion:
    return make_motion(item, **{"group": make_group(), **fields})


def make_late_motion(item: AgendaItem, **fields: Any) -> Motion:
    return confirm_all(submit(make_submission(item, **fields), late=True))


def make_emergency(item: AgendaItem, *, event_on: date, **fields: Any) -> Motion:
    return make_motion(item, kind=Kind.EMERGENCY, event_on=event_on, **fields)


def submit_as(nature: str, submission: Submission) -> Motion:
    """Send a submission in: as an amendment to a motion made for it, or as a composite, by its row alone."""
    if nature == Nature.AMENDMENT:
        motion = make_motion(submission.item)
        amending = make_amending(motion, old=" neighbouring")
        submission = replace(submission, text=amending.text, amends=motion, base=motion.text)
    motion = submit(submission)
    Motion.objects.any_nature().filter(pk=motion.pk).update(nature=nature)
    return Motion.objects.for_papers().get(pk=motion.pk)


def make_of_nature(nature: str, item: AgendaItem | None = None, **fields: Any) -> Motion:
    """A motion, amendment or composite received by the committee."""
    return confirm_all(submit_as(nature, make_submission(item, **fields)))


def mover_of(motion: Motion) -> Backing:
    backing = motion.backings.get(role=Role.MOVER)
    backing.motion = motion
    return backing


def make_committee_member(name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        f"committee{number}@example.org", name or f"Committee member {number}", is_staff=True, **fields
    )


def moment(days: int = 0, **parts: int) -> datetime:
    """A moment so many days (hours, minutes) from now."""
    return clock.now() + timedelta(days=days, **parts)


def revise_body(motion: Motion, old: str, new: str) -> None:
    """The motion's mover changes some words of its text."""
    motion.refresh_from_db()
    text = Text.of(motion.text.title, motion.text.body.replace(old, new))
    backing_workflow.revise(motion, text, by=mover_of(motion), why="", base=motion.text.number)
