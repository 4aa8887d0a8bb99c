"""Whether something a moderator did can be written down or struck out, and which breaches count."""

from datetime import datetime, timedelta

from ...channels.models import Channel, Platform
from ...guidelines.parameters import Parameters
from ..choices import CaseOutcome, CaseStatus, Measure
from ..models import BreachCase, ForumRule, Moderation, Participant
from ..querysets import ModerationQuerySet
from .forums import why_not_change_rules

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
