"""Whether a forum's rules may change, and what it may be for."""

from collections.abc import Iterable
from datetime import date, timedelta

from ...channels.choices import ChannelKind, ChannelStatus, ForumPost
from ...channels.models import Channel
from ...guidelines.parameters import Parameters
from ..models import ForumRule

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
