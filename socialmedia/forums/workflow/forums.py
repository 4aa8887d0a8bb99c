"""The acts on a forum's rules and on its moderation log.

Whoever keeps breaking rules gets a case in the same transaction as the entry that is one too many.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.time import clock

from ...channels.choices import ForumAct
from ...channels.models import Channel, Platform
from ...guidelines.selectors import parameters_in_force
from ...record.workflow import lock, record
from .. import rules
from ..choices import CaseStatus, ModerationAct
from ..models import BreachCase, ForumRule, Moderation, Participant
from . import cases

ASIDE = 0  # the number a rule has for a moment while two change places


@transaction.atomic
def add_rule(channel: Channel, *, words: str, response: str = "", by: Actor) -> ForumRule:
    """Put one more rule at the end."""
    channel = lock(channel)
    allow(rules.why_not_add_rule(channel, words))
    last = channel.rules.standing().aggregate(last=Max("order"))["last"] or 0
    rule = ForumRule.objects.create(channel=channel, order=last + 1, words=words, response=response)
    record(channel, ForumAct.RULE_ADDED, by=by, rule=rule.pk, number=rule.order)
    return rule


@transaction.atomic
def change_rule(rule: ForumRule, *, words: str, response: str = "", by: Actor) -> ForumRule:
    """Change a rule. One that breaches refer to stays as it was, retired, and a new one takes its number."""
    rule = _hold_rule(rule)
    allow(rules.why_not_change_rule(rule) or ([] if words.strip() else [rules.SAY_RULE]))
    if words != rule.words and rule.moderations.exists():
        _retire(rule)
        rule = ForumRule(channel=rule.channel, order=rule.order)
    rule.words, rule.response = words, response
    rule.save()
    record(rule.channel, ForumAct.RULE_CHANGED, by=by, rule=rule.pk, number=rule.order)
    return rule


@transaction.atomic
def retire_rule(rule: ForumRule, *, by: Actor) -> None:
    """The rule counts no more; breaches still say which it was, and the other numbers stay."""
    rule = _hold_rule(rule)
    allow(rules.why_not_change_rule(rule))
    _retire(rule)
    record(rule.channel, ForumAct.RULE_RETIRED, by=by, rule=rule.pk, number=rule.order)


@transaction.atomic
def move_rule(rule: ForumRule, *, up: bool, by: Actor) -> None:
    """Let a rule change places with the one before or after it; the first stays first, the last last."""
    rule = _hold_rule(rule)
    allow(rules.why_not_change_rule(rule))
    standing = rule.channel.rules.standing()
    if up:
        other = standing.filter(order__lt=rule.order).order_by("-order").first()
    else:
        other = standing.filter(order__gt=rule.order).order_by("order").first()
    if other is None:
        return
    here, there = rule.order, other.order
    for row, order in ((rule, ASIDE), (other, here), (rule, there)):
        row.order = order
        row.save(update_fields=["order", "changed_at"])
    record(rule.channel, ForumAct.RULES_MOVED, by=by, rule=rule.pk, number=there)


@transaction.atomic
def renumber(channel: Channel, *, by: Actor) -> None:
    """Number the rules that count 1, 2, 3 …, in the order they have."""
    channel = lock(channel)
    allow(rules.why_not_change_rules(channel))
    for number, rule in enumerate(channel.rules.standing(), start=1):
        if rule.order != number:
            rule.order = number
            rule.save(update_fields=["order", "changed_at"])
    record(channel, ForumAct.RULES_NUMBERED, by=by)


@transaction.atomic
def review_rules(channel: Channel, *, by: Actor) -> Channel:
    """Say that the rules are right and stand on the platform; they are looked at again in time."""
    channel = lock(channel)
    allow(rules.why_not_review(channel))
    today = localdate(clock.now())
    channel.rules_reviewed_on = today
    channel.rules_review_on = rules.review_due_on(today, parameters_in_force())
    channel.save(update_fields=["rules_reviewed_on", "rules_review_on", "changed_at"])
    record(channel, ForumAct.RULES_REVIEWED, by=by)
    return channel


@transaction.atomic
def allow_posts(channel: Channel, *, kinds: Sequence[str], by: Actor) -> Channel:
    """Say what an organising forum is for."""
    channel = lock(channel)
    allow(rules.why_not_allow_posts(channel, kinds))
    channel.allowed_posts = list(kinds)
    channel.save(update_fields=["allowed_posts", "changed_at"])
    record(channel, ForumAct.POSTS_ALLOWED, by=by, kinds=list(kinds))
    return channel


def _hold_rule(rule: ForumRule) -> ForumRule:
    """A rule as it is now, with its forum locked."""
    lock(rule.channel)
    return ForumRule.objects.select_related("channel").get(pk=rule.pk)


def _retire(rule: ForumRule) -> None:
    rule.retired_at = clock.now()
    rule.save(update_fields=["retired_at", "changed_at"])


@transaction.atomic
def log(
    channel: Channel,
    *,
    platform: Platform,
    name: str,
    measure: str,
    rule: ForumRule | None = None,
    link: str = "",
    note: str = "",
    by: User,
) -> Moderation:
    """Write down one thing that was done; a breach too many opens a case, or joins the one that is open."""
    name = name.strip().removeprefix("@").strip()
    lock(platform)  # whatever is known of the people of a platform is written by one at a time
    allow(rules.why_not_log(channel, platform, name, measure=measure, rule=rule))
    moderation = Moderation.objects.create(
        channel=channel,
        participant=known(platform, name),
        measure=measure,
        rule=rule,
        link=link,
        note=note,
        at=clock.now(),
        by=by,
    )
    record(moderation, ModerationAct.LOGGED, by=Actor.user(by, role="team"), measure=measure)
    if rule:
        _look_for_a_case(moderation)
    return moderation


@transaction.atomic
def strike(moderation: Moderation, *, why: str, by: User) -> Moderation:
    """Remove an entry that was a mistake: it stays to be read, and counts no more."""
    moderation = _hold(moderation)
    allow(rules.why_not_strike(moderation, why=why))
    moderation.struck_at, moderation.struck_by, moderation.struck_why = clock.now(), by, why
    moderation.save(update_fields=["struck_at", "struck_by", "struck_why"])
    record(moderation, ModerationAct.STRUCK, by=Actor.user(by, role="team"), measure=moderation.measure)
    return moderation


def _hold(moderation: Moderation) -> Moderation:
    """The entry as it is now, and its case, which nobody decides meanwhile."""
    Platform.objects.select_for_update(no_key=True).get(pk=moderation.participant.platform_id)
    moderation = lock(moderation)
    if moderation.case:
        moderation.case = cases.hold(moderation.case)
    return moderation


def known(platform: Platform, name: str) -> Participant:
    """Somebody by the name a platform shows, in whatever case it is written; under the platform's lock."""
    people = Participant.objects.filter(platform=platform, forgotten_at=None)
    person = people.filter(name__iexact=name).first()
    return person or Participant.objects.create(platform=platform, name=name, created_at=clock.now())


def _look_for_a_case(moderation: Moderation) -> None:
    """Let a breach join the open case, or open one when it is one too many.

    While a case is decided and not closed yet, new breaches wait for the next.
    """
    participant, channel, figures = moderation.participant, moderation.channel, parameters_in_force()
    there = BreachCase.objects.standing().filter(participant=participant, channel=channel).first()
    if there:
        if there.status == CaseStatus.OPEN:
            moderation.case = there
            moderation.save(update_fields=["case"])
        return
    new = rules.new_breaches(participant, channel, now=moderation.at, figures=figures)
    if new.count() >= figures.breach_times:
        moderation.case = cases.open_case(participant, channel, by=SYSTEM)
