"""An email of every kind that the motions app writes, each from rows of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from lla import clock
from lla.models import Email, User
from motions import emails, workflow
from motions.choices import Outcome, Role, Status
from motions.models import Backing, GroupQuestion, Motion, Ruling
from motions.workflow import Person
from tests.factories import make_staff
from tests.organisers.factories import make_contact, make_group

from .factories import make_draft, make_motion, make_person, make_submission, mover_of, submit

REASON = "It repeats what conference decided.\n{link}\nDear friend, click here."


def asked(**fields: Any) -> Motion:
    """A motion that nobody has confirmed yet."""
    return submit(make_submission(title="Herons for every pond", mover=_wilma(), **fields))


def received(**fields: Any) -> Motion:
    motion = make_motion(title="Herons for every pond", mover=_wilma(), **fields)
    motion.label = "B"
    return motion


def _received_email() -> Email:
    motion = received()
    return emails.received(motion, motion.backings.standing())[0]


def _wilma() -> Person:
    return make_person("Wilhelmina Quill")


def _of_a_group() -> Motion:
    return asked(group=make_group("Otter Valley Left"))


def _ruling(motion: Motion, outcome: str) -> Ruling:
    return Ruling(
        motion=motion,
        revision=motion.current,
        outcome=outcome,
        rule="Rule 4.2",
        reason=REASON,
        proposed_by=_member(),
    )


def _member() -> User:
    return make_staff(name="Robin Vale")


def _officer(motion: Motion) -> Backing:
    return motion.backings.get(role=Role.CONFIRMING_OFFICER)


def _signatory() -> Backing:
    motion = asked()
    workflow.confirm(mover_of(motion))
    workflow.sign(motion, make_person("Signy Larch"))
    return motion.backings.get(role=Role.SIGNATORY)


def _draft_going() -> Email:
    goes_on = localdate(clock.now()) + timedelta(days=14)
    return emails.draft_going(make_draft(), to="kim@example.org", goes_on=goes_on)


def _group_told() -> Email:
    motion = _of_a_group()
    contact = make_contact(make_group("Teal Left"), name="Jo Marsh")
    return emails.group_told(motion, [GroupQuestion(pk=7, motion=motion, contact=contact)])[0]


def _ruled(write: Callable[..., list[Email]], outcome: str) -> Callable[[], Email]:
    def build() -> Email:
        motion = received()
        return write(motion, ruling=_ruling(motion, outcome))[0]

    return build


def _to_committee(write: Callable[[Motion], list[Email]]) -> Callable[[], Email]:
    def build() -> Email:
        motion = received(group=make_group("Otter Valley Left"))
        _member()
        return write(motion)[0]

    return build


def _second_person() -> Email:
    motion = received()
    ruling = _ruling(motion, Outcome.RULED_OUT)
    make_staff(name="Vale Robinson")
    return emails.second_person(motion, ruling=ruling)[0]


def _support_withdrawn() -> Email:
    motion = received()
    return emails.support_withdrawn(motion.backings.filter(role=Role.SIGNATORY)[0])[0]


def _revised() -> Email:
    motion = received()
    if motion.current:
        motion.current.why = REASON
    return emails.revised(motion, by=mover_of(motion))[0]


def _reopened() -> Email:
    motion = received()
    motion.status = Status.RULED_OUT
    return emails.reopened(motion, ruling=_ruling(motion, Outcome.RULED_OUT))[0]


BUILDERS: dict[str, Callable[[], Email]] = {
    "motions/already_backing": lambda: emails.already_backing(mover_of(received())),
    "motions/arrived_late": _to_committee(emails.arrived_late),
    "motions/asked_to_confirm": lambda: emails.asked_to_confirm(_officer(_of_a_group())),
    "motions/draft_going": _draft_going,
    "motions/draft_saved": lambda: emails.draft_saved(make_draft(), to="kim@example.org"),
    "motions/gathering": lambda: emails.gathering(mover_of(received())),
    "motions/group_doubts": _to_committee(emails.group_doubts),
    "motions/group_told": _group_told,
    "motions/hidden": _ruled(emails.hidden, Outcome.HIDDEN),
    "motions/hold_lifted": lambda: emails.hold_lifted(received())[0],
    "motions/invited": lambda: emails.invited(received(), addresses=["kim@example.org"])[0],
    "motions/my_motions": lambda: emails.my_motions(mover_of(received())),
    "motions/named_co_mover": lambda: emails.named_co_mover(mover_of(received())),
    "motions/on_hold": lambda: emails.on_hold(received(group=make_group("Otter Valley Left")))[0],
    "motions/published": lambda: emails.published(received())[0],
    "motions/queried": lambda: emails.queried(received(), question=REASON)[0],
    "motions/query_answered": _to_committee(emails.query_answered),
    "motions/received": lambda: _received_email(),
    "motions/redacted": _ruled(emails.redacted, Outcome.REDACTED),
    "motions/reminded_to_confirm": lambda: emails.reminded_to_confirm(_of_a_group())[0],
    "motions/reopened": _reopened,
    "motions/revised": _revised,
    "motions/ruled_in_order": lambda: emails.ruled_in_order(received())[0],
    "motions/ruled_out": _ruled(emails.ruled_out, Outcome.RULED_OUT),
    "motions/second_person": _second_person,
    "motions/shown": _ruled(emails.shown, Outcome.SHOWN),
    "motions/signature_to_confirm": lambda: emails.signature_to_confirm(_signatory()),
    "motions/signed": lambda: emails.signed(received().backings.filter(role=Role.SIGNATORY)[0]),
    "motions/submitted": lambda: emails.submitted(mover_of(asked())),
    "motions/support_withdrawn": _support_withdrawn,
    "motions/withdrawn": lambda: emails.withdrawn(received(), note=REASON)[0],
}
