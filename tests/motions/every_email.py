"""An email of every kind that the motions app writes, each from rows of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from motions.backing import emails as backing_emails
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person
from motions.committee import emails as committee_emails
from motions.group_questions import emails as group_questions_emails
from motions.group_questions.models import GroupQuestion
from motions.motion import emails as motion_emails
from motions.motion.choices import Outcome, Role, Status
from motions.motion.models import Backing, Motion, Ruling
from motions.submitting import emails as submitting_emails
from tests.factories import make_staff
from tests.motions.factories import make_draft, make_motion, make_person, make_submission, mover_of, submit
from tests.organisers.factories import make_contact, make_group

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
    return backing_emails.received(motion, motion.backings.standing())[0]


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
    backing_workflow.confirm(mover_of(motion))
    backing_workflow.sign(motion, make_person("Signy Larch"))
    return motion.backings.get(role=Role.SIGNATORY)


def _draft_going() -> Email:
    goes_on = localdate(clock.now()) + timedelta(days=14)
    return submitting_emails.draft_going(make_draft(), to="kim@example.org", goes_on=goes_on)


def _group_told() -> Email:
    motion = _of_a_group()
    contact = make_contact(make_group("Teal Left"), name="Jo Marsh")
    return group_questions_emails.group_told(motion, [GroupQuestion(pk=7, motion=motion, contact=contact)])[0]


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
    return committee_emails.second_person(motion, ruling=ruling)[0]


def _support_withdrawn() -> Email:
    motion = received()
    return backing_emails.support_withdrawn(motion.backings.filter(role=Role.SIGNATORY)[0])[0]


def _revised() -> Email:
    motion = received()
    if motion.current:
        motion.current.why = REASON
    return backing_emails.revised(motion, by=mover_of(motion))[0]


def _reopened() -> Email:
    motion = received()
    motion.status = Status.RULED_OUT
    return committee_emails.reopened(motion, ruling=_ruling(motion, Outcome.RULED_OUT))[0]


BUILDERS: dict[str, Callable[[], Email]] = {
    "motions/already_backing": lambda: backing_emails.already_backing(mover_of(received())),
    "motions/answer_entered": lambda: committee_emails.answer_entered(received(), words=REASON)[0],
    "motions/arrived_late": _to_committee(backing_emails.arrived_late),
    "motions/asked_to_confirm": lambda: backing_emails.asked_to_confirm(_officer(_of_a_group())),
    "motions/draft_going": _draft_going,
    "motions/draft_saved": lambda: submitting_emails.draft_saved(make_draft(), to="kim@example.org"),
    "motions/gathering": lambda: backing_emails.gathering(mover_of(received())),
    "motions/group_doubts": _to_committee(group_questions_emails.group_doubts),
    "motions/group_told": _group_told,
    "motions/hidden": _ruled(committee_emails.hidden, Outcome.HIDDEN),
    "motions/hold_lifted": lambda: group_questions_emails.hold_lifted(received())[0],
    "motions/invited": lambda: backing_emails.invited(received(), addresses=["kim@example.org"])[0],
    "motions/my_motions": lambda: backing_emails.my_motions(mover_of(received())),
    "motions/named_co_mover": lambda: backing_emails.named_co_mover(mover_of(received())),
    "motions/on_hold": lambda: group_questions_emails.on_hold(
        received(group=make_group("Otter Valley Left"))
    )[0],
    "motions/published": lambda: motion_emails.published(received())[0],
    "motions/queried": lambda: committee_emails.queried(received(), question=REASON)[0],
    "motions/query_answered": _to_committee(backing_emails.query_answered),
    "motions/query_withdrawn": lambda: committee_emails.query_withdrawn(received())[0],
    "motions/received": lambda: _received_email(),
    "motions/redacted": _ruled(committee_emails.redacted, Outcome.REDACTED),
    "motions/reminded_to_confirm": lambda: backing_emails.reminded_to_confirm(_of_a_group())[0],
    "motions/reopened": _reopened,
    "motions/revised": _revised,
    "motions/ruled_in_order": lambda: committee_emails.ruled_in_order(received())[0],
    "motions/ruled_out": _ruled(committee_emails.ruled_out, Outcome.RULED_OUT),
    "motions/second_person": _second_person,
    "motions/shown": _ruled(committee_emails.shown, Outcome.SHOWN),
    "motions/signature_to_confirm": lambda: backing_emails.signature_to_confirm(_signatory()),
    "motions/signed": lambda: backing_emails.signed(received().backings.filter(role=Role.SIGNATORY)[0]),
    "motions/submitted": lambda: backing_emails.submitted(mover_of(asked())),
    "motions/support_withdrawn": _support_withdrawn,
    "motions/written": lambda: committee_emails.written(
        received(), subject="A room for movers", words=REASON
    )[0],
    "motions/withdrawn": lambda: backing_emails.withdrawn(received(), note=REASON)[0],
}
