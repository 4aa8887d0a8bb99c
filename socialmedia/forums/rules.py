"""Whether a forum's rules may change, a moderator's act be written down, or a case be opened and decided."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from lla.accounts.models import User

from ..channels.choices import ChannelKind, ChannelStatus, ForumPost
from ..channels.models import Channel, Platform
from ..consultations.choices import Opinion
from ..deliberations.rules import named_among_us
from ..guidelines.parameters import Parameters
from ..record.selectors import in_words, last_step
from ..team.rules import standing
from .choices import CaseAct, CaseOutcome, CaseStatus, Measure
from .models import BreachCase, ForumRule, Moderation, ModerationQuerySet, Participant

RULES_AT_MOST = 50
READ_BY_EVERYBODY = frozenset({ChannelKind.ORGANISING, ChannelKind.DISCUSSION})
NOT_A_FORUM = "This is a page, not a forum, so it has no rules of its own."
GONE = "This forum is closed."
SAY_RULE = "Write the rule."
RETIRED = "This rule is retired."
NO_RULES = "Write at least one rule first."
NOT_ORGANISING = "Only an organising forum says what it is for."


def why_not_change_rules(channel: Channel) -> list[str]:
    if not channel.is_forum:
        return [NOT_A_FORUM]
    return [GONE] if channel.status == ChannelStatus.CLOSED else []


def why_not_add_rule(channel: Channel, words: str) -> list[str]:
    """One more rule at the end."""
    if reasons := why_not_change_rules(channel):
        return reasons
    if channel.rules.standing().count() >= RULES_AT_MOST:
        return [f"A forum can have up to {RULES_AT_MOST} rules."]
    return [] if words.strip() else [SAY_RULE]


def why_not_change_rule(rule: ForumRule) -> list[str]:
    """Changing, moving or retiring a rule."""
    return why_not_change_rules(rule.channel) or ([RETIRED] if rule.retired_at else [])


def why_not_review(channel: Channel) -> list[str]:
    """Saying that the rules are right and stand on the platform."""
    if reasons := why_not_change_rules(channel):
        return reasons
    return [] if channel.rules.standing().exists() else [NO_RULES]


def review_due_on(today: date, figures: Parameters) -> date:
    return today + timedelta(days=figures.rules_review_days)


def is_published(channel: Channel) -> bool:
    """Whether everybody may read the rules here: of forums for members, once they have been looked at."""
    open_now = channel.status in {ChannelStatus.OPEN, ChannelStatus.SUSPENDED}
    return open_now and channel.kind in READ_BY_EVERYBODY and channel.rules_reviewed_on is not None


def why_not_allow_posts(channel: Channel, kinds: Iterable[str]) -> list[str]:
    if channel.kind != ChannelKind.ORGANISING:
        return [NOT_ORGANISING]
    return [] if set(kinds) <= set(ForumPost.values) else ["Choose from the list."]


NAMES_KEPT = timedelta(days=730)
BANS = frozenset({CaseOutcome.BAN, CaseOutcome.BAN_FOR_GOOD})
NO_BREACH = frozenset({Measure.BANNED, Measure.REINSTATED})
NOT_ON_IT = "The forum is not on this platform."
NOT_ITS_RULE = "Choose one of the forum’s current rules."
SAY_NAME = "Write the name or handle that the platform shows."
NAME_NO_RULE = "Do not choose a rule: this is not a new breach."
SAY_WHY_STRUCK = "Say what was wrong with it. It is kept in the log."
STRUCK_ALREADY = "This entry has already been removed."
BAN_NEEDS_CASE = (
    "One person alone cannot ban anybody. Remind, remove or mute for now, and open a case to decide on a ban."
)


def platforms_of(channel: Channel) -> list[Platform]:
    """Where a forum is: first where it lives."""
    return [channel.platform, *channel.also_on.exclude(pk=channel.platform_id)]


def why_not_log(
    channel: Channel, platform: Platform, name: str, *, measure: str, rule: ForumRule | None
) -> list[str]:
    """Writing down what a moderator did about somebody."""
    if reasons := why_not_change_rules(channel):
        return reasons
    if platform not in platforms_of(channel):
        return [NOT_ON_IT]
    if not name.strip():
        return [SAY_NAME]
    if rule and (rule.channel_id != channel.pk or rule.retired_at):
        return [NOT_ITS_RULE]
    if rule and measure in NO_BREACH:
        return [NAME_NO_RULE]
    if measure == Measure.BANNED and not _ban_was_decided(channel, platform, name):
        return [BAN_NEEDS_CASE]
    return []


def why_not_strike(moderation: Moderation, *, why: str) -> list[str]:
    """Striking out an entry of the log that was a mistake."""
    if moderation.struck_at:
        return [STRUCK_ALREADY]
    if moderation.is_decided_on:
        case = moderation.case
        return [f"{case} was decided with this entry. To correct the decision, record an appeal."]
    return [] if why.strip() else [SAY_WHY_STRUCK]


def any_ban_was_decided() -> bool:
    """Whether there is anybody whom somebody may ban."""
    return BreachCase.objects.filter(outcome__in=BANS).exclude(status=CaseStatus.OPEN).exists()


def _ban_was_decided(channel: Channel, platform: Platform, name: str) -> bool:
    decided = BreachCase.objects.filter(channel=channel, outcome__in=BANS).exclude(status=CaseStatus.OPEN)
    return decided.filter(participant__platform=platform, participant__name__iexact=name).exists()


def new_breaches(
    participant: Participant, channel: Channel, *, now: datetime, figures: Parameters
) -> ModerationQuerySet:
    """Somebody's breaches in a forum within the days that count, without those a case has dealt with."""
    since = now - timedelta(days=figures.breach_days)
    return Moderation.objects.new_breaches(participant, channel=channel.pk, since=since)


MOVES: Mapping[str, frozenset[str]] = {
    CaseStatus.OPEN: frozenset({CaseStatus.DECIDED}),
    CaseStatus.DECIDED: frozenset({CaseStatus.APPEALED, CaseStatus.CLOSED}),
    CaseStatus.APPEALED: frozenset({CaseStatus.DECIDED}),
    CaseStatus.CLOSED: frozenset(),
}
SEVERITY = list(CaseOutcome)  # from nothing to a ban for good
LASTING = frozenset({CaseOutcome.MUTE, CaseOutcome.BAN})
LONGEST = 3650  # days
THERE_IS_ONE = "There is already an open case about this person in this forum."
FORGOTTEN = "The name of this person has been deleted."
NOT_DECIDED = "This case has not been decided yet."
LEADERSHIP_FIRST = "First record what the leadership said, or why it was not consulted."
SAY_LEADERSHIP = "Write what the leadership said, or why it was not consulted."
SAY_WHY = "Write why."
SAY_APPEAL_WAY = "Write how they can appeal."
SAY_BROKEN_RULE = "Choose the rule that was broken, one of this forum’s."
SAY_DAYS = f"Say for how many days: from 1 to {LONGEST}."
NO_DAYS = "Only give days for a mute or a temporary ban."
TELL_FIRST = "The person has to be told first."
NOTHING_TO_TELL = "There is nothing to tell, because no further action was decided."
SAY_TOLD = "Enter what they were told."
APPEALED_ALREADY = "There has already been an appeal, and it was decided."
NO_APPEAL = "There is no appeal to decide."
SAY_APPEAL = "Enter their appeal."
NOT_NOW: Mapping[str, str] = {
    CaseStatus.OPEN: NOT_DECIDED,
    CaseStatus.APPEALED: "The appeal has to be decided first.",
}
DONE: Mapping[str, tuple[str, str]] = {  # by whom and when, and where the record does not say
    CaseAct.DECIDED: ("{who} decided this case on {when}.", "This case has already been decided."),
    CaseAct.LEADERSHIP_ASKED: (
        "{who} asked the leadership about this case on {when}.",
        "The leadership has already been asked about this case.",
    ),
    CaseAct.TOLD: ("{who} told the person on {when}.", "The person has already been told."),
    CaseAct.CLOSED: ("{who} closed this case on {when}.", "This case is already closed."),
}
NOT_THE_SAME = "Somebody other than the person who decided the case has to decide the appeal."
NOT_HARSHER = "An appeal cannot lead to a harsher outcome."
MAY_BE_YOU = "This person’s name is like yours, so somebody else has to open the case."
NOT_YOURS = "You cannot see this case. The name is like yours, so it may be about you."
NOT_ONESELF = "Somebody else has to record whether it is about you."


def done_already(case: BreachCase, act: CaseAct) -> list[str]:
    """Who has done this before, and when."""
    did, otherwise = DONE[act]
    return [in_words(last_step(case, act), did, otherwise=otherwise)]


def _not_now(case: BreachCase) -> list[str]:
    if case.status == CaseStatus.CLOSED:
        return done_already(case, CaseAct.CLOSED)
    return [NOT_NOW[case.status]]


def may_be(participant: Participant) -> list[User]:
    """Who of us somebody in a forum may be, by the name that the platform shows."""
    return named_among_us(participant.name)


def why_not_see(case: BreachCase, user: User) -> list[str]:
    """Reading a case, or doing anything with it."""
    return [NOT_YOURS] if case.kept_out.filter(pk=user.pk).exists() else []


def why_not_keep_out(people: Collection[User], *, by: User) -> list[str]:
    """Saying who of us it may be about."""
    return [NOT_ONESELF] if by in people else []


def why_not_open(participant: Participant, channel: Channel, *, by: User | None = None) -> list[str]:
    """Opening a case about somebody; without `by` it opens by itself."""
    if participant.forgotten_at:
        return [FORGOTTEN]
    if by and by in may_be(participant):
        return [MAY_BE_YOU]
    there = BreachCase.objects.standing().filter(participant=participant, channel=channel)
    return [THERE_IS_ONE] if there.exists() else []


def views_of_others(case: BreachCase, user: User) -> int:
    """How many others than this person have given a view; “no view” is none here."""
    if case.consultation is None:
        return 0
    given = case.consultation.views.filter(given_at__isnull=False).exclude(opinion=Opinion.NO_VIEW)
    return given.exclude(user=user).count()


def why_not_note_leadership(case: BreachCase, words: str) -> list[str]:
    if case.status != CaseStatus.OPEN:
        return done_already(case, CaseAct.DECIDED)
    return [] if words.strip() else [SAY_LEADERSHIP]


def why_not_decide(
    case: BreachCase,
    *,
    outcome: str,
    rule: ForumRule | None,
    days: int | None,
    by: User,
    figures: Parameters,
) -> list[str]:
    """Deciding what is done: whatever is done has a rule, and a ban the views of others."""
    if case.status != CaseStatus.OPEN:
        return done_already(case, CaseAct.DECIDED)
    reasons = _why_not_last(outcome, days)
    if outcome == CaseOutcome.NOTHING:
        return reasons
    if rule is None or rule.channel_id != case.channel_id:
        reasons.append(SAY_BROKEN_RULE)
    if case.leadership_consulted is None:
        reasons.append(LEADERSHIP_FIRST)
    views = views_of_others(case, by)
    if outcome in BANS and views < figures.ban_views:
        others = "1 other has" if figures.ban_views == 1 else f"{figures.ban_views} others have"
        given = {0: "nobody has", 1: "1 has"}.get(views, f"{views} have")
        reasons.append(
            f"Before a ban, at least {others} to give a view. So far, {given}; “no view” does not count."
        )
    return reasons


def _why_not_last(outcome: str, days: int | None) -> list[str]:
    """Whether the outcome and its length fit together."""
    if outcome not in CaseOutcome.values:
        return ["Choose one of the outcomes."]
    if outcome in LASTING:
        return [] if days and 1 <= days <= LONGEST else [SAY_DAYS]
    return [NO_DAYS] if days else []


def why_not_tell(case: BreachCase) -> list[str]:
    """Marking the person as told."""
    if case.status != CaseStatus.DECIDED:
        return _not_now(case)
    if case.outcome == CaseOutcome.NOTHING and not case.appeal_decided_at:
        return [NOTHING_TO_TELL]
    return done_already(case, CaseAct.TOLD) if case.told_at else []


def why_not_appeal(case: BreachCase) -> list[str]:
    """Noting that the person appeals: once, after being told."""
    if case.appealed_at:
        return [APPEALED_ALREADY]
    if case.status != CaseStatus.DECIDED:
        return _not_now(case)
    return [] if case.told_at else [TELL_FIRST]


def why_not_take_appeal(case: BreachCase, user: User, *, now: datetime) -> list[str]:
    """Being the one who decides an appeal: of the team or the leadership, but not who decided the case."""
    if case.status != CaseStatus.APPEALED:
        return [NO_APPEAL]
    if case.decided_by_id == user.pk:
        return [NOT_THE_SAME]
    reader = standing(user, now=now)
    return [] if reader.in_team or reader.leads else ["Only the team and the leadership can see this."]


def why_not_decide_appeal(
    case: BreachCase, *, outcome: str, days: int | None, by: User, now: datetime
) -> list[str]:
    """Deciding an appeal: it stands, or becomes milder."""
    if reasons := why_not_take_appeal(case, by, now=now) or _why_not_last(outcome, days):
        return reasons
    before, after = (SEVERITY.index(CaseOutcome(name)) for name in (case.outcome, outcome))
    harsher = after > before or (after == before and (days or 0) > (case.days or 0))
    return [NOT_HARSHER] if harsher else []


def why_not_close(case: BreachCase) -> list[str]:
    if case.status != CaseStatus.DECIDED:
        return _not_now(case)
    return [TELL_FIRST] if not case.told_at and not why_not_tell(case) else []
