"""The staffing page: today's checks, the days ahead, the simulator, and calls for more people."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.record.models import SocialEvent
from socialmedia.staffing import rules as staffing_rules
from socialmedia.staffing import workflow as staffing_workflow
from socialmedia.staffing.checks import Light
from socialmedia.staffing.models import ReachTarget
from socialmedia.staffing.selectors import team_in
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_appointment, make_guidelines, make_member
from tests.socialmedia.staffing.factories import make_coordinator, make_six, make_twitter

HERE = "/social/staffing/"
TODAY = date(2026, 7, 1)
MANAGER = Actor("manager", "user:0")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_first_of_july")]


@pytest.fixture
def _first_of_july() -> Iterator[None]:
    with time_machine.travel("2026-07-01T10:00:00Z", tick=False):
        yield


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_coordinator())


def test_the_page_says_how_many_fill_how_many_seats(desk: Client) -> None:
    make_six()
    response = desk.get(HERE)
    shown = response.content.decode()
    assert (
        "6 people fill 8 seats; two hold two roles. "
        "The guidelines expect about 8, possibly fewer if some moderate several forums." in shown
    )
    assert (response.context["answer"].light, response.context["worse"]) == (Light.AMBER, [])
    assert "Dot Earl, Eli Ford, Fay Gill" in shown


def test_without_a_channel_the_page_says_so(desk: Client) -> None:
    assert "No page or forum is open, so the guidelines expect nobody." in desk.get(HERE).content.decode()


def test_another_version_of_the_guidelines_changes_the_answer_and_its_words(desk: Client) -> None:
    make_six()
    make_guidelines(2, organising_people=5, most_roles=1)
    shown = desk.get(HERE).content.decode()
    assert ["Organising needs 5 people and has 3." in shown, "about 10" in shown] == [True, True]


def test_who_is_away_is_told_with_the_days_and_what_to_reduce(desk: Client) -> None:
    six = make_six()
    twitter = make_twitter(six, adapter=True, status=ChannelStatus.OPEN)
    adapter = twitter.appointments.get(role=Role.ADAPTER).user
    Leave.objects.create(user=adapter, starts_on=date(2026, 7, 10), ends_on=date(2026, 7, 19))
    [(spell, words)] = desk.get(HERE).context["worse"]
    assert (spell.first, spell.last, spell.missing, spell.answer.needs) == (
        date(2026, 7, 10), date(2026, 7, 19), ("Gus Hale",), 1,
    )  # fmt: skip
    assert (
        words
        == "Suspend Our Twitter page or post less there, so that those who work on it can help on the other "
        "pages."
    )


def test_a_role_that_ends_within_the_span_is_told(desk: Client) -> None:
    six = make_six()
    six.last.social_appointments.update(ends_on=date(2026, 7, 27))
    [(spell, words)] = desk.get(HERE).context["worse"]
    assert (spell.first, spell.last, spell.missing) == (date(2026, 7, 28), date(2026, 7, 28), ("Fay Gill",))
    assert words == "Find somebody: suspending pages would not help."


def test_only_people_who_may_sign_in_count() -> None:
    six = make_six()
    six.last.is_active = False
    six.last.save()
    team = team_in(TODAY, TODAY)
    assert six.last.pk not in team.names


def asked(desk: Client, **typed: Any) -> Any:
    return desk.get(HERE, typed).context


def test_may_we_open_twitter_is_answered_and_changes_nothing(desk: Client) -> None:
    make_six()
    before = list(Channel.objects.values())
    found = asked(desk, opened="twitter")["supposition"]
    assert found.verdict == "No: the team needs 1 more person."
    assert found.cautions == [
        "A page on Twitter (X): nobody is appointed to it yet. This "
        "assumes that the people who work on our pages would cover it."
    ]
    assert [(one.as_it_is.light, one.supposed.light) for one in found.compared] == [(Light.AMBER, Light.RED)]
    assert (found.first, found.last) == (TODAY, date(2026, 7, 28))
    assert (list(Channel.objects.values()), SocialEvent.objects.count()) == (before, 0)


def test_may_we_open_instagram_says_which_platform_comes_first(desk: Client) -> None:
    six = make_six()
    make_appointment(make_user("", "Gus Hale"), Role.PAGE_ADMIN, channel=six.page)
    found = asked(desk, opened="instagram")["supposition"]
    assert (found.verdict, found.cautions[:2]) == (
        "Yes: the checks pass on all of these days.",
        [
            "Twitter (X) comes before Instagram in our order of preference and has no open page.",
            "To open it anyway, give a reason.",
        ],
    )
    both = asked(desk, opened=["twitter", "instagram"])["supposition"]
    assert (both.verdict, len(both.cautions)) == ("No: the team needs 1 more person.", 2)


def test_opening_one_page_and_suspending_another_are_supposed_together(desk: Client) -> None:
    six = make_six()
    make_twitter(six, adapter=True, status=ChannelStatus.OPEN)
    make_appointment(make_user("", "Hal Innes"), Role.PAGE_ADMIN, channel=six.page)
    found = asked(desk, opened="instagram", suspended="twitter")["supposition"]
    assert (found.passes, found.compared[0].supposed.expected.pages) == (True, 4)


def test_what_if_somebody_is_away_in_august(desk: Client) -> None:
    six = make_six()
    found = asked(desk, person=six.last.pk, first="2026-08-03", last="2026-08-16")["supposition"]
    assert found.verdict == "No: the team needs 1 more person."
    [one] = found.compared
    assert (one.first, one.last, one.missing, one.advice) == (
        date(2026, 8, 3),
        date(2026, 8, 16),
        ("Fay Gill",),
        "Find somebody: suspending pages would not help.",
    )
    assert "Organising needs 3 people and has 2." in one.supposed.reasons
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"first": "2026-08-16", "last": "2026-08-03"}, {"last": ["The last day is before the first day."]}),
        ({"first": "2026-06-01", "last": "2026-06-09"}, {"last": ["Those days are over."]}),
        (
            {"first": "2026-08-01", "last": "2036-08-01"},
            {"last": ["That is too far ahead. Choose dates within the next year."]},
        ),
        ({"first": "31/02/2026"}, {"first": ["Enter a real date, such as 6 April 2027."]}),
        ({"first": "", "last": ""}, {"first": ["Enter the first day they are away."]}),
        ({"person": "9999999"}, {"person": ["Choose somebody who works on one of our channels."]}),
        ({"opened": "myspace"}, {"opened": ["Choose platforms from the list."]}),
        ({"opened": "facebook"}, {"opened": ["Choose platforms from the list."]}),
        ({"suspended": "twitter"}, {"suspended": ["Choose platforms from the list."]}),
    ],
)
def test_what_is_wrongly_asked_is_said_beside_the_field(
    desk: Client, typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    six = make_six()
    context = asked(desk, **{"person": str(six.last.pk), "first": "2026-08-01", **typed})
    assert (context["supposition"], dict(context["form"].errors)) == (None, wrong)
    assert all(context["form"][name].value() in (value, [value]) for name, value in typed.items())


def test_somebody_who_is_not_in_the_team_is_not_offered(desk: Client) -> None:
    make_six()
    stranger = make_user("", "Stran Ger")
    context = asked(desk, person=stranger.pk, first="2026-08-01")
    assert dict(context["form"].errors) == {"person": ["Choose somebody who works on one of our channels."]}


def test_a_call_for_more_people_ends_within_a_year() -> None:
    target = reach(first=date(2026, 7, 2), days=400)
    assert staffing_rules.why_not_set_reach(target, now=clock.now()) == [
        "That is too far ahead. Choose dates within the next year."
    ]


def test_a_what_if_of_nothing_says_what_to_choose(desk: Client) -> None:
    context = asked(desk, person="", first="", last="")
    said = ["Choose a page to open or suspend, or who is away and from when."]
    assert (context["supposition"], context["form"].non_field_errors()) == (None, said)
    assert desk.get(reverse("socialmedia:staffing")).context["form"].is_bound is False


def reach(extra: int = 2, *, first: date = TODAY, days: int = 9, why: str = "Elections") -> ReachTarget:
    manager = make_member("Manny Ager", Role.PAGE_ADMIN)
    return ReachTarget(
        extra=extra, why=why, starts_on=first, ends_on=first + timedelta(days=days), set_by=manager
    )


def test_a_reach_target_is_set_told_and_ended(desk: Client) -> None:
    make_six()
    target = staffing_workflow.set_reach(reach(first=date(2026, 6, 28)), by=MANAGER)
    assert desk.get(HERE).context["answer"].expected.full == 10
    [email] = Email.objects.filter(kind="socialmedia/reach_set")
    assert email.subject == "2 more people needed, 28 Jun to 7 Jul"
    staffing_workflow.end_reach(target, by=MANAGER)
    assert ReachTarget.objects.get().ends_on == date(2026, 6, 30)
    assert desk.get(HERE).context["answer"].expected.full == 8
    with pytest.raises(NotAllowed) as caught:
        staffing_workflow.end_reach(target, by=MANAGER)
    assert caught.value.reasons == ["That call for more people has already ended."]


def test_the_older_page_of_a_call_that_is_gone_says_who_ended_it() -> None:
    target = staffing_workflow.set_reach(reach(first=date(2026, 7, 2)), by=MANAGER)
    manager = make_member("Manny Ager", Role.MANAGER)
    staffing_workflow.end_reach(target, by=Actor.user(manager))
    answer = sign_in(Client(), manager).post(f"/social/staffing/reach/{target.pk}/end/")
    said = f"Manny Ager ended that call for more people on {moment_in_words(clock.now())}."
    assert (answer.status_code, said in answer.content.decode()) == (404, True)


def test_a_reach_target_that_has_not_begun_goes_altogether_and_its_figures_stay() -> None:
    target = staffing_workflow.set_reach(reach(first=date(2026, 7, 2)), by=MANAGER)
    staffing_workflow.end_reach(target, by=MANAGER)
    assert ReachTarget.objects.count() == 0
    assert list(SocialEvent.objects.values_list("act", "details__extra")) == [
        ("reach_set", 2),
        ("reach_ended", 2),
    ]


@pytest.mark.parametrize(
    ("target", "reasons"),
    [
        ({"extra": 0}, ["Call for 1 to 50 more people."]),
        ({"extra": 51}, ["Call for 1 to 50 more people."]),
        ({"days": -1}, ["The last day is before the first day."]),
        ({"first": date(2026, 6, 1)}, ["Those days are over."]),
        ({"why": "  "}, ["Say why. The team will read it."]),
    ],
)
def test_a_reach_target_has_to_make_sense(target: dict[str, Any], reasons: list[str]) -> None:
    with pytest.raises(NotAllowed) as caught:
        staffing_workflow.set_reach(reach(**target), by=MANAGER)
    assert caught.value.reasons == reasons


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"extra": "-3"}, {"extra": ["Enter 0 or more."]}),
        ({"extra": "0"}, {"__all__": ["Ask for at least one more person."]}),
        ({"ends_on": "2026-06-30"}, {"ends_on": ["The last day is before the first day."]}),
        ({"why": ""}, {"why": ["“Why?” is empty. Fill it in."]}),
    ],
)
def test_a_reach_target_typed_wrongly_comes_back(typed: dict[str, str], wrong: dict[str, list[str]]) -> None:
    manager = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    well = {"extra": "2", "why": "Elections", "starts_on": "2026-07-01", "ends_on": "2026-07-09"}
    response = manager.post(f"{HERE}reach/new/", {**well, **typed})
    assert dict(response.context["form"].errors) == wrong
    assert not ReachTarget.objects.exists()
    assert manager.post(f"{HERE}reach/new/", well).status_code == 302
    assert ReachTarget.objects.get().set_by.name == "Manny Ager"
