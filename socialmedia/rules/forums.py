"""Whether a forum's rules may change, and whether something a moderator did can be written down."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..choices import CaseOutcome, CaseStatus, ChannelKind, ChannelStatus, ForumPost, Measure
from ..models import BreachCase, Channel, ForumRule, Moderation, Participant, Platform
from ..parameters import Parameters
from ..querysets.forum import ModerationQuerySet

RULES_AT_MOST = 50
NAMES_KEPT = timedelta(days=730)
BANS = frozenset({CaseOutcome.BAN, CaseOutcome.BAN_FOR_GOOD})
NO_BREACH = frozenset({Measure.BANNED, Measure.REINSTATED})
READ_BY_EVERYBODY = frozenset({ChannelKind.ORGANISING, ChannelKind.DISCUSSION})
NOT_A_FORUM = "This is a page, not a forum, so it has no rules of its own."
GONE = "This forum is closed."
SAY_RULE = "Write the rule."
RETIRED = "This rule is retired."
NO_RULES = "Write at least one rule first."
NOT_ORGANISING = "Only an organising forum says what it is for."
NOT_ON_IT = "The forum is not on this platform."
NOT_ITS_RULE = "Choose one of the forum’s current rules."
SAY_NAME = "Write the name or handle that the platform shows."
NAME_NO_RULE = "Do not choose a rule: this is not a new breach."
SAY_WHY_STRUCK = "Say what was wrong with it. It is kept in the log."
STRUCK_ALREADY = "This entry has already been removed."
BAN_NEEDS_CASE = (
    "One person alone cannot ban anybody. Remind, remove or mute for now, and open a case to decide on a ban."
)


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


def _ban_was_decided(channel: Channel, platform: Platform, name: str) -> bool:
    decided = BreachCase.objects.filter(channel=channel, outcome__in=BANS).exclude(status=CaseStatus.OPEN)
    return decided.filter(participant__platform=platform, participant__name__iexact=name).exists()


def new_breaches(
    participant: Participant, channel: Channel, *, now: datetime, figures: Parameters
) -> ModerationQuerySet:
    """Somebody's breaches in a forum within the days that count, without those a case has dealt with."""
    since = now - timedelta(days=figures.breach_days)
    return Moderation.objects.new_breaches(participant, channel=channel.pk, since=since)


def is_persistent(breaches: int, figures: Parameters) -> bool:
    return breaches >= figures.breach_times
