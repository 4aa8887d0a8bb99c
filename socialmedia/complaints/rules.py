"""Who handles a complaint, who is asked about it, and what is still missing before it can be closed."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time.wording import moment_in_words

from ..comments.models import Incident
from ..consultations import rules as consultations_rules
from ..deliberations.rules import named_among_us
from ..filters.matching import hits
from ..guidelines.parameters import Parameters
from ..messages.models import Message
from ..posts.models import Variant
from ..record.models import SocialEvent
from ..record.selectors import in_words, last_step
from ..team import selectors as team_selectors
from ..team.choices import Role
from ..team.models import Appointment, Leave
from ..team.rules import Standing, standing
from .choices import ComplaintAbout, ComplaintAct, ComplaintKind, ComplaintStatus
from .models import Complaint
from .querysets import ComplaintQuerySet

MOVES: Mapping[str, frozenset[str]] = {
    ComplaintStatus.RECEIVED: frozenset({ComplaintStatus.CONSULTING}),
    ComplaintStatus.CONSULTING: frozenset({ComplaintStatus.CLOSED}),
    ComplaintStatus.CLOSED: frozenset(),
}
OFFICES: Mapping[str, Role] = {
    ComplaintAbout.MANAGER: Role.MANAGER,
    ComplaintAbout.COORDINATOR: Role.COORDINATOR,
}
WORDS_KEPT = timedelta(days=365)
READ_WITHIN = timedelta(days=3)
REMINDED_BEFORE_DUE = 7  # days
EMPTY = "Write what happened."
NO_ADDRESS_FOR_ANSWER = "Write your email address, so that we can answer."
NO_ADDRESS_FOR_DATA = "Write your email address. By law we have to answer complaints about personal data."
NOT_YOURS = "Only the people who handle this complaint can do this."
NOT_LEADING = "Only the leadership can do this."
NOT_READ = "Nobody has read the complaint yet. Read it first."
NO_ADDRESS = "There is no email address to write to."
HELD = "A holding reply has already been sent."
NO_LEADERSHIP = (
    "The leadership decides only serious complaints, and those about which nobody in the team can be asked."
)
NOBODY_LEFT = "Nobody in the team can be asked about it, so the leadership has to decide."
SERIOUS_NEEDS = "It is serious, so the leadership has to decide."
SAY_WHAT_CAME = "Enter the outcome."
SAY_REPLY = "Write a reply to the person who complained."
SAY_PROPOSAL = "Write what you propose."
SAY_WHOM = (
    "Tick who it is about, or write why it is about nobody in the team. Nobody else can see it until you do."
)
SAY_ONE = "Either tick who it is about, or write why it is about nobody in the team. Do not do both."
SAY_WHY_WITHOUT = "Say why you are closing it without the views of {names}."
SAY_WORDS = "Enter the decision."
WORDS_GONE = "What was written has been deleted, so it cannot be passed on."
READ_ALREADY = "The team has already been asked about this complaint."
KEPT_OUT = "This person is already kept out."


def visible_to(user: User, found: Standing, *, now: datetime) -> ComplaintQuerySet:
    """The complaints this person may know of."""
    return Complaint.objects.visible_to(user, found, on=localdate(now))


def handled_by(user: User, found: Standing, *, now: datetime) -> ComplaintQuerySet:
    return Complaint.objects.handled_by(user, found, on=localdate(now))


def in_office(role: Role, *, now: datetime) -> list[User]:
    """Whoever holds an office of the team today."""
    return list(Appointment.objects.in_force(on=localdate(now)).with_role(role).people())


def named_in_it(complaint: Complaint) -> list[User]:
    """Whom of us its words may name."""
    return named_among_us(_words_of(complaint))


def meant_by_office_or_post(complaint: Complaint, *, now: datetime) -> list[User]:
    """Whom it may be about without a name: who holds an office it says, who wrote or put out its post."""
    offices = set(hits([role.value for role in OFFICES.values()], _words_of(complaint)))
    people = [user for office in offices for user in in_office(Role(office), now=now)]
    if complaint.about != ComplaintAbout.NOBODY:
        gone = _posts_of(complaint).select_related("post__author", "posted_by")
        people += [user for variant in gone for user in (variant.post.author, variant.posted_by) if user]
    return people


def _posts_of(complaint: Complaint) -> QuerySet[Variant]:
    """What it names by its address, and what the comment that it was is under."""
    link = complaint.link.rstrip("/")
    named = Q(link__in=(link, f"{link}/")) if link else Q(pk__in=[])
    kind, _, pk = complaint.came_from.partition(":")
    under = Q(incidents=int(pk)) if kind == "incident" else Q(pk__in=[])
    return Variant.objects.filter(named | under).distinct()


def _words_of(complaint: Complaint) -> str:
    return "\n".join((complaint.about_words, complaint.words, complaint.link))


def handlers(complaint: Complaint, *, now: datetime) -> list[User]:
    """Everybody who handles it as things are now: before triage its first reader alone."""
    return [user for user in falls_to(complaint, now=now) if handles(complaint, user, now=now)]


def handles(complaint: Complaint, user: User, *, now: datetime) -> bool:
    return handled_by(user, standing(user, now=now), now=now).filter(pk=complaint.pk).exists()


def answerers(complaint: Complaint, *, now: datetime) -> list[User]:
    """Whoever read it and answers it; if that is nobody any more, everybody who handles it."""
    handling = handlers(complaint, now=now)
    return [user for user in handling if user.pk == complaint.taken_by_id] or handling


def falls_to(complaint: Complaint, *, now: datetime) -> list[User]:
    """Everybody to whose office it falls, and who may be given it to read: the manager first."""
    offices = in_office(Role.MANAGER, now=now) + in_office(Role.COORDINATOR, now=now)
    candidates = dict.fromkeys([*offices, *team_selectors.leadership()])
    on = localdate(now)
    return [
        user
        for user in candidates
        if Complaint.objects.falling_to(user, standing(user, now=now), on=on).filter(pk=complaint.pk).exists()
    ]


def first_reader(complaint: Complaint, *, now: datetime) -> User | None:
    """The one person who reads it and says whom it is about.

    Whoever has it keeps it for `READ_WITHIN`; then it is given to somebody who has not had it. Those who are
    not away come first; of them the manager, the coordinator, and whoever of the leadership has fewest.
    """
    may = falls_to(complaint, now=now)
    told = SocialEvent.objects.of(complaint).filter(act=ComplaintAct.TOLD)
    had = {pk: event.at for event in told for pk in event.details["people"]}
    present = next((user for user in may if user.pk == complaint.taken_by_id), None)
    if present and now - had.get(present.pk, now) < READ_WITHIN:
        return present
    others = [user for user in may if user.pk not in had]
    return min(others, key=_in_turn(now=now)) if others else present or next(iter(may), None)


def _in_turn(*, now: datetime) -> Callable[[User], tuple[bool, bool, int]]:
    """Who is given a complaint before others, among people in the order of their offices."""
    away = Leave.objects.away(on=localdate(now))
    in_team = {user.pk for role in OFFICES.values() for user in in_office(role, now=now)}
    given = Counter(Complaint.objects.standing().values_list("taken_by", flat=True))
    return lambda user: (user.pk in away, user.pk not in in_team, 0 if user.pk in in_team else given[user.pk])


def leaders(complaint: Complaint) -> list[User]:
    """The leadership without whoever is kept out of it."""
    out = set(complaint.those_kept_out.all())
    return [user for user in team_selectors.leadership() if user not in out]


def due_on(kind: str, received_on: date, figures: Parameters) -> date | None:
    """By when a complaint has to be answered: those about personal data have a clock."""
    if kind != ComplaintKind.DATA_PROTECTION:
        return None
    return received_on + timedelta(days=figures.data_complaint_days)


def why_not_pass_on(row: Incident | Message) -> list[str]:
    """Making a complaint of what somebody wrote on a channel of ours."""
    return [WORDS_GONE] if row.forgotten_at else []


def why_not_complain(
    *, kind: str, words: str, email: str, answer_wanted: bool, on_channel: bool = False
) -> dict[str, str]:
    """What a complaint lacks, by field; who wrote it on a channel of ours is answered there."""
    empty = {} if words.strip() else {"words": EMPTY}
    if on_channel:
        return empty
    if not email and kind == ComplaintKind.DATA_PROTECTION:
        empty["email"] = NO_ADDRESS_FOR_DATA
    elif not email and answer_wanted:
        empty["email"] = NO_ADDRESS_FOR_ANSWER
    return empty


def why_not_handle(complaint: Complaint, user: User, *, now: datetime) -> list[str]:
    """Doing anything with it: whose office it is, and never who is kept out of it."""
    if handles(complaint, user, now=now):
        return []
    may_know = visible_to(user, standing(user, now=now), now=now).filter(pk=complaint.pk).exists()
    return [_only(NOT_YOURS, handlers(complaint, now=now) if may_know else [])]


def _only(who: str, people: Sequence[User]) -> str:
    """Who alone may do something, by name for those who may know of the complaint."""
    return f"{who.removesuffix('.')}: {team_selectors.names(people)}." if people else who


def why_closed(complaint: Complaint) -> list[str]:
    """Who has closed it, and when."""
    if not complaint.is_closed or complaint.closed_at is None:
        return []
    who, when = complaint.closed_by or "Somebody", moment_in_words(complaint.closed_at)
    return [f"{who} closed this complaint on {when}."]


def why_not_triage(complaint: Complaint) -> list[str]:
    """Reading it for the team, once."""
    if complaint.status == ComplaintStatus.RECEIVED:
        return []
    did = "{who} asked the team about this complaint on {when}."
    return [in_words(last_step(complaint, ComplaintAct.TRIAGED), did, otherwise=READ_ALREADY)]


def says_it_is_about_somebody(complaint: Complaint, kind: str) -> bool:
    """Whether somebody may be complained of: it says so, it accuses, or somebody was kept out of it."""
    return (
        complaint.about != ComplaintAbout.NOBODY
        or ComplaintKind.ACCUSATION in {complaint.kind, kind}
        or complaint.kept_out.filter(complained_of=True).exists()
    )


def why_not_name(
    complaint: Complaint, kind: str, *, complained_of: Collection[User], nobody_because: str
) -> list[str]:
    """Saying whom it is about; where somebody may be, "nobody in the team" needs a reason."""
    if complained_of:
        return [SAY_ONE] if nobody_because.strip() else []
    if nobody_because.strip() or not says_it_is_about_somebody(complaint, kind):
        return []
    return [SAY_WHOM]


def why_not_keep_out(complaint: Complaint, user: User) -> list[str]:
    """Keeping somebody out, or somebody's own word that they want no part in it."""
    if reasons := why_closed(complaint):
        return reasons
    return [KEPT_OUT] if complaint.kept_out.filter(user=user).exists() else []


def why_not_hold(complaint: Complaint) -> list[str]:
    """Writing to who complained that an answer will come."""
    if reasons := why_closed(complaint):
        return reasons
    if complaint.held_at:
        step = last_step(complaint, ComplaintAct.HELD)
        wrote = f" They wrote: “{step.words}”" if step and step.words else ""
        return [in_words(step, "{who} sent a holding reply on {when}.", otherwise=HELD) + wrote]
    return [] if complaint.wants_reply else [NO_ADDRESS]


def why_not_decide_as_leadership(complaint: Complaint, user: User, *, now: datetime) -> list[str]:
    """Recording what the leadership says is to come of it; until it is closed the latest word counts."""
    if reasons := why_closed(complaint):
        return reasons
    if complaint.status == ComplaintStatus.RECEIVED:
        return [NOT_READ]
    reader = standing(user, now=now)
    may_know = visible_to(user, reader, now=now).filter(pk=complaint.pk).exists()
    if not reader.leads or not may_know:
        return [_only(NOT_LEADING, leaders(complaint) if may_know else [])]
    return [] if needs_leadership(complaint, now=now) else [NO_LEADERSHIP]


def needs_leadership(complaint: Complaint, *, now: datetime) -> str:
    """Why the leadership has to say what is to come of it; empty when the team's views are enough."""
    if complaint.consultation is None:
        return ""
    return _why_leadership(complaint, consultations_rules.answers(complaint.consultation, now=now))


def _why_leadership(complaint: Complaint, answers: consultations_rules.Answers) -> str:
    if complaint.is_serious:
        return SERIOUS_NEEDS
    return "" if len(answers.asked) > len(answers.away) else NOBODY_LEFT


def missing(complaint: Complaint, *, now: datetime) -> list[str]:
    """What is still missing before it can be closed, in words."""
    if complaint.consultation is None:
        return [NOT_READ]
    return lacks(complaint, consultations_rules.answers(complaint.consultation, now=now), now=now)


def lacks(complaint: Complaint, answers: consultations_rules.Answers, *, now: datetime) -> list[str]:
    """The same, from the answers that have come."""
    reasons = []
    if answers.silent and complaint.consultation and now < complaint.consultation.closes_at:
        names = team_selectors.names(answers.silent)
        reasons.append(
            f"Some views are missing: {names}. After {moment_in_words(complaint.consultation.closes_at)} "
            "you can close it without them if you give a reason."
        )
    if not complaint.leadership_at and (why := _why_leadership(complaint, answers)):
        reasons.append(why)
    return reasons


def too_late(complaint: Complaint, *, now: datetime) -> list[User]:
    """Who has given no view although the time for it is over: closing it without them takes a reason."""
    if complaint.consultation is None or now < complaint.consultation.closes_at:
        return []
    return consultations_rules.silent(complaint.consultation, now=now)


def why_not_close(complaint: Complaint, *, now: datetime, without_because: str = "") -> list[str]:
    """Closing it: once everybody who is not away or kept out has given a view, or their time is over.

    `without_because` says why those who let their time pass are not waited for.
    """
    if reasons := why_closed(complaint):
        return reasons
    if reasons := missing(complaint, now=now):
        return reasons
    late = too_late(complaint, now=now)
    if late and not without_because.strip():
        return [SAY_WHY_WITHOUT.format(names=team_selectors.names(late))]
    return []


def why_not_say(complaint: Complaint, outcome: str, reply: str) -> list[str]:
    """What has to be written when it is closed."""
    empty = [] if outcome.strip() else [SAY_WHAT_CAME]
    return empty + ([SAY_REPLY] if complaint.wants_reply and not reply.strip() else [])
