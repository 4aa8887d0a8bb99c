"""Whether a waiting email about a motion still holds, and which words of the motion it may still say."""

import re
from collections.abc import Callable

from django.db.models import Q

from lla.emails import relevance
from lla.emails.models import Email

from .agenda.choices import Nature
from .amendments import rules as amendments_rules
from .amendments.choices import CarryOutcome
from .amendments.models import PendingCarry
from .group_questions.models import GroupQuestion
from .motion import visibility
from .motion.choices import ENDED, Outcome, Status
from .motion.models import Backing, Motion, Ruling
from .submitting.models import Draft


def _amends(motion: Motion, nature: Nature) -> bool:
    """Whether it still amends something of this nature."""
    return bool(motion.amends and motion.amends.nature == nature and motion.status not in ENDED)


def _waits(amendment: Motion, outcome: CarryOutcome) -> bool:
    """Whether an amendment still waits for its mover in this way."""
    asked = PendingCarry.objects.filter(motion=amendment, outcome=outcome).exists()
    return asked and not amendments_rules.why_fallen(amendment)


# The statuses in which an email says what is so.
_STATUSES = {
    "gathering": {Status.GATHERING},
    "invited": {Status.GATHERING},
    "received": set(Status) - {Status.AWAITING, Status.GATHERING, Status.WITHDRAWN},
    "queried": {Status.QUERIED},
    "query_answered": {Status.RECEIVED},
    "query_withdrawn": {Status.RECEIVED},
    "arrived_late": {Status.RECEIVED},
    "ruled_in_order": {Status.IN_ORDER},
    "amendment_to_answer": {Status.IN_ORDER},
    "ruled_out": {Status.RULED_OUT, Status.UNDER_APPEAL},
    "appealed": {Status.UNDER_APPEAL},
    "appeal_received": {Status.UNDER_APPEAL},
    "appeal_decided": {Status.IN_ORDER, Status.RULED_OUT},
    "reopened": {Status.RECEIVED, Status.QUERIED},
    "withdrawn": {Status.WITHDRAWN},
    "composite_proposed": {Status.IN_ORDER},
    "composited": {Status.COMPOSITED},
}
_MOTION: dict[str, Callable[[Motion], bool]] = {
    "placed": lambda motion: motion.status != Status.WITHDRAWN,
    "published": lambda motion: motion.is_public and motion.status != Status.WITHDRAWN,
    "hidden": lambda motion: bool(visibility.hiding_rulings(motion)),
    "redacted": lambda motion: bool(visibility.hiding_rulings(motion)),
    "shown": lambda motion: not visibility.hiding_rulings(motion),
    "on_hold": lambda motion: motion.held_at is not None,
    "group_doubts": lambda motion: motion.held_at is not None,
    "hold_lifted": lambda motion: motion.held_at is None,
    "carrying_offered": lambda motion: _waits(motion, CarryOutcome.OFFERED),
    "stuck": lambda motion: _waits(motion, CarryOutcome.STUCK),
    "amendment_moved": lambda motion: _amends(motion, Nature.COMPOSITE),
    "amendment_fell": lambda motion: bool(amendments_rules.why_fallen(motion)),
    "motion_ended": lambda motion: bool(amendments_rules.why_fallen(motion)),
    "motion_back": lambda motion: not amendments_rules.why_fallen(motion),
    "amendment_back": lambda motion: _amends(motion, Nature.MAIN),
    "printed_as_one": lambda motion: motion.is_public and motion.status != Status.WITHDRAWN,
    "second_person": lambda motion: motion.rulings.open().exists(),
}
_TO_CONFIRM = {"submitted", "asked_to_confirm", "signature_to_confirm", "reminded_to_confirm"}
_SUPPORTING = {"signed", "revised", "redacted", "already_backing", "co_mover_asked", "support_withdrawn"}
_TO_BACKING = _TO_CONFIRM | _SUPPORTING
_TO_CONTACTS = {"group_told", "group_revised"}
_TO_READ = _TO_CONFIRM | {"invited", "gathering"}
_OF_CONTACTS = [f"motions/{name}" for name in _TO_CONTACTS]
_OF_DRAFT = {"draft_saved", "draft_going"}
_OF_CARRYING = {"carried_over", "carrying_offered", "stuck"}
_ONLY_THE_NEWEST = _OF_CARRYING | {
    *("printed_as_one", "revised", "redacted", "queried", "draft_saved", "my_motions", "composite_proposed"),
}
# The emails in which every quotation is words of a text: its title, all of it, or why it was revised.
QUOTING = {
    *("received", "gathering", "revised", "slip_corrected", "group_revised", "co_mover_asked"),
    *("carried_over", "carrying_offered", "stuck", "printed_as_one", "composite_proposed"),
    *("amendment_to_answer", "amendment_answered", "amendment_fell", "amendment_back"),
    *("motion_ended", "motion_back"),
}
_QUOTATION = re.compile(r"^>.*(?:\n>.*)*", re.MULTILINE)


def body_now(email: Email) -> str:
    """What an email says, without what the committee has hidden from its reader since it was written.

    An email that waits is not deleted for them, because it also says what its reader was promised: that the
    amendment was received, what was decided about it. It is asked at each delivery, not once at the act of
    hiding: nothing that an act has just written escapes it, and what is shown again meanwhile is said again.
    """
    name = email.kind.partition("/")[2]
    if name in QUOTING and _is_hidden_since(name, email):
        return _QUOTATION.sub(f"> {visibility.HIDDEN}", email.body)
    return email.body


def _is_hidden_since(name: str, email: Email) -> bool:
    """Whether something of what an email may quote was hidden from its reader after it was written.

    What is written after a ruling goes by it. A motion's own people may read what is hidden of it, unless
    words were removed; a contact of its group, and those behind an amendment to it, may not.
    """
    motion = _of_contact(email) if name in _TO_CONTACTS else _motion_of(email)
    if motion is None:
        return False
    removed = Q(outcome=Outcome.REDACTED)
    bases = motion.revisions.exclude(base=None).values("base__motion")
    hidden = Q(motion=motion.amends_id) | Q(motion__in=bases) | Q(motion=motion) & removed
    if name in _TO_CONTACTS:
        hidden |= Q(motion=motion)
    if name == "composite_proposed":
        hidden |= Q(motion__sources__motion=motion) & removed
    rulings = Ruling.objects.filter(hidden, outcome__in=visibility.SENTENCES, ended_at=None)
    return rulings.filter(decided_at__gt=email.created_at).exists()


def _of_contact(email: Email) -> Motion | None:
    """The motion that a contact of its group is asked about."""
    return Motion.objects.any_nature().filter(group_questions=email.link_target).first()


def _motion_of(email: Email) -> Motion | None:
    return Motion.objects.any_nature().filter(pk=relevance.target(email)).first()


def still_holds(email: Email) -> bool:
    name = email.kind.partition("/")[2]
    if name in _OF_DRAFT and not Draft.objects.filter(pk=email.link_target, motion=None).exists():
        return False
    if name in _TO_BACKING and not _still_theirs(email, to_confirm=name in _TO_CONFIRM):
        return False
    if name in _TO_CONTACTS and not _still_asked(email):
        return False
    if name in _ONLY_THE_NEWEST and not relevance.is_newest(email):
        return False
    if name in _TO_READ and not _is_readable(email):
        return False
    return _holds_of_motion(name, email)


def _is_readable(email: Email) -> bool:
    """Whether whoever is asked about a text can read it."""
    motion = _motion_of(email)
    return motion is None or not (visibility.is_hidden(motion) or visibility.hidden_with_motion(motion))


def _still_theirs(email: Email, *, to_confirm: bool) -> bool:
    """Whether the person still stands behind the motion at this address, and has yet to confirm."""
    backing = Backing.objects.filter(pk=email.link_target, email=email.to, withdrawn_at=None).first()
    if backing is None or not to_confirm:
        return backing is not None
    return backing.confirmed_at is None and backing.motion.status != Status.WITHDRAWN


def _still_asked(email: Email) -> bool:
    """Whether a contact of a group still has to read what they are written about, and will not hear more."""
    question = GroupQuestion.objects.select_related("motion").filter(pk=email.link_target).first()
    if question is None or question.motion.status == Status.WITHDRAWN:
        return False
    later = Email.objects.waiting().filter(link_target=question.pk, kind__in=_OF_CONTACTS, pk__gt=email.pk)
    return not later.exists() and (not question.answer or question.is_overtaken)


def _holds_of_motion(name: str, email: Email) -> bool:
    if name not in _STATUSES and name not in _MOTION:
        return True
    motion = _motion_of(email)
    if motion is None:
        return False
    return motion.status in _STATUSES.get(name, Status) and _MOTION.get(name, bool)(motion)
