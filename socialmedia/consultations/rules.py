"""Whom a consultation asks, who may see it, and whether a view may be given or it may be closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.apps import apps
from django.db.models import Max, Model, QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.people import person_behind
from lla.time.wording import moment_in_words

from ..record.selectors import last_step
from ..team.models import Leave
from ..team.rules import Standing, standing
from ..team.selectors import leadership, names, team_today
from .choices import Asked, ConsultationAct, Opinion
from .models import ABOUT_A_CASE, ABOUT_A_COMPLAINT, Consultation, ConsultationQuerySet

REMINDED_BEFORE_CLOSING = timedelta(days=2)
NOT_ASKED = "You are not asked for a view here."
NOT_YOURS = (
    "Only the person who opened it, the coordinator, the manager or the leadership can close or withdraw it."
)
NOBODY = "There is nobody to ask."
PASSED = "Choose a time in the future."
FARTHEST = timedelta(days=92)
TOO_FAR = "Choose a time within the next three months. Nobody can be asked for longer than that."
SAY_WHICH = "Say what the condition is."
SAY_WHY_WITHDRAWN = "Say why you are withdrawing it."
SAID_MEANWHILE = (
    "Somebody has given or changed a view since you opened this page. Read what is said now before you close "
    "it."
)
SAY_WHAT_CAME = "Enter the outcome. Everybody who was asked can read it."


@dataclass(frozen=True, slots=True)
class Answers:
    """Whose views are wanted today; of those without one, who is waited for and who is away on leave."""

    asked: list[User]
    silent: list[User]
    away: list[User]


def people(asked: str, *, now: datetime) -> list[User]:
    return leadership() if asked == Asked.LEADERSHIP else team_today(now=now)


def is_confidential(consultation: Consultation) -> bool:
    """Whether it belongs to a complaint, so that emails and lists keep its words to themselves."""
    return consultation.about.startswith(ABOUT_A_COMPLAINT)


def visible_to(user: User, found: Standing, *, now: datetime) -> ConsultationQuerySet:
    """What the team and the leadership are asked, but of complaints and cases only what this person sees."""
    if not (found.in_team or found.leads):
        return Consultation.objects.none()
    # Complaints and cases stand on consultations, so neither is imported here.
    complaints = apps.get_model("socialmedia", "Complaint").objects.visible_to(user, found, on=localdate(now))
    return Consultation.objects.seen_with(complaints).without(user.kept_out_of_cases.all())


def asked_today(consultation: Consultation, *, now: datetime) -> list[User]:
    """Whose views are wanted as things are now: whose role has ended is not waited for.

    About a complaint everybody in the team who is not kept out of it is asked, whoever joined since too.
    """
    today = people(consultation.asked, now=now)
    if is_confidential(consultation) and consultation.asked == Asked.TEAM:
        kept_out = User.objects.filter(kept_out_of__complaint__consultation=consultation)
        out = set(kept_out.values_list("pk", flat=True))
        return [user for user in today if user.pk not in out]
    rows = set(consultation.views.values_list("user", flat=True))
    return [user for user in today if user.pk in rows]


def answers(consultation: Consultation, *, now: datetime) -> Answers:
    """Who is asked as things are now, and who of them has given no view; “no view” is one.

    Whoever is on leave today is not waited for; a view they give all the same counts.
    """
    given = set(consultation.views.filter(given_at__isnull=False).values_list("user", flat=True))
    on_leave = Leave.objects.away(on=localdate(now))
    asked = asked_today(consultation, now=now)
    without = [user for user in asked if user.pk not in given]
    return Answers(
        asked,
        silent=[user for user in without if user.pk not in on_leave],
        away=[user for user in without if user.pk in on_leave],
    )


def silent(consultation: Consultation, *, now: datetime) -> list[User]:
    return answers(consultation, now=now).silent


def reminder_due_at(consultation: Consultation) -> datetime:
    """Two days before the answers are due, or half-way when that is later."""
    opened_at, closes_at = consultation.opened_at, consultation.closes_at
    return max(opened_at + (closes_at - opened_at) / 2, closes_at - REMINDED_BEFORE_CLOSING)


def why_not_open(*, anybody: bool, closes_at: datetime, now: datetime) -> list[str]:
    """Asking until a moment; `anybody` says whether there is somebody to ask."""
    reasons = [] if anybody else [NOBODY]
    if closes_at > now + FARTHEST:
        reasons.append(TOO_FAR)
    return reasons + ([PASSED] if closes_at <= now else [])


def why_not_answer(consultation: Consultation, user: User, *, now: datetime) -> list[str]:
    """Giving a view or changing it, late answers included, until it is closed."""
    if ended := how_it_ended(consultation):
        needed = "no view is needed any more" if consultation.withdrawn else "views can no longer be changed"
        return [f"{ended}, so {needed}."]
    if user not in asked_today(consultation, now=now):
        return [NOT_ASKED]
    return []


def why_not_say(opinion: str, words: str) -> list[str]:
    """What a view has to hold."""
    if opinion not in Opinion.values:
        return ["Choose one of the answers."]
    return [SAY_WHICH] if opinion == Opinion.AGREE_IF and not words.strip() else []


def why_not_close(
    consultation: Consultation, user: User, *, now: datetime, so_far: Answers | None = None
) -> list[str]:
    """Closing a question that belongs to nothing with a closing of its own; give `so_far` if it is known."""
    if reasons := why_not_withdraw(consultation, user, now=now):
        return reasons
    waiting = (so_far or answers(consultation, now=now)).silent
    if waiting and now < consultation.closes_at:
        until = moment_in_words(consultation.closes_at)
        return [f"The deadline is {until}. Still missing: {names(waiting)}."]
    return []


def why_not_withdraw(consultation: Consultation, user: User, *, now: datetime) -> list[str]:
    """Asking a question no longer, whoever has answered it; what belongs to something ends with that."""
    if ended := how_it_ended(consultation):
        return [f"{ended}."]
    if whole := closed_with(consultation):
        return [f"It is closed together with its {whole}."]
    reader = standing(user, now=now)
    may = consultation.opened_by_id == user.pk or reader.coordinates or reader.leads
    return [] if may else [NOT_YOURS]


def ended_by(consultation: Consultation) -> User | None:
    """Who closed or withdrew it; None while it is open, and where no person did."""
    step = None if consultation.is_open else last_step(consultation, _last_act(consultation))
    return person_behind(step) if step else None


def how_it_ended(consultation: Consultation) -> str:
    """Who closed or withdrew it and when, as the beginning of a sentence; empty while it is open."""
    if consultation.closed_at is None:
        return ""
    did, what = ("withdrew", "question") if consultation.withdrawn else ("closed", "consultation")
    when = moment_in_words(consultation.closed_at)
    return f"{ended_by(consultation) or 'Somebody'} {did} this {what} on {when}"


def _last_act(consultation: Consultation) -> ConsultationAct:
    return ConsultationAct.WITHDRAWN if consultation.withdrawn else ConsultationAct.CLOSED


def mark_of_views(questions: QuerySet[Consultation]) -> str:
    """A mark of the views given in these questions, which an outcome has to report."""
    latest = questions.aggregate(latest=Max("views__given_at"))["latest"]
    return sha256(f"{latest}".encode()).hexdigest()


def case_of(consultation: Consultation) -> Model | None:
    """The case that the team or the leadership is asked about."""
    if not consultation.about.startswith(ABOUT_A_CASE):
        return None
    cases: QuerySet[Model] = apps.get_model("socialmedia", "BreachCase").objects.all()
    return cases.filter(pk=consultation.about.removeprefix(ABOUT_A_CASE)).first()


def closed_with(consultation: Consultation) -> str:
    """What a consultation is closed together with, if that decides."""
    if is_confidential(consultation):
        return "complaint"
    return "case" if hasattr(consultation, "breachcase") else ""
