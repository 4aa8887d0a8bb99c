"""What moderators did is written down; a breach too many opens a case, at the edges of times and days."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.channels.models import Channel
from socialmedia.consultations.models import Consultation, View
from socialmedia.forums import rules as forums_rules
from socialmedia.forums import tasks as forums_tasks
from socialmedia.forums.choices import CaseOutcome, Measure
from socialmedia.forums.models import BreachCase, Moderation, Participant
from socialmedia.forums.workflow import cases, forums
from socialmedia.record.models import SocialEvent, SocialRemark
from tests.socialmedia.factories import make_guidelines, make_member, make_platform
from tests.socialmedia.forums.factories import breach, decide, make_case, make_decided, make_forum, rule_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


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


def refused(act: Callable[..., Any], *args: Any, **said: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)
    return refusal.value.reasons


def log(forum: Channel, by: User, **said: Any) -> Moderation:
    given = {"platform": forum.platform, "name": "Grumpy Gull", "measure": Measure.REMINDED, **said}
    return forums.log(forum, **given, by=by)


def test_one_person_is_one_person_however_the_name_is_written(forum: Channel, ann: User) -> None:
    for name in ("GrumpyGull", "@grumpygull", " @GRUMPYGULL "):
        log(forum, ann, name=name)
    assert list(Participant.objects.values_list("name", flat=True)) == ["GrumpyGull"]


def test_the_same_name_on_another_platform_is_somebody_else(forum: Channel, ann: User) -> None:
    forum.also_on.add(make_platform("twitter"))
    log(forum, ann)
    log(forum, ann, platform=make_platform("twitter"))
    assert Participant.objects.count() == 2


def test_what_cannot_be_logged_is_refused_in_words(forum: Channel, ann: User) -> None:
    elsewhere = rule_of(make_forum("Another"))
    assert refused(log, forum, ann, platform=make_platform("twitter")) == [forums_rules.NOT_ON_IT]
    assert refused(log, forum, ann, name=" @ ") == [forums_rules.SAY_NAME]
    assert refused(log, forum, ann, rule=elsewhere) == [forums_rules.NOT_ITS_RULE]
    reinstated = {"measure": Measure.REINSTATED, "rule": rule_of(forum)}
    assert refused(log, forum, ann, **reinstated) == [forums_rules.NAME_NO_RULE]
    assert (Moderation.objects.count(), Participant.objects.count()) == (0, 0)


def test_nobody_is_banned_by_one_person_alone(forum: Channel, ann: User) -> None:
    assert refused(log, forum, ann, measure=Measure.BANNED) == [forums_rules.BAN_NEEDS_CASE]
    bea, cem = make_member("Bea"), make_member("Cem")
    make_decided(forum, ann, bea, cem)
    log(forum, ann, measure=Measure.BANNED)
    assert refused(log, forum, ann, name="Somebody Else", measure=Measure.BANNED) == [
        forums_rules.BAN_NEEDS_CASE
    ]


@pytest.mark.parametrize(("breaches", "cases_open"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_three_breaches_open_a_case_and_more_join_it(
    forum: Channel, ann: User, breaches: int, cases_open: int
) -> None:
    for _ in range(breaches):
        breach(forum, ann)
    assert BreachCase.objects.count() == cases_open
    joined = Moderation.objects.filter(case__isnull=False).count()
    assert joined == (breaches if cases_open else 0)


@pytest.mark.parametrize(
    ("ago", "opens"),
    [
        (timedelta(days=90), True),
        (timedelta(days=90, seconds=1), False),
    ],
)
def test_a_breach_counts_to_the_second_ninety_days_later(
    forum: Channel, ann: User, ago: timedelta, opens: bool
) -> None:
    with clock.at(NOW - ago):
        breach(forum, ann)
    breach(forum, ann)
    breach(forum, ann)
    assert BreachCase.objects.exists() is opens


def test_times_and_days_are_those_of_the_guidelines_in_force(forum: Channel, ann: User) -> None:
    make_guidelines(breach_times=2, breach_days=10)
    with clock.at(NOW - timedelta(days=10, seconds=1)):
        breach(forum, ann)
    breach(forum, ann)
    assert BreachCase.objects.count() == 0
    breach(forum, ann)
    case = BreachCase.objects.get()
    assert case.consultation
    assert case.consultation.background == "2 breaches within 10 days. The guidelines open a case at 2."


def test_what_names_no_rule_and_what_happened_elsewhere_does_not_count(forum: Channel, ann: User) -> None:
    other = make_forum("Another")
    breach(forum, ann)
    breach(forum, ann)
    breach(other, ann)
    log(forum, ann)
    breach(forum, ann, name="Somebody Else")
    assert BreachCase.objects.count() == 0


def test_the_case_asks_the_team_and_its_emails_name_nobody(forum: Channel, ann: User) -> None:
    bea = make_member("Bea")
    case = make_case(forum, ann)
    assert {email.to for email in Email.objects.all()} == {ann.email, bea.email}
    assert [one for one in Email.objects.all() if "Gull" in one.subject + one.body] == []
    assert (case.opened_by, str(case)) == (None, f"Case {case.pk}")


def test_what_a_case_has_dealt_with_counts_no_more(forum: Channel, ann: User) -> None:
    case = make_case(forum, ann)
    cases.decide(case, outcome=CaseOutcome.NOTHING, reason="It was a joke.", by=ann)
    breach(forum, ann)
    cases.close(case, by=ann)
    breach(forum, ann)
    assert BreachCase.objects.count() == 1
    breach(forum, ann)
    assert BreachCase.objects.count() == 2
    assert BreachCase.objects.latest("pk").moderations.count() == 3


def counted() -> list[int]:
    """How many breaches each case has, as its pages say."""
    return [vars(case)["breaches"] for case in BreachCase.objects.with_all()]


def test_what_is_struck_out_stays_to_be_read_and_counts_no_more(forum: Channel, ann: User) -> None:
    bea = make_member("Bea")
    mistake = breach(forum, ann)
    forums.strike(mistake, why="It was somebody else.", by=bea)
    breach(forum, ann)
    breach(forum, ann)
    assert BreachCase.objects.count() == 0
    breach(forum, ann)
    case, kept = BreachCase.objects.get(), Moderation.objects.get(pk=mistake.pk)
    assert (counted(), case.moderations.count(), kept.case_id) == ([3], 3, None)
    assert (kept.struck_at, kept.struck_by, kept.struck_why) == (NOW, bea, "It was somebody else.")
    [event] = SocialEvent.objects.filter(act="struck")
    assert (event.about, event.actor_key, event.details) == (
        f"moderation:{mistake.pk}",
        f"user:{bea.pk}",
        {"measure": Measure.REMOVED},
    )


def test_a_breach_of_an_open_case_can_be_struck_out_and_one_that_decided_it_cannot(
    forum: Channel, ann: User
) -> None:
    case = make_case(forum, ann)
    first, second, _ = case.moderations.order_by("pk")
    forums.strike(first, why="A joke.", by=ann)
    assert counted() == [2]
    cases.decide(case, outcome=CaseOutcome.NOTHING, reason="It was a joke.", by=ann)
    assert [refused(forums.strike, one, why="A joke.", by=ann) for one in (first, second)] == [
        [forums_rules.STRUCK_ALREADY],
        [f"Case {case.pk} was decided with this entry. To correct the decision, record an appeal."],
    ]


def test_nothing_is_struck_out_without_a_reason(forum: Channel, ann: User) -> None:
    assert refused(forums.strike, breach(forum, ann), why=" ", by=ann) == [forums_rules.SAY_WHY_STRUCK]
    assert Moderation.objects.filter(struck_at__isnull=False).count() == 0


def test_after_two_quiet_years_names_notes_and_words_go_and_counts_stay(forum: Channel, ann: User) -> None:
    bea, cem = make_member("Bea"), make_member("Cem")
    case = make_decided(forum, ann, bea, cem, told=True)
    cases.appeal(case, words="I am not grumpy.", by=ann)
    cases.decide_appeal(case, outcome="warning", reason="Milder.", by=bea)
    cases.mark_told(case, words="You are warned.", by=bea)
    cases.close(case, by=bea)
    kestrel = log(forum, ann, name="Quiet Kestrel", note="Shouted.", link="https://social.example.org/1")
    forums.strike(kestrel, why="Kestrel only sang.", by=bea)
    log(forum, ann, name="Loud Lark", note="Shouted.")
    with clock.at(NOW + timedelta(days=730)):
        assert forums_tasks.forget_participants() == 0
        log(forum, ann, name="Loud Lark", note="Again.")
    with clock.at(NOW + timedelta(days=730, seconds=1)):
        assert (forums_tasks.forget_participants(), forums_tasks.forget_participants()) == (2, 0)
    assert sorted(Participant.objects.values_list("name", flat=True)) == ["", "", "Loud Lark"]
    assert Moderation.objects.count() == 6
    assert sorted(filter(None, Moderation.objects.values_list("note", "link"))) == sorted(
        [("", "")] * 4 + [("Shouted.", ""), ("Again.", "")]
    )
    assert Moderation.objects.exclude(struck_why="").count() == 0
    case.refresh_from_db()
    kept = [case.reason, case.told_words, case.appeal_words, case.leadership_words]
    said = [
        *View.objects.values_list("words", flat=True),
        *SocialRemark.objects.values_list("words", flat=True),
    ]
    assert [words for words in kept + said if words] == []
    assert (case.outcome, case.moderations.count()) == ("warning", 3)
    assert Consultation.objects.get().background == ""


def test_somebody_with_an_open_case_is_not_forgotten(forum: Channel, ann: User) -> None:
    make_case(forum, ann)
    with clock.at(NOW + timedelta(days=1000)):
        assert forums_tasks.forget_participants() == 0
        decide(noted(BreachCase.objects.get(), ann), ann, outcome="warning", days=None)
        assert forums_tasks.forget_participants() == 0


def noted(case: BreachCase, by: User) -> BreachCase:
    return cases.note_leadership(case, consulted=True, words="Warn them.", by=by)


def test_a_name_that_was_forgotten_can_come_back_as_somebody_new(forum: Channel, ann: User) -> None:
    first = breach(forum, ann).participant
    with clock.at(NOW + timedelta(days=731)):
        forums_tasks.forget_participants()
        again = breach(forum, ann).participant
    assert (first.pk == again.pk, Participant.objects.count()) == (False, 2)
