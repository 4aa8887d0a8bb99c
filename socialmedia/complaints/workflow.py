"""The acts on a complaint: it comes in, is read by one person, everybody else is asked, and it is closed."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts import double_submission
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock
from lla.time.wording import moment_in_words

from ..comments.models import Incident
from ..consultations import workflow as consultations_workflow
from ..deliberations import workflow as deliberations
from ..guidelines.selectors import parameters_in_force
from ..messages.models import Message
from ..record.models import SocialEvent
from ..record.workflow import key_of, lock, record
from ..team import selectors as team_selectors
from ..team.rules import standing
from . import emails, rules
from .choices import ComplaintAct, ComplaintKind, ComplaintStatus
from .models import Complaint, KeptOut, unguessable_reference

PUBLIC = Actor("public", "form")
AS_TYPED = ("kind", "about", "about_words", "link", "name", "email", "answer_wanted", "words")


@transaction.atomic
def receive_once(complaint: Complaint) -> Complaint:
    """Take a complaint in, but one that came a moment ago word for word: its button was pressed twice."""
    same = {name: getattr(complaint, name) for name in AS_TYPED}
    if double_submission.first_time("complain", same):
        return receive(complaint)
    before = Complaint.objects.filter(**same).order_by("received_at").last()
    return before or receive(complaint)


@transaction.atomic
def receive_from(
    row: Incident | Message, *, kind: str, about: str, words: str, meant: Collection[User] = (), by: Actor
) -> Complaint:
    """Take in what somebody wrote on a channel of ours, with its day, address and name; once, whoever asks.

    From then on the team sees it no more where it came in, for somebody of them may be `meant`. Whoever
    passes it on learns nothing of a complaint that somebody has made of it before.
    """
    row = lock(row, "channel")
    allow(rules.why_not_pass_on(row))
    if before := Complaint.objects.filter(came_from=key_of(row)).first():
        return before
    if isinstance(row, Incident):
        what, at, link = "Comment", row.happened_at, row.link
    else:
        what, at, link = "Message", row.came_at, ""
    complaint = Complaint(
        kind=kind,
        about=about,
        about_words=f"{what} on {row.channel}, {moment_in_words(at)}"[:300],
        link=link,
        name=row.person[:80],
        words=words,
        came_from=key_of(row),
        received_at=at,
    )
    row.passed_on_at = clock.now()
    row.save(update_fields=["passed_on_at", "changed_at"])
    return receive(complaint, meant=meant, by=by)


@transaction.atomic
def receive(complaint: Complaint, *, meant: Collection[User] = (), by: Actor = PUBLIC) -> Complaint:
    """Take a complaint in; whoever it may be about or is `meant` is kept out from the first moment."""
    facts = {name: getattr(complaint, name) for name in ("kind", "words", "email", "answer_wanted")}
    allow([*rules.why_not_complain(**facts, on_channel=bool(complaint.came_from)).values()])
    now = clock.now()
    while Complaint.objects.filter(pk=complaint.pk).exists():
        complaint.pk = unguessable_reference()
    if not complaint.came_from:
        complaint.received_at = now
    came_on = localdate(complaint.received_at)
    complaint.due_on = rules.due_on(complaint.kind, came_on, parameters_in_force())
    complaint.save(force_insert=True)
    record(complaint, ComplaintAct.RECEIVED, by=by, kind=complaint.kind)
    office = rules.OFFICES.get(complaint.about)  # whoever holds it on the day the complaint comes in is meant
    holders = [*(rules.in_office(office, now=now) if office else ()), *meant]
    likely = rules.meant_by_office_or_post(complaint, now=now) + rules.named_in_it(complaint)
    for user in dict.fromkeys(holders + likely):
        deliberations.keep_out(complaint, user, complained_of=True, by=SYSTEM)
    if not rules.falls_to(complaint, now=now):
        # All who could read it first may be meant: the leadership does, without who holds the office.
        leaders = [user for user in team_selectors.leadership() if user not in holders]
        _let_in(complaint, complaint.kept_out.filter(user__in=leaders), by=SYSTEM)
    if complaint.email:
        outbox.post(emails.received(complaint))
    tell_handlers(complaint)
    return complaint


@transaction.atomic
def triage(
    complaint: Complaint,
    *,
    kind: str,
    proposal: str,
    complained_of: Collection[User] = (),
    nobody_because: str = "",
    recused: Collection[User] = (),
    by: User,
) -> Complaint:
    """Say what it is and who is kept out of it, and ask everybody else; all at once.

    `complained_of` says it afresh: whoever was kept out for an office or a name and is not in it is let in.
    `nobody_because` says why it is about nobody in the team although it may seem so.
    """
    complaint = hold(complaint, by=by)
    allow(rules.why_not_triage(complaint) or ([] if proposal.strip() else [rules.SAY_PROPOSAL]))
    allow(rules.why_not_name(complaint, kind, complained_of=complained_of, nobody_because=nobody_because))
    complaint.kind, complaint.taken_by = ComplaintKind(kind), by
    complaint.due_on = rules.due_on(kind, localdate(complaint.received_at), parameters_in_force())
    no_longer = complaint.kept_out.filter(complained_of=True).exclude(user__in=complained_of)
    _let_in(complaint, no_longer, by=_actor(by))
    for user in complained_of:
        _keep_out_once(complaint, user, complained_of=True, by=_actor(by))
    for user in recused:
        _keep_out_once(complaint, user, complained_of=False, by=_actor(by))
    complaint.consultation = consultations_workflow.open_consultation(
        f"Complaint {complaint.reference}: do you agree with the proposal?",
        background=proposal,
        about=complaint,
        leave_out=complaint.those_kept_out.all(),
        by=_actor(by),
        opened_by=by,
    )
    step = (rules.MOVES, ComplaintStatus.CONSULTING, ComplaintAct.TRIAGED)
    deliberations.move(complaint, *step, by=_actor(by), words=nobody_because, kind=kind)
    if rules.needs_leadership(complaint, now=clock.now()):
        outbox.post(*emails.leadership_asked(complaint, rules.leaders(complaint)))
    tell_handlers(complaint)
    return complaint


@transaction.atomic
def keep_out(complaint: Complaint, user: User, *, complained_of: bool, by: User) -> None:
    """Keep somebody out from now on: what they said of it is forgotten, and they see it no more."""
    complaint = hold(complaint, by=by)
    allow(rules.why_not_keep_out(complaint, user))
    deliberations.keep_out(complaint, user, complained_of=complained_of, by=_actor(by))
    tell_handlers(complaint)


@transaction.atomic
def recuse(complaint: Complaint, *, by: User) -> None:
    """Somebody wants no part in it, by their own word."""
    complaint = lock(complaint, "consultation")
    seen = rules.visible_to(by, standing(by, now=clock.now()), now=clock.now())
    if not seen.filter(pk=complaint.pk).exists():
        raise NotAllowed([rules.NOT_YOURS])
    allow(rules.why_not_keep_out(complaint, by))
    deliberations.keep_out(complaint, by, complained_of=False, by=_actor(by))
    tell_handlers(complaint)


@transaction.atomic
def send_holding_reply(complaint: Complaint, *, words: str, by: User) -> Complaint:
    """Write to who complained that an answer will come."""
    complaint = hold(complaint, by=by)
    allow(rules.why_not_hold(complaint) or ([] if words.strip() else [rules.SAY_REPLY]))
    complaint.held_at = clock.now()
    complaint.save()
    record(complaint, ComplaintAct.HELD, by=_actor(by), words=words)
    outbox.post(emails.held(complaint, words))
    return complaint


@transaction.atomic
def decide_as_leadership(
    complaint: Complaint, *, words: str, before: str | None = None, by: User
) -> Complaint:
    """Record what the leadership says is to come of it; until it is closed the latest word counts.

    `before` is the decision that its writer had read. All of them stay in the record, and whoever answers the
    complaint is told.
    """
    complaint, now = lock(complaint, "consultation"), clock.now()
    allow(rules.why_not_decide_as_leadership(complaint, by, now=now))
    allow([] if words.strip() else [rules.SAY_WORDS])
    act = ComplaintAct.LEADERSHIP_DECIDED
    deliberations.note_leadership(
        complaint, act, consulted=True, words=words, before=before, user=by, by=_actor(by)
    )
    answering = rules.answerers(complaint, now=now)
    others = [user for user in answering if user != by]
    outbox.post(*emails.waits(complaint, others, answering))
    return complaint


@transaction.atomic
def close(
    complaint: Complaint, *, outcome: str, reply: str = "", without_because: str = "", by: User
) -> Complaint:
    """Close it with what came of it; whoever complained and left an address has the reply by email.

    The record names who gave no view, and why those who were not away were waited for no longer.
    """
    complaint, now = hold(complaint, by=by), clock.now()
    allow(
        rules.why_not_close(complaint, now=now, without_because=without_because)
        or rules.why_not_say(complaint, outcome, reply)
    )
    late = [user.pk for user in rules.too_late(complaint, now=now)]
    figures: dict[str, Any] = {"silent": late} if late else {}
    complaint.outcome, complaint.reply = outcome, reply
    complaint.closed_at, complaint.closed_by = now, by
    step = (rules.MOVES, ComplaintStatus.CLOSED, ComplaintAct.CLOSED)
    deliberations.move(complaint, *step, by=_actor(by), words=without_because if late else "", **figures)
    deliberations.end_questions(complaint, outcome=outcome, by=_actor(by))
    if complaint.wants_reply:
        outbox.post(emails.closed(complaint))
    return complaint


def tell_handlers(complaint: Complaint) -> None:
    """Write to everybody whom a locked complaint falls to and who has not been told so.

    Before triage that is its first reader alone, who is found anew where nobody is or it was left unread.
    """
    if complaint.status == ComplaintStatus.RECEIVED:
        _give_to_first_reader(complaint)
    events = SocialEvent.objects.of(complaint).filter(act=ComplaintAct.TOLD).values_list("details", flat=True)
    known = {pk for details in events for pk in details["people"]}
    if complaint.status != ComplaintStatus.RECEIVED:
        known.add(complaint.taken_by_id)
    handling = rules.handlers(complaint, now=clock.now())
    new = [user for user in handling if user.pk not in known]
    if new and not complaint.is_closed:
        record(complaint, ComplaintAct.TOLD, by=SYSTEM, people=[user.pk for user in new])
        outbox.post(*emails.waits(complaint, new, handling))


def _give_to_first_reader(complaint: Complaint) -> None:
    reader = rules.first_reader(complaint, now=clock.now())
    if reader and complaint.taken_by_id != reader.pk:
        complaint.taken_by = reader
        complaint.save(update_fields=["taken_by", "changed_at"])


def hold(complaint: Complaint, *, by: User) -> Complaint:
    """The complaint as it is now, locked to the end of the transaction, for somebody who handles it."""
    locked = lock(complaint, "consultation")
    allow(rules.why_not_handle(locked, by, now=clock.now()))
    return locked


def _let_in(complaint: Complaint, rows: QuerySet[KeptOut], *, by: Actor) -> None:
    for row in rows.select_related("user"):
        deliberations.let_in(complaint, row.user, by=by)


def _keep_out_once(complaint: Complaint, user: User, *, complained_of: bool, by: Actor) -> None:
    if not rules.why_not_keep_out(complaint, user):
        deliberations.keep_out(complaint, user, complained_of=complained_of, by=by)


def _actor(user: User) -> Actor:
    return Actor.user(user, role=standing(user, now=clock.now()).acts_as)
