"""Writing down what a moderator did, and striking out what was a mistake.

Whoever keeps breaking rules gets a case in the same transaction.
"""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.time import clock

from ...channels.models import Channel, Platform
from ...guidelines.selectors import parameters_in_force
from ...record.workflow import lock, record
from ..choices import CaseStatus, ModerationAct
from ..models import BreachCase, ForumRule, Moderation, Participant
from ..rules import moderation as rules
from . import cases


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
    found = people.filter(name__iexact=name).first()
    return found or Participant.objects.create(platform=platform, name=name, created_at=clock.now())


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
    if rules.is_persistent(new.count(), figures):
        moderation.case = cases.open_case(participant, channel, by=SYSTEM)
