"""A case is decided with the views of others and the leadership's word, told, appealed against and closed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from socialmedia.channels.models import Channel
from socialmedia.consultations.choices import Asked
from socialmedia.consultations.models import Consultation
from socialmedia.forums import papers as forums_papers
from socialmedia.forums import rules as forums_rules
from socialmedia.forums.choices import CaseStatus
from socialmedia.forums.models import BreachCase
from socialmedia.forums.workflow import cases
from socialmedia.guidelines.parameters import Parameters
from socialmedia.record.models import SocialEvent
from tests.factories import make_staff
from tests.socialmedia.factories import make_guidelines, make_member
from tests.socialmedia.forums.factories import (
    RUDE,
    breach,
    decide,
    make_case,
    make_decided,
    make_forum,
    rule_of,
    say,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT = "Monday 1 June 2026, 1 pm"


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def forum() -> Channel:
    return make_forum()


@pytest.fixture
def ann() -> User:
    return make_member("Ann Bell")


@pytest.fixture
def bea(ann: User) -> User:
    return make_member("Bea")


@pytest.fixture
def cem(bea: User) -> User:
    return make_member("Cem")


def refused(act: Callable[..., Any], *args: Any, **said: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)
    return refusal.value.reasons


def noted(case: BreachCase, by: User) -> BreachCase:
    return cases.note_leadership(case, consulted=False, words="It is a clear case.", by=by)


NOBODY = "Before a ban, at least 2 others have to give a view. So far, nobody has; “no view” does not count."
ONE = "Before a ban, at least 2 others have to give a view. So far, 1 has; “no view” does not count."


def test_a_ban_needs_the_views_of_two_others_and_the_leaderships_word(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    case = make_case(forum, ann)
    assert refused(decide, case, ann) == [forums_rules.LEADERSHIP_FIRST, NOBODY]
    noted(case, ann)
    say(case, ann, bea)
    assert refused(decide, case, ann) == [ONE]
    say(case, cem, opinion="no_view")
    assert refused(decide, case, ann) == [ONE]
    say(case, cem, opinion="disagree")
    decided = decide(case, ann)
    assert (decided.status, decided.outcome, decided.days) == (CaseStatus.DECIDED, "ban", 30)
    assert decided.decided_by == ann


def test_how_many_others_is_what_the_guidelines_in_force_say(forum: Channel, ann: User, bea: User) -> None:
    make_guidelines(ban_views=1)
    case = noted(make_case(forum, ann), ann)
    say(case, bea)
    assert decide(case, ann).status == CaseStatus.DECIDED


def test_a_warning_needs_no_views_but_the_leaderships_word_and_a_rule(forum: Channel, ann: User) -> None:
    case = make_case(forum, ann)
    warn: dict[str, Any] = {"outcome": "warning", "days": None}
    assert refused(decide, case, ann, **warn) == [forums_rules.LEADERSHIP_FIRST]
    said = {"reason": "Again.", "how_to_appeal": "Write to us.", "by": ann}
    assert refused(cases.decide, case, **warn, **said) == [
        forums_rules.SAY_BROKEN_RULE,
        forums_rules.LEADERSHIP_FIRST,
    ]
    assert decide(noted(case, ann), ann, **warn).status == CaseStatus.DECIDED


def test_nothing_further_needs_no_more_than_a_reason(forum: Channel, ann: User) -> None:
    case = make_case(forum, ann)
    assert refused(cases.decide, case, outcome="nothing", reason=" ", by=ann) == [forums_rules.SAY_WHY]
    cases.decide(case, outcome="nothing", reason="It was a joke.", by=ann)
    assert refused(cases.mark_told, case, words="Hello.", by=ann) == [forums_rules.NOTHING_TO_TELL]
    assert cases.close(case, by=ann).status == CaseStatus.CLOSED


@pytest.mark.parametrize(
    ("outcome", "days", "reasons"),
    [
        ("mute", None, [forums_rules.SAY_DAYS]),
        ("mute", 0, [forums_rules.SAY_DAYS]),
        ("mute", 3651, [forums_rules.SAY_DAYS]),
        ("mute", 3650, []),
        ("warning", 3, [forums_rules.NO_DAYS]),
        ("exile", None, ["Choose one of the outcomes."]),
    ],
)
def test_the_length_has_to_fit_the_outcome(
    forum: Channel, ann: User, outcome: str, days: int | None, reasons: list[str]
) -> None:
    case = noted(make_case(forum, ann), ann)
    figures = {"rule": rule_of(forum), "by": ann, "figures": Parameters()}
    assert forums_rules.why_not_decide(case, outcome=outcome, days=days, **figures) == reasons  # type: ignore[arg-type]


def test_a_rule_of_another_forum_decides_nothing_here(forum: Channel, ann: User) -> None:
    case = noted(make_case(forum, ann), ann)
    elsewhere = rule_of(make_forum("Another"))
    said = {"outcome": "warning", "reason": "Again.", "how_to_appeal": "Write.", "by": ann}
    assert refused(cases.decide, case, rule=elsewhere, **said) == [forums_rules.SAY_BROKEN_RULE]


def test_deciding_ends_what_team_and_leadership_were_asked(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    make_staff()
    case = noted(make_case(forum, ann), ann)
    cases.ask_leadership(case, by=ann)
    assert refused(cases.ask_leadership, case, by=bea) == [
        f"Ann Bell asked the leadership about this case on {AT}."
    ]
    say(case, bea, cem)
    decide(case, ann)
    ended = Consultation.objects.values_list("asked", "closed_at", "outcome")
    assert sorted(ended) == [
        (Asked.LEADERSHIP, NOW, "Banned for a while"),
        (Asked.TEAM, NOW, "Banned for a while"),
    ]
    assert refused(cases.ask_leadership, case, by=ann) == [f"Ann Bell decided this case on {AT}."]
    assert refused(noted, case, ann) == [f"Ann Bell decided this case on {AT}."]


def test_the_draft_names_rule_length_and_how_to_appeal(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    case = make_decided(forum, ann, bea, cem)
    words = forums_papers.words_to_participant(case)
    said = (f"1. {RUDE}", "for 30 days, until Wednesday 1 July 2026", "Write to hello@example.org.", "Again.")
    assert [one for one in said if one not in words] == []
    assert [one for one in ("Ann Bell", "Bea", "Grumpy Gull") if one in words] == []


def test_it_is_closed_once_the_person_was_told(forum: Channel, ann: User, bea: User, cem: User) -> None:
    case = make_case(forum, ann)
    assert refused(cases.close, case, by=ann) == [forums_rules.NOT_DECIDED]
    assert refused(cases.mark_told, case, words="Hello.", by=ann) == [forums_rules.NOT_DECIDED]
    say(noted(case, ann), bea, cem)
    decide(case, ann)
    assert refused(cases.close, case, by=ann) == [forums_rules.TELL_FIRST]
    assert refused(cases.mark_told, case, words=" ", by=ann) == [forums_rules.SAY_TOLD]
    cases.mark_told(case, words="You are banned.", by=ann)
    assert refused(cases.mark_told, case, words="Again.", by=ann) == [f"Ann Bell told the person on {AT}."]
    assert cases.close(case, by=ann).status == CaseStatus.CLOSED
    assert refused(cases.close, case, by=ann) == [f"Ann Bell closed this case on {AT}."]


def test_an_appeal_is_decided_by_somebody_else_and_once(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    case = make_decided(forum, ann, bea, cem)
    assert refused(cases.appeal, case, words="I am sorry.", by=ann) == [forums_rules.TELL_FIRST]
    cases.mark_told(case, words="You are banned.", by=ann)
    cases.appeal(case, words="I am sorry.", by=ann)
    assert refused(cases.close, case, by=ann) == ["The appeal has to be decided first."]
    milder: dict[str, Any] = {"outcome": "warning", "reason": "They are sorry."}
    assert refused(cases.decide_appeal, case, **milder, by=ann) == [forums_rules.NOT_THE_SAME]
    decided = cases.decide_appeal(case, **milder, by=bea)
    assert (decided.status, decided.outcome, decided.days, decided.told_at) == (
        "decided",
        "warning",
        None,
        None,
    )
    assert (decided.decided_by, decided.appeal_decided_by) == (ann, bea)
    assert refused(cases.close, case, by=ann) == [forums_rules.TELL_FIRST]
    cases.mark_told(case, words="You are warned.", by=bea)
    assert refused(cases.appeal, case, words="Still.", by=ann) == [forums_rules.APPEALED_ALREADY]
    assert cases.close(case, by=ann).status == CaseStatus.CLOSED


@pytest.mark.parametrize(
    ("outcome", "days", "reasons"),
    [
        ("ban", 30, []),
        ("ban", 29, []),
        ("ban", 31, [forums_rules.NOT_HARSHER]),
        ("ban_for_good", None, [forums_rules.NOT_HARSHER]),
        ("mute", 60, []),
        ("nothing", None, []),
    ],
)
def test_an_appeal_lets_it_stand_or_makes_it_milder(
    forum: Channel, ann: User, bea: User, cem: User, outcome: str, days: int | None, reasons: list[str]
) -> None:
    case = cases.appeal(make_decided(forum, ann, bea, cem, told=True), words="Sorry.", by=ann)
    assert forums_rules.why_not_decide_appeal(case, outcome=outcome, days=days, by=bea, now=NOW) == reasons


def test_the_leadership_may_decide_an_appeal_and_a_stranger_may_not(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    case = make_decided(forum, ann, bea, cem, told=True)
    assert forums_rules.why_not_take_appeal(case, bea, now=NOW) == [forums_rules.NO_APPEAL]
    case = cases.appeal(case, words="Sorry.", by=ann)
    gone = make_member("Gone")
    gone.social_appointments.all().delete()
    assert forums_rules.why_not_take_appeal(case, make_staff(), now=NOW) == []
    assert forums_rules.why_not_take_appeal(case, gone, now=NOW) == [
        "Only the team and the leadership can see this."
    ]


def test_a_member_opens_a_case_with_a_reason_and_there_is_one_at_a_time(forum: Channel, ann: User) -> None:
    person = breach(forum, ann).participant
    open_it: dict[str, Any] = {"by": Actor.user(ann, role="team"), "opened_by": ann}
    assert refused(cases.open_case, person, forum, **open_it) == [forums_rules.SAY_WHY]
    case = cases.open_case(person, forum, words="Threats.", **open_it)
    assert case.consultation
    assert case.consultation.background == "Threats.\n\n1 breach within 90 days."
    assert refused(cases.open_case, person, forum, words="Threats.", **open_it) == [forums_rules.THERE_IS_ONE]


def test_the_record_holds_figures_and_the_reasons_apart(
    forum: Channel, ann: User, bea: User, cem: User
) -> None:
    case = make_decided(forum, ann, bea, cem)
    steps = [(one.act, one.details) for one in SocialEvent.objects.of(case).order_by("pk")]
    assert steps == [
        ("opened", {"breaches": 3}),
        ("leadership_noted", {"consulted": False}),
        ("decided", {"outcome": "ban", "days": 30}),
    ]
    assert SocialEvent.objects.of(case).get(act="decided").remark.words == "Again."
