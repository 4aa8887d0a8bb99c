"""Forums and cases: the coordinator writes rules, the team moderates, the leadership reads along."""

from collections.abc import Mapping, Sequence
from typing import Any

from lla.acts.actors import SYSTEM
from socialmedia.forums.forms import NoteForm, RuleForm
from socialmedia.forums.models import BreachCase, ForumRule
from socialmedia.forums.workflow import cases, forums
from tests.permission_matrix import Cell
from tests.socialmedia.forums.factories import APPEAL, RUDE, breach, make_case, say
from tests.socialmedia.roles import (
    COORDINATORS,
    EVERYBODY,
    POST_ONLY,
    READERS,
    TEAM,
    Acts,
    Cast,
    Rows,
    who_do,
)

PAGES: Mapping[str, Sequence[Cell]] = {
    "forums": READERS,
    "forum": READERS,
    "forum_rules": EVERYBODY,
    "new_forum_rule": COORDINATORS,
    "forum_rule": COORDINATORS,
    "move_forum_rule": POST_ONLY,
    "forum_posts": COORDINATORS,
    "forum_step": POST_ONLY,
    "forum_log": READERS,
    "new_moderation": TEAM,
    "strike_moderation": TEAM,
    "participant": READERS,
    "open_case": TEAM,
    "cases": READERS,
    "case": READERS,
    "note_leadership": TEAM,
    "decide_case": TEAM,
    "keep_out_of_case": TEAM,
    "tell_case": TEAM,
    "appeal_case": TEAM,
    "decide_appeal": READERS,
    "case_step": POST_ONLY,
}


def rows(cast: Cast) -> Rows:
    """A forum with a rule; cases that are open, decided, told, and under appeal."""
    forum, by = cast.discussion, cast.lapsed
    rule = forums.add_rule(forum, words=RUDE, by=SYSTEM)
    forums.review_rules(forum, by=SYSTEM)
    opened = make_case(forum, by, name="Open Owl")
    cases.note_leadership(opened, consulted=True, words="Yes.", by=by)
    say(opened, cast.member, cast.complained_of, cast.manager)
    decided, told, appealed = (_decided(cast, rule, name=name) for name in ("Ann Owl", "Bea Owl", "Cem Owl"))
    for case in (told, appealed):
        cases.mark_told(case, words="You are warned.", by=by)
    cases.appeal(appealed, words="Sorry.", by=by)
    here = {"slug": forum.slug}
    entry = breach(forum, by, name="New Owl")
    person = {**here, "pk": entry.participant_id}
    return {
        **dict.fromkeys(("forum", "forum_rules", "new_forum_rule", "forum_log", "new_moderation"), here),
        "forum_posts": {"slug": cast.organising.slug},
        "forum_rule": {**here, "pk": rule.pk},
        "move_forum_rule": {**here, "pk": rule.pk, "step": "retire"},
        "forum_step": {**here, "step": "reviewed"},
        "strike_moderation": {**here, "pk": entry.pk},
        "participant": person,
        "open_case": person,
        "case": {"pk": opened.pk},
        "note_leadership": {"pk": opened.pk},
        "decide_case": {"pk": opened.pk},
        "keep_out_of_case": {"pk": opened.pk},
        "tell_case": {"pk": decided.pk},
        "appeal_case": {"pk": told.pk},
        "decide_appeal": {"pk": appealed.pk},
        "case_step": {"pk": told.pk, "step": "close"},
    }


def _decided(cast: Cast, rule: ForumRule, *, name: str) -> BreachCase:
    case = make_case(cast.discussion, cast.lapsed, name=name)
    cases.note_leadership(case, consulted=True, words="Yes.", by=cast.lapsed)
    said: dict[str, Any] = {"outcome": "warning", "reason": "Again.", "how_to_appeal": APPEAL}
    return cases.decide(case, **said, rule=rule, by=cast.lapsed)


def a_breach(cast: Cast) -> Mapping[str, Any]:
    return {"platform": cast.discussion.platform_id, "name": "Small Owl", "measure": "reminded"}


def a_ban(cast: Cast) -> Mapping[str, Any]:
    rule = ForumRule.objects.get()
    return {"outcome": "ban", "rule": rule.pk, "days": 9, "reason": "Again.", "how_to_appeal": APPEAL}


def a_rule(cast: Cast) -> Mapping[str, Any]:
    rule = ForumRule.objects.get()
    shown = RuleForm(initial={"words": rule.words, "response": rule.response})
    return {"words": "Be kind.", "seen": shown.state}


def another_note(cast: Cast) -> Mapping[str, Any]:
    seen = NoteForm(initial={"consulted": "yes", "words": "Yes."}).state
    return {"consulted": "yes", "words": "Ban them.", "seen": seen}


ACTS: Acts = {
    "new_forum_rule": (lambda cast: {"words": "Be brief."}, who_do(COORDINATORS)),
    "forum_rule": (a_rule, who_do(COORDINATORS)),
    "move_forum_rule": (lambda cast: {}, who_do(COORDINATORS)),
    "forum_posts": (lambda cast: {"kinds": ["polls"]}, who_do(COORDINATORS)),
    "forum_step": (lambda cast: {}, who_do(COORDINATORS)),
    "new_moderation": (a_breach, who_do(TEAM)),
    "strike_moderation": (lambda cast: {"why": "It was somebody else."}, who_do(TEAM)),
    "open_case": (lambda cast: {"words": "Threats."}, who_do(TEAM)),
    "note_leadership": (another_note, who_do(TEAM)),
    "decide_case": (a_ban, who_do(TEAM)),
    "keep_out_of_case": (lambda cast: {"people": [cast.committee.pk]}, who_do(TEAM)),
    "tell_case": (lambda cast: {"words": "You are warned."}, who_do(TEAM)),
    "appeal_case": (lambda cast: {"words": "Sorry."}, who_do(TEAM)),
    "decide_appeal": (lambda cast: {"outcome": "nothing", "reason": "Fair."}, who_do(READERS)),
    "case_step": (lambda cast: {}, who_do(TEAM)),
}
