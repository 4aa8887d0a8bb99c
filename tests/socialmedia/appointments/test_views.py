"""The team's pages: who holds what, what to look out for, and forms that keep what was typed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from socialmedia.channels.choices import ChannelKind
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from tests.factories import make_staff, make_user, sign_in
from tests.queries import counted
from tests.socialmedia.factories import make_appointment, make_channel, make_guidelines, make_member

NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)
TEAM, APPOINT = "/social/team/", "/social/team/appoint/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(**changed: str) -> dict[str, str]:
    forum = make_channel(kind=ChannelKind.DISCUSSION)
    return {
        "name": "Ash Thorn", "email": "ash@example.org", "role": "moderator", "channel": str(forum.pk),
        "starts_on": "2027-05-10", "ends_on": "", "how": "appointed", "decision": "", "decision_link": "",
        "hours": "", **changed,
    }  # fmt: skip


def test_the_page_names_both_offices_everybodys_role_and_who_is_away() -> None:
    page, forum = make_channel("Our page"), make_channel("Debate", kind=ChannelKind.DISCUSSION)
    manager, coordinator = (
        make_member("Manny Ager", Role.MANAGER),
        make_member("Coo Dinator", Role.COORDINATOR),
    )
    make_appointment(make_user(name="Zed Adams"), Role.PAGE_ADMIN, channel=page)
    make_appointment(make_user(name="Kim Low"), Role.MODERATOR, channel=forum)
    make_appointment(make_user(name="Old Hand"), channel=forum, ends_on=date(2027, 5, 9))
    make_appointment(make_user(name="New Hand"), channel=forum, starts_on=date(2027, 6, 1))
    Leave.objects.create(user=coordinator, starts_on=date(2027, 5, 10), ends_on=date(2027, 5, 12))
    context = sign_in(Client(), coordinator).get(TEAM).context
    offices = context["offices"]
    assert (offices[Role.MANAGER].user, offices[Role.COORDINATOR].user) == (manager, coordinator)
    assert [(heading, [str(one.user) for one in held]) for heading, held in context["parts"]] == [
        ("Page admins", ["Zed Adams"]),
        ("Adapters", []),
        ("Moderators", ["Kim Low"]),
    ]
    assert [str(one.user) for one in context["coming"]] == ["New Hand"]
    assert [str(one.user) for one in context["leave"]] == ["Coo Dinator"]


def test_vacant_offices_and_too_many_roles_are_said_with_the_figures_in_force() -> None:
    make_guidelines(most_roles=1)
    sam = make_member("Sam Hollis")
    make_appointment(sam, channel=make_channel(kind=ChannelKind.DISCUSSION))
    assert sign_in(Client(), sam).get(TEAM).context["warnings"] == [
        "There is no Social Media Manager today. The leadership has to appoint one.",
        "There is no coordinator today. The Social Media Manager or the leadership has to appoint one.",
        "Sam Hollis has 2 roles. The guidelines allow up to 1.",
    ]


def test_a_coordinator_who_is_no_page_admin_is_a_warning_in_words() -> None:
    make_guidelines(coordinator_posts=1)
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    make_member("Manny Ager", Role.MANAGER)
    assert sign_in(Client(), coordinator).get(TEAM).context["warnings"] == [
        "Coo Dinator is not a page admin. The guidelines recommend that the coordinator is one.",
        "Coo Dinator has posted nothing in the last 28 days. The guidelines expect 1 post from a "
        "coordinator.",
    ]


def test_the_manager_gives_every_role_but_their_own_office() -> None:
    manager = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    leadership = sign_in(Client(), make_staff())
    office = typed(role="manager", channel="", decision="Conference", starts_on="2028-01-01")
    own = Appointment.objects.get()
    Appointment.objects.update(ends_on=date(2027, 12, 31))
    assert manager.post(APPOINT, office).context["form"].errors == {
        "role": ["The answer to “Role” is not offered here now. Choose again."]
    }
    found = [manager.post(f"{TEAM}roles/{own.pk}/{act}").status_code for act in ("", "end/")]
    assert (found, leadership.post(APPOINT, office).status_code) == ([403, 403], 302)


def test_what_is_worth_a_second_look_is_shown_once_and_then_done() -> None:
    make_guidelines(most_roles=1)
    sam = make_member("Sam Hollis")
    client = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    wanted = typed(name=sam.name, email=sam.email)
    shown = client.post(APPOINT, wanted)
    assert shown.context["cautions"] == [
        "Sam Hollis would have 2 roles at once. The guidelines allow up to 1."
    ]
    assert shown.context["form"]["email"].value() == sam.email
    assert Appointment.objects.of(sam).count() == 1
    assert client.post(APPOINT, {**wanted, "read": shown.context["read"]}).status_code == 302
    assert Appointment.objects.of(sam).count() == 2


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("2020-05-10", "The first day is 10 May 2020, more than a month ago. Is that right?"),
        ("2029-05-10", "The first day is 10 May 2029, more than a year away. Is that right?"),
    ],
)
def test_a_first_day_in_another_year_is_asked_about(first: str, said: str) -> None:
    client = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    shown = client.post(APPOINT, typed(starts_on=first))
    assert shown.context["cautions"] == [said]
    assert client.post(APPOINT, {**typed(starts_on=first), "read": shown.context["read"]}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"ends_on": "2027-05-09"}, {"ends_on": ["The last day is before the first day."]}),
        ({"name": "", "email": "ash"}, {"name": ["“Name” is empty. Fill it in."], "email": None}),
        ({"hours": "200"}, {"hours": ["Enter 168 or less."]}),
        ({"decision_link": "javascript:alert(1)"}, {"decision_link": None}),
        ({"channel": "999999"}, {"channel": None}),
        (
            {"channel": ""},
            {
                "__all__": [
                    "Manager and coordinator are roles for the whole team. Every other role is for one "
                    "channel."
                ]
            },
        ),
    ],
)
def test_what_was_typed_wrongly_is_said_and_kept(
    changed: dict[str, str], errors: dict[str, list[str] | None]
) -> None:
    client = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    wanted = typed(**changed)
    form = client.post(APPOINT, wanted).context["form"]
    assert {name: words if errors[name] else None for name, words in form.errors.items()} == errors
    assert {name: form[name].value() for name in wanted} == wanted
    assert User.objects.filter(email="ash@example.org").exists() is False


def test_a_role_for_somebody_known_is_typed_halfway() -> None:
    sam, stranger = make_member("Sam Hollis"), make_user("secret@example.org")
    client = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    found = [
        client.get(f"{APPOINT}?person={key}").context["form"]["email"].value()
        for key in (sam.pk, stranger.pk, "x", "9" * 40)
    ]
    assert found == [sam.email, None, None, None]


def test_thirty_people_cost_no_more_queries_than_three() -> None:
    client = sign_in(Client(), make_member("Manny Ager", Role.MANAGER))
    found = []
    for many in (3, 27):
        for _ in range(many):
            user = make_user()
            make_appointment(user, Role.MODERATOR)
            Leave.objects.create(user=user, starts_on=NOW.date(), ends_on=NOW.date() + timedelta(days=3))
        found.append(counted(client, TEAM))
    assert found[0] == found[1] <= 12
