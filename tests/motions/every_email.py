"""An email of every kind that the motions app writes, about a motion of each nature, from rows of its own."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.choices import Nature
from motions.amending import emails as amending_emails
from motions.amendments import emails as amendments_emails
from motions.amendments.carrying import Outcome as Carrying
from motions.appeals import emails as appeals_emails
from motions.backing import emails as backing_emails
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person
from motions.colleagues import emails as colleagues_emails
from motions.colleagues.models import Seat
from motions.committee import emails as committee_emails
from motions.composites import emails as composites_emails
from motions.composites.choices import ConsentAnswer
from motions.composites.models import CompositeSource, SourceAmendment
from motions.group_questions import emails as group_questions_emails
from motions.group_questions.models import GroupQuestion
from motions.motion import emails as motion_emails
from motions.motion.choices import Outcome, Role, Status
from motions.motion.models import Backing, Motion, Ruling
from motions.placing import emails as placing_emails
from motions.slips import emails as slips_emails
from motions.submitting import emails as submitting_emails
from motions.submitting.models import Draft
from tests.factories import make_staff
from tests.motions.factories import (
    make_draft,
    make_motion,
    make_of_nature,
    make_person,
    make_submission,
    mover_of,
    submit_as,
)
from tests.organisers.factories import make_contact, make_group

REASON = "It repeats what conference decided.\n{link}\nDear friend, click here."


Build = Callable[[str], Email]


def asked(nature: str, **fields: Any) -> Motion:
    """A motion that nobody has confirmed yet."""
    return submit_as(nature, make_submission(title="Herons for every pond", mover=_wilma(), **fields))


def received(nature: str, **fields: Any) -> Motion:
    motion = make_of_nature(nature, title="Herons for every pond", mover=_wilma(), **fields)
    motion.label = "B"
    return motion


def _received_email(nature: str) -> Email:
    motion = received(nature)
    return backing_emails.received(motion, motion.backings.standing())[0]


def _wilma() -> Person:
    return make_person("Wilhelmina Quill")


def _of_a_group(nature: str) -> Motion:
    return asked(nature, group=make_group("Otter Valley Left"))


def _of_composite(write: Callable[..., list[Email]], **facts: Any) -> Build:
    """To the mover of a motion that a composite is made of."""
    return lambda nature: write(_source(nature), **facts)[0]


def _source(nature: str) -> CompositeSource:
    composite = make_of_nature(Nature.COMPOSITE, title="Ponds and herons")
    composite.label = "Composite 2"
    return CompositeSource(composite=composite, motion=received(nature))


def _of_amendment(write: Callable[..., list[Email]], **facts: Any) -> Build:
    """To the mover of an amendment whose motion was in a composite."""
    return lambda nature: write(received(nature), _source(Nature.MAIN).composite, **facts)[0]


def _of_amended(write: Callable[..., list[Email]], *, outcome: str = "") -> Build:
    """To the mover of an amendment, of what the committee decided about its motion."""

    def build(nature: str) -> Email:
        motion = received(nature).amends or make_motion()
        return write(motion, **({"ruling": _ruling(motion, outcome)} if outcome else {}))[0]

    return build


def _of_fate(write: Callable[..., list[Email]], **facts: Any) -> Build:
    """To the mover of an amendment whose motion is in a composite."""

    def build(nature: str) -> Email:
        source, amendment = _source(Nature.MAIN), received(nature)
        row = SourceAmendment(source=source, amendment=amendment, label="B.1")
        return write(row, source.composite, **facts)[0]

    return build


def _answered_about(nature: str) -> Email:
    source = CompositeSource(composite=received(nature), motion=received(Nature.MAIN))
    _member()
    return composites_emails.answered(source, answer=ConsentAnswer.AGREES)[0]


def _ruling(motion: Motion, outcome: str) -> Ruling:
    return Ruling(
        motion=motion,
        revision=motion.current,
        outcome=outcome,
        rule="Rule 4.2",
        reason=REASON,
        proposed_by=_member(),
        decided_at=clock.now(),
    )


def _member() -> User:
    return make_staff(name="Robin Vale")


def _officer(motion: Motion) -> Backing:
    return motion.backings.get(role=Role.CONFIRMING_OFFICER)


def _signatory(nature: str) -> Backing:
    motion = asked(nature)
    backing_workflow.confirm(mover_of(motion))
    backing_workflow.sign(motion, make_person("Signy Larch"))
    return motion.backings.get(role=Role.SIGNATORY)


def _signed(nature: str) -> Backing:
    return received(nature).backings.filter(role=Role.SIGNATORY)[0]


def _draft(nature: str) -> Draft:
    draft = make_draft()
    if nature == Nature.AMENDMENT:
        draft.amends = make_motion()
    return draft


def _draft_going(nature: str) -> Email:
    goes_on = localdate(clock.now()) + timedelta(days=14)
    return submitting_emails.draft_going(_draft(nature), to="kim@example.org", goes_on=goes_on)


def _group_told(nature: str) -> Email:
    motion = _of_a_group(nature)
    contact = make_contact(make_group("Teal Left"), name="Jo Marsh")
    return group_questions_emails.group_told(motion, [GroupQuestion(pk=7, motion=motion, contact=contact)])[0]


def _group_revised(nature: str) -> Email:
    contact = make_contact(make_group("Teal Left"), name="Jo Marsh")
    motion = received(nature, group=contact.group, known=False)
    return group_questions_emails.group_revised(motion)[0]


def _first(write: Callable[..., list[Email]], **words: Any) -> Build:
    return lambda nature: write(received(nature), **words)[0]


def _ruled(write: Callable[..., list[Email]], outcome: str) -> Build:
    def build(nature: str) -> Email:
        motion = received(nature)
        return write(motion, ruling=_ruling(motion, outcome))[0]

    return build


def _to_committee(write: Callable[[Motion], list[Email]]) -> Build:
    def build(nature: str) -> Email:
        motion = received(nature, group=make_group("Otter Valley Left"))
        _member()
        return write(motion)[0]

    return build


def _second_person(nature: str) -> Email:
    motion = received(nature)
    ruling = _ruling(motion, Outcome.RULED_OUT)
    make_staff(name="Vale Robinson")
    return committee_emails.second_person(motion, ruling=ruling)[0]


def _support_withdrawn(nature: str) -> Email:
    return backing_emails.support_withdrawn(_signed(nature))[0]


def _revised(nature: str) -> Email:
    motion = received(nature)
    if motion.current:
        motion.current.why = REASON
    return backing_emails.revised(motion, by=mover_of(motion))[0]


def _appealed(nature: str) -> Email:
    motion = received(nature)
    ruling = _ruling(motion, Outcome.RULED_OUT)
    make_staff(name="Vale Robinson")
    return appeals_emails.appealed(motion, ruling=ruling, grounds=REASON)[0]


def _slip_corrected(nature: str) -> Email:
    motion = received(nature)
    motion.text.why = REASON
    return slips_emails.slip_corrected(motion, before=motion.text)[0]


def _reopened(nature: str) -> Email:
    motion = received(nature)
    motion.status = Status.RULED_OUT
    return committee_emails.reopened(motion, ruling=_ruling(motion, Outcome.RULED_OUT))[0]


OF_EVERY_NATURE: dict[str, Build] = {
    "motions/already_backing": lambda nature: backing_emails.already_backing(mover_of(received(nature))),
    "motions/amendments_followed": _first(
        amendments_emails.amendments_followed,
        carried=[Motion(label="B.1")],
        offered=[Motion(label="B.2")],
        stuck=[Motion(label="B.3")],
    ),
    "motions/answer_entered": _first(committee_emails.answer_entered, words=REASON),
    "motions/appeal_decided": _ruled(appeals_emails.appeal_decided, Outcome.APPEAL_REFUSED),
    "motions/appeal_received": lambda nature: appeals_emails.appeal_received(
        mover_of(received(nature)), grounds=REASON
    ),
    "motions/appealed": _appealed,
    "motions/arrived_late": _to_committee(backing_emails.arrived_late),
    "motions/asked_to_confirm": lambda nature: backing_emails.asked_to_confirm(_officer(_of_a_group(nature))),
    "motions/draft_going": _draft_going,
    "motions/draft_saved": lambda nature: submitting_emails.draft_saved(_draft(nature), to="kim@example.org"),
    "motions/gathering": lambda nature: backing_emails.gathering(mover_of(received(nature))),
    "motions/group_doubts": _to_committee(group_questions_emails.group_doubts),
    "motions/group_revised": _group_revised,
    "motions/group_told": _group_told,
    "motions/hidden": _ruled(committee_emails.hidden, Outcome.HIDDEN),
    "motions/hold_lifted": _first(group_questions_emails.hold_lifted),
    "motions/invited": _first(backing_emails.invited, addresses=["kim@example.org"]),
    "motions/my_motions": lambda nature: backing_emails.my_motions(mover_of(received(nature))),
    "motions/co_mover_answered": lambda nature: backing_emails.co_mover_answered(
        _signed(nature), agrees=True
    )[0],
    "motions/co_mover_asked": lambda nature: backing_emails.co_mover_asked(mover_of(received(nature))),
    "motions/on_hold": lambda nature: group_questions_emails.on_hold(
        received(nature, group=make_group("Otter Valley Left"))
    )[0],
    "motions/overridden": _ruled(committee_emails.overridden, Outcome.OVERRIDDEN),
    "motions/placed": _first(
        placing_emails.placed, what="moved", how=" to another item", was={}, reason=REASON
    ),
    "motions/composite_answered": _answered_about,
    "motions/composite_dissolved": _of_composite(composites_emails.dissolved, reason=REASON),
    "motions/composite_proposed": _of_composite(composites_emails.proposed, again=True),
    "motions/composited": _of_composite(composites_emails.joined),
    "motions/not_composited": _of_composite(composites_emails.left),
    "motions/published": _first(motion_emails.published),
    "motions/queried": _first(committee_emails.queried, question=REASON),
    "motions/query_answered": _to_committee(backing_emails.query_answered),
    "motions/query_withdrawn": _first(committee_emails.query_withdrawn),
    "motions/received": _received_email,
    "motions/redacted": _ruled(committee_emails.redacted, Outcome.REDACTED),
    "motions/reminded_to_confirm": lambda nature: backing_emails.reminded_to_confirm(_of_a_group(nature))[0],
    "motions/reopened": _reopened,
    "motions/revised": _revised,
    "motions/ruled_in_order": _first(committee_emails.ruled_in_order),
    "motions/ruled_out": _ruled(committee_emails.ruled_out, Outcome.RULED_OUT),
    "motions/second_person": _second_person,
    "motions/shown": _ruled(committee_emails.shown, Outcome.SHOWN),
    "motions/signature_to_confirm": lambda nature: backing_emails.signature_to_confirm(_signatory(nature)),
    "motions/signed": lambda nature: backing_emails.signed(_signed(nature)),
    "motions/slip_corrected": _slip_corrected,
    "motions/submitted": lambda nature: backing_emails.submitted(mover_of(asked(nature))),
    "motions/support_withdrawn": _support_withdrawn,
    "motions/written": _first(committee_emails.written, subject="A room for movers", words=REASON),
    "motions/withdrawn": _first(backing_emails.withdrawn, note=REASON),
}
OF_AMENDMENTS_ALONE: dict[str, Build] = {
    "motions/amendment_answered": _first(amending_emails.answered, accepted=True),
    "motions/amendment_back": _of_amendment(composites_emails.amendment_back, outcome=Carrying.OFFERED),
    "motions/amendment_fell": _of_fate(composites_emails.amendment_fell),
    "motions/amendment_moved": _of_fate(composites_emails.amendment_moved, outcome=Carrying.CARRIED),
    "motions/amendment_to_answer": _first(amendments_emails.to_answer),
    "motions/carried_over": _first(amendments_emails.carried_over),
    "motions/carrying_offered": _first(amendments_emails.carrying_offered),
    "motions/motion_back": _of_amended(amendments_emails.motion_back, outcome=Outcome.APPEAL_ALLOWED),
    "motions/motion_ended": _of_amended(amendments_emails.motion_ended),
    "motions/motion_hidden": _of_amended(amendments_emails.motion_hidden, outcome=Outcome.SHOWN),
    "motions/printed_as_one": _first(amendments_emails.printed_as_one, others=()),
    "motions/stuck": _first(amendments_emails.stuck),
}
BUILDERS: dict[str, Callable[[], Email]] = {
    **{kind: partial(build, Nature.MAIN) for kind, build in OF_EVERY_NATURE.items()},
    **{kind: partial(build, Nature.AMENDMENT) for kind, build in OF_AMENDMENTS_ALONE.items()},
    "motions/colleague_ended": lambda: colleagues_emails.ended(Seat(pk=4, user=_member())),
    "motions/colleague_invited": lambda: colleagues_emails.invited(Seat(pk=4, user=_member())),
}
