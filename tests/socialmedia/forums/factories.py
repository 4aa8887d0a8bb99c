"""Forums with rules, breaches and cases for tests, made through the acts."""

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.forums.choices import CaseOutcome, Measure
from socialmedia.forums.models import BreachCase, ForumRule, Moderation
from socialmedia.forums.workflow import cases, forums
from tests.socialmedia.factories import make_channel

RUDE = "Attack arguments, not people."
APPEAL = "Write to hello@example.org."


def make_forum(name: str = "Debates", *, kind: str = ChannelKind.DISCUSSION) -> Channel:
    """A forum with one rule."""
    forum = make_channel(name, kind=kind)
    forums.add_rule(forum, words=RUDE, response="Please say that without the insult.", by=SYSTEM)
    return forum


def rule_of(forum: Channel) -> ForumRule:
    return forum.rules.standing()[0]


def breach(
    forum: Channel, by: User, *, name: str = "Grumpy Gull", measure: str = Measure.REMOVED
) -> Moderation:
    return forums.log(forum, platform=forum.platform, name=name, measure=measure, rule=rule_of(forum), by=by)


def make_case(forum: Channel, by: User, *, name: str = "Grumpy Gull") -> BreachCase:
    """Three breaches, the last of which opens it."""
    for _ in range(3):
        breach(forum, by, name=name)
    return BreachCase.objects.get(participant__name=name)


def say(case: BreachCase, *users: User, opinion: str = Opinion.AGREE) -> None:
    assert case.consultation
    for user in users:
        consultations_workflow.give_view(case.consultation, opinion=opinion, by=user)


def decide(
    case: BreachCase,
    by: User,
    *,
    outcome: str = CaseOutcome.BAN,
    days: int | None = 30,
    reason: str = "Again.",
) -> BreachCase:
    rule = rule_of(case.channel)
    return cases.decide(
        case, outcome=outcome, rule=rule, days=days, reason=reason, how_to_appeal=APPEAL, by=by
    )


def make_decided(forum: Channel, by: User, *others: User, told: bool = False) -> BreachCase:
    """A ban for thirty days, decided by the first and with the views of the others."""
    case = make_case(forum, by)
    say(case, *others)
    cases.note_leadership(case, consulted=False, words="It is a clear case.", by=by)
    case = decide(case, by)
    return cases.mark_told(case, words="You are banned.", by=by) if told else case
