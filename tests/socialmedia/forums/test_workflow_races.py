"""Two at once in a forum: one case, one decision, one person under one name, and numbers that stay whole."""

from functools import partial

import pytest

from lla.acts.actors import SYSTEM
from socialmedia.forums.choices import CaseOutcome
from socialmedia.forums.models import BreachCase, Moderation, Participant
from socialmedia.forums.rules import STRUCK_ALREADY
from socialmedia.forums.workflow import cases as forums_cases
from socialmedia.forums.workflow import forums
from tests.concurrency import at_once, refusals
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import breach, make_case, make_decided, make_forum

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_decide_at_once_and_one_wins() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    case = make_case(make_forum(), ann)
    end = partial(forums_cases.decide, case, outcome=CaseOutcome.NOTHING, reason="A joke.")
    answers = at_once([partial(end, by=ann), partial(end, by=bea)])
    [[said]] = refusals(answers)
    assert said.startswith(f"{BreachCase.objects.get().decided_by} decided this case on ")


def test_breaches_logged_at_once_open_one_case_about_one_person() -> None:
    ann, forum = make_member("Ann"), make_forum()
    answers = at_once([partial(breach, forum, ann)] * 5)
    assert refusals(answers) == []
    assert (Participant.objects.count(), BreachCase.objects.count()) == (1, 1)
    assert Moderation.objects.filter(case__isnull=False).count() == 5


def test_an_appeal_noted_while_the_case_is_closed_leaves_one_of_both() -> None:
    ann, bea, cem = make_member("Ann"), make_member("Bea"), make_member("Cem")
    case = make_decided(make_forum(), ann, bea, cem, told=True)
    answers = at_once(
        [
            partial(forums_cases.appeal, case, words="Sorry.", by=ann),
            partial(forums_cases.close, case, by=bea),
        ]
    )
    assert len(refusals(answers)) == 1


def test_two_who_strike_out_one_entry_at_once_and_one_is_told() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    entry = breach(make_forum(), ann)
    answers = at_once([partial(forums.strike, entry, why="A joke.", by=who) for who in (ann, bea)])
    assert refusals(answers) == [[STRUCK_ALREADY]]


def test_rules_added_and_moved_at_once_keep_numbers_of_their_own() -> None:
    forum = make_forum()
    first = forum.rules.get()
    adds = [partial(forums.add_rule, forum, words=f"Rule {number}", by=SYSTEM) for number in range(3)]
    at_once([*adds, partial(forums.move_rule, first, up=False, by=SYSTEM)])
    assert sorted(forum.rules.values_list("order", flat=True)) == [1, 2, 3, 4]
