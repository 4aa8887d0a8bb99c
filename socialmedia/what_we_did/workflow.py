"""Writing down what somebody did, where it belongs: among the comments, or in the log of a forum."""

from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow

from ..channels.models import Channel
from ..comments import rules as comments_rules
from ..comments import workflow as comments_workflow
from ..comments.models import Incident
from ..forums.choices import Measure
from ..forums.models import ForumRule, Moderation
from ..forums.workflow import forums as forums_workflow
from ..guidelines.selectors import parameters_in_force
from . import rules
from .choices import Did

NOTE_AT_MOST = 500


@transaction.atomic
def write_down(
    channel: Channel,
    *,
    done: str,
    words: str,
    person: str = "",
    rule: ForumRule | None = None,
    link: str = "",
    hostile: bool = False,
    harmful: bool = False,
    earlier: int = 0,
    user: User,
    by: Actor,
) -> Incident | Moderation:
    """Write down in one step what happened and what was done about it."""
    allow([*rules.why_not_write(channel, done, person=person).values()])
    note = words[:NOTE_AT_MOST]
    if rules.stands_in_the_log(channel, done, person=person, by_rule=rule is not None):
        measure = Measure.REMOVED if done == Did.DELETED else Measure(done)
        facts: dict[str, Any] = {"platform": channel.platform, "name": person, "rule": rule, "link": link}
        return forums_workflow.log(channel, measure=measure, note=note, by=user, **facts)
    typed: dict[str, Any] = {"hostile": hostile, "harmful": harmful, "earlier": earlier}
    comment = comments_workflow.note(channel, words=words, person=person, link=link, **typed, by=by)
    suggested = comments_rules.suggestion_for(comment, parameters_in_force()).responses
    why = "" if done in suggested else note
    return comments_workflow.decide(comment, done=done, note=why, person=user, by=by)
