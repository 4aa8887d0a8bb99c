"""How emails go out: when the mail server last took one, what it says against us, how long they wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, CharField, Count, F, Func, Min, Q, Value, When
from django.db.models.functions import Greatest

from lla.emails import quiet_hours
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.smtp_answers import Meaning, describe, meaning
from lla.jobs.models import Run
from lla.time import clock

NAME = "mail server"  # of its Run: `finished_at` is when it took an email, `error` what it said against us
WELL = "ok"
LATE = timedelta(minutes=10)
# It took nothing for LATE, though emails to so many places were tried, or to any for so long: that is no
# wrong address of somebody's.
PLACES = 3
A_LONG_TIME = timedelta(days=1)
TAKES_NONE = "takes none"
IN_WORDS = {
    Meaning.AWAY: "The mail server cannot be reached, or asks to be left alone for a while.",
    Meaning.SIGN_IN: "The mail server refuses our sign-in: the name or the password in EMAIL_URL is wrong.",
    Meaning.SETTINGS: "The mail server does not accept what it is asked for: EMAIL_URL or DEFAULT_FROM_EMAIL "
    "is not what it expects, or it has had enough emails from us today.",
    TAKES_NONE: "The mail server puts off every email it is given.",
}
STUCK = "No email went out for ten minutes, though some are due."
NOTHING_IS_LOST = "Emails wait until this is fixed."


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands: `mail` is "ok" or what is wrong with the server, `age` how long the oldest is due."""

    mail: str
    age: timedelta
    is_late: bool
    refused: int

    @property
    def is_well(self) -> bool:
        """A server that is away for a moment is no trouble until emails are late."""
        return not self.is_late and self.mail in {WELL, Meaning.AWAY}


def took_one() -> None:
    now = clock.now()
    well = {"began_at": now, "finished_at": now, "error": ""}
    if not Run.objects.filter(name=NAME).update(**well):
        Run.objects.update_or_create(name=NAME, defaults=well)


def stopped(error: Exception) -> None:
    """Write down, for all machines and people, why no email goes."""
    reason = f"{meaning(error)}: {describe(error)}"
    Run.objects.update_or_create(name=NAME, defaults={"began_at": clock.now(), "error": reason})


def trouble() -> list[str]:
    """What is wrong, in sentences for the desk; empty when emails go out."""
    found = standing(Run.objects.filter(name=NAME).first())
    if found.is_well:
        return []
    late = [STUCK] if found.is_late else []
    wrong = [IN_WORDS[found.mail]] if found.mail != WELL else []
    return [*late, *wrong, NOTHING_IS_LOST]


def standing(run: Run | None) -> Standing:
    """How it stands, of the mail server's Run, which is None before the first email: two queries."""
    now, went = clock.now(), run.finished_at if run else None
    since = _due_since(now)
    age = now - since if since else timedelta()
    nothing_went = went is None or now - went > LATE
    refused, takes_none = _tried_in_vain(now, went)
    said = run.error.partition(":")[0] if run else ""
    return Standing(
        mail=said or (TAKES_NONE if takes_none else WELL),
        age=age,
        is_late=age > LATE and nothing_went,
        refused=refused,
    )


def _due_since(now: datetime) -> datetime | None:
    """Since when the oldest email waits for us.

    One that the server put off waits for its next try, not for us, until that is due, and one that waited
    for the morning has waited since then.
    """
    since = Case(When(attempts=0, then=F("created_at")), default=F("next_attempt_at"))
    morning = quiet_hours.last_morning(now)
    if morning:
        since = Case(When(urgency=Urgency.NOW, then=since), default=Greatest(since, Value(morning)))
    found: datetime | None = Email.objects.due(now).aggregate(since=Min(since))["since"]
    return found


def _tried_in_vain(now: datetime, went: datetime | None) -> tuple[int, bool]:
    """How many emails were tried and put off, and whether the server takes none at all."""
    place = Func(F("to"), Value("@"), Value(-1), function="split_part", output_field=CharField())
    later = Q(created_at__gt=went) if went else Q()
    found = (
        Email.objects.waiting()
        .exclude(last_error="")
        .aggregate(
            emails=Count("pk"),
            places=Count(place, distinct=True, filter=later),
            since=Min("created_at", filter=later),
        )
    )
    waited = now - found["since"] if found["since"] else timedelta()
    takes_none = waited > A_LONG_TIME or (waited > LATE and found["places"] >= PLACES)
    return found["emails"], takes_none
