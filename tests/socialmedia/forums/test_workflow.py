"""A forum's rules are written, moved, retired and numbered; what was logged under one stays as it was."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.forums import rules as forums_rules
from socialmedia.forums.models import ForumRule
from socialmedia.forums.workflow import forums
from tests.socialmedia.factories import make_channel, make_guidelines, make_member
from tests.socialmedia.forums.factories import RUDE, breach, make_forum, rule_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def forum() -> Channel:
    """With four rules."""
    made = make_forum()
    for words in ("B", "C", "D"):
        forums.add_rule(made, words=words, by=SYSTEM)
    return made


def refused(act: Callable[..., Any], *args: Any, **said: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)
    return refusal.value.reasons


def listed(forum: Channel) -> list[str]:
    return [str(rule) for rule in forum.rules.standing()]


def numbered(forum: Channel, words: str) -> ForumRule:
    return forum.rules.get(words=words, retired_at=None)


def test_rules_change_places_and_the_first_and_last_stay(forum: Channel) -> None:
    forums.move_rule(numbered(forum, "D"), up=True, by=SYSTEM)
    forums.move_rule(numbered(forum, RUDE), up=False, by=SYSTEM)
    forums.move_rule(numbered(forum, "B"), up=True, by=SYSTEM)
    forums.move_rule(numbered(forum, "C"), up=False, by=SYSTEM)
    assert listed(forum) == ["1. B", f"2. {RUDE}", "3. D", "4. C"]


def test_a_retired_rule_leaves_a_gap_until_they_are_numbered(forum: Channel) -> None:
    forums.retire_rule(numbered(forum, "B"), by=SYSTEM)
    assert listed(forum) == [f"1. {RUDE}", "3. C", "4. D"]
    forums.move_rule(numbered(forum, "C"), up=True, by=SYSTEM)
    assert listed(forum) == ["1. C", f"3. {RUDE}", "4. D"]
    forums.renumber(forum, by=SYSTEM)
    assert listed(forum) == ["1. C", f"2. {RUDE}", "3. D"]


def test_what_was_logged_under_a_rule_still_says_what_it_was_then(forum: Channel) -> None:
    logged = breach(forum, make_member())
    forums.change_rule(rule_of(forum), words="Be kind.", response="Please.", by=SYSTEM)
    logged.refresh_from_db()
    assert (str(logged.rule), listed(forum)[0]) == (f"1. {RUDE}", "1. Be kind.")
    assert refused(forums.retire_rule, logged.rule, by=SYSTEM) == [forums_rules.RETIRED]


def test_a_rule_nobody_has_broken_is_simply_changed(forum: Channel) -> None:
    before = numbered(forum, "B")
    after = forums.change_rule(before, words="Be brief.", by=SYSTEM)
    assert (after.pk, forum.rules.count()) == (before.pk, 4)


def test_another_response_makes_no_other_rule(forum: Channel) -> None:
    breach(forum, make_member())
    forums.change_rule(rule_of(forum), words=RUDE, response="Once more.", by=SYSTEM)
    assert (forum.rules.count(), rule_of(forum).response) == (4, "Once more.")


def test_what_has_no_rules_gets_none() -> None:
    page = make_channel("Our page")
    closed = make_channel("Old forum", kind=ChannelKind.DISCUSSION, status=ChannelStatus.CLOSED)
    assert refused(forums.add_rule, page, words="B", by=SYSTEM) == [forums_rules.NOT_A_FORUM]
    assert refused(forums.add_rule, closed, words="B", by=SYSTEM) == [forums_rules.GONE]
    assert refused(forums.add_rule, make_forum(), words=" ", by=SYSTEM) == [forums_rules.SAY_RULE]


def test_nobody_reads_more_than_fifty(forum: Channel) -> None:
    for number in range(46):
        forums.add_rule(forum, words=f"Rule {number}", by=SYSTEM)
    assert refused(forums.add_rule, forum, words="One more", by=SYSTEM) == [
        "A forum can have up to 50 rules."
    ]


def test_looking_the_rules_over_publishes_them_for_the_days_of_the_guidelines(forum: Channel) -> None:
    make_guidelines(rules_review_days=100)
    assert not forums_rules.is_published(forum)
    reviewed = forums.review_rules(forum, by=SYSTEM)
    assert (reviewed.rules_reviewed_on, reviewed.rules_review_on) == (date(2026, 6, 1), date(2026, 9, 9))
    assert forums_rules.is_published(reviewed)


def test_an_empty_forum_has_nothing_to_look_over() -> None:
    empty = make_channel("Empty", kind=ChannelKind.DISCUSSION)
    assert refused(forums.review_rules, empty, by=SYSTEM) == [forums_rules.NO_RULES]


def test_only_an_organising_forum_says_what_it_is_for(forum: Channel) -> None:
    organising = make_forum("Organising", kind=ChannelKind.ORGANISING)
    assert forums.allow_posts(organising, kinds=["polls"], by=SYSTEM).allowed_posts == ["polls"]
    assert refused(forums.allow_posts, forum, kinds=["polls"], by=SYSTEM) == [forums_rules.NOT_ORGANISING]
    assert refused(forums.allow_posts, organising, kinds=["cats"], by=SYSTEM) == ["Choose from the list."]
