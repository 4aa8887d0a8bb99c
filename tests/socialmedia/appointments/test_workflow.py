"""Giving, changing and ending roles: refused in words, told by email, felt at once by sessions."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.appointments import tasks as appointments_tasks
from socialmedia.appointments import workflow as appointments_workflow
from socialmedia.appointments.rules import cautions, over_the_most
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.guidelines.selectors import parameters_in_force
from socialmedia.record.models import SocialEvent
from socialmedia.roster.models import RosterFeed
from socialmedia.staffing.checks import check
from socialmedia.staffing.selectors import team_in
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from tests.concurrency import at_once, refusals
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, make_user, sign_in
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_guidelines,
    make_member,
    make_variant,
)

NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)
TODAY = date(2027, 5, 10)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("may")]


@pytest.fixture
def may() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def a_role(user: User | None = None, role: str = Role.MODERATOR, **fields: Any) -> Appointment:
    """A role that is not saved, of a forum unless it is the whole team's."""
    if role not in {Role.MANAGER, Role.COORDINATOR}:
        fields.setdefault("channel", make_channel(kind=ChannelKind.DISCUSSION))
    fields.setdefault("starts_on", TODAY)
    return Appointment(user=user or make_user(), role=role, decision="Conference, motion C", **fields)


def appoint(*given: Any, **fields: Any) -> Appointment:
    return appointments_workflow.appoint(a_role(*given, **fields), by=SYSTEM)


def refused(act: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def test_somebody_new_becomes_a_person_with_a_role_a_record_and_an_email() -> None:
    found = appoint(User(email="sam@example.org", name="Sam Hollis"))
    person = User.objects.get(email="sam@example.org")
    event = SocialEvent.objects.get()
    email = Email.objects.get()
    assert (found.user, person.name, person.has_usable_password()) == (person, "Sam Hollis", False)
    assert (event.about, event.act, event.details["user"]) == (
        f"appointment:{found.pk}",
        "appointed",
        person.pk,
    )
    assert (email.to, email.kind) == ("sam@example.org", "socialmedia/appointed")
    assert "/social/team/" in email.body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": date(2027, 5, 9)}, "The last day is before the first day."),
        (
            {"starts_on": date(2027, 4, 1), "ends_on": date(2027, 5, 9)},
            "The last day has passed. Enter a role before it starts or while it lasts.",
        ),
        (
            {"role": Role.COORDINATOR, "channel": "forum"},
            "Manager and coordinator are roles for the whole team. Every other role is for one channel.",
        ),
        (
            {"role": Role.PAGE_ADMIN},
            "Page admins and adapters work on public pages. For a forum, choose moderator.",
        ),
    ],
)
def test_a_role_that_cannot_be_is_refused_in_words(fields: dict[str, Any], words: str) -> None:
    if fields.get("channel"):
        fields = {**fields, "channel": make_channel(kind=ChannelKind.DISCUSSION)}
    assert refused(lambda: appoint(**fields)) == [words]
    assert (Appointment.objects.count(), Email.objects.count()) == (0, 0)


def test_a_closed_channel_a_manager_without_decision_and_a_blocked_person_are_refused() -> None:
    closed = make_channel("Old forum", kind=ChannelKind.DISCUSSION, status=ChannelStatus.CLOSED)
    manager = a_role(role=Role.MANAGER)
    manager.decision = ""
    blocked = make_user()
    blocked.is_active = False
    blocked.save()
    assert [
        refused(lambda: appoint(channel=closed)),
        refused(lambda: appointments_workflow.appoint(manager, by=SYSTEM)),
        refused(lambda: appoint(blocked)),
    ] == [
        ["“Old forum” was closed for good, so nobody can be given a role on it."],
        ["Enter the decision that makes this person Social Media Manager."],
        ["This person can no longer sign in, so they cannot have a role."],
    ]


def test_offices_are_held_by_one_and_a_channel_once_by_each() -> None:
    forum, person = make_channel(kind=ChannelKind.DISCUSSION), make_user()
    for role in (Role.MANAGER, Role.COORDINATOR):
        appoint(role=role, ends_on=date(2027, 6, 30))
    appoint(person, channel=forum)
    assert [
        refused(lambda: appoint(role=Role.MANAGER, starts_on=date(2027, 6, 30))),
        refused(lambda: appoint(role=Role.COORDINATOR)),
        refused(lambda: appoint(person, channel=forum)),
    ] == [
        ["There is already a Social Media Manager on some of those days."],
        ["There is already a coordinator on some of those days."],
        ["This person already has a role on this channel on some of those days."],
    ]
    appoint(role=Role.MANAGER, starts_on=date(2027, 7, 1))
    assert Appointment.objects.count() == 4


def test_too_many_roles_at_once_are_said_and_do_not_stand_in_the_way() -> None:
    make_guidelines(most_roles=2, coordinator_posts=3)
    person = make_user(name="Sam Hollis")
    appoint(person, ends_on=date(2027, 5, 31))
    appoint(person, starts_on=date(2027, 6, 1))
    figures = parameters_in_force()
    spans = [(TODAY, date(2027, 5, 31)), (TODAY, None)]
    said = []
    appoint(person, starts_on=date(2027, 6, 10))
    for first, last in spans:
        said.append(cautions(a_role(person, starts_on=first, ends_on=last), figures, now=NOW))
    assert said == [[], ["Sam Hollis would have 3 roles at once. The guidelines allow up to 2."]]


def test_roles_are_counted_before_somebody_is_appointed_as_the_staffing_check_counts_them() -> None:
    """All pages together are one role, and each forum that is open one; no office and no committee is."""
    make_guidelines(most_roles=1, coordinator_posts=0)
    person = make_user(name="Sam Hollis")
    appoint(person, Role.PAGE_ADMIN, channel=make_channel())
    others = [
        a_role(person, Role.ADAPTER, channel=make_channel(platform="twitter")),
        a_role(person, Role.COORDINATOR),
        a_role(person, channel=make_channel(kind=ChannelKind.COMMITTEE)),
        a_role(person, channel=make_channel(kind=ChannelKind.ORGANISING)),
    ]
    figures, told, counted = parameters_in_force(), [], []
    for one in others:
        told.append([words for words in cautions(one, figures, now=NOW) if "roles" in words])
        appointments_workflow.appoint(one, by=SYSTEM)
        held = Appointment.objects.in_force(on=TODAY).select_related("user", "channel")
        sentence = check(team_in(TODAY, TODAY), TODAY, figures).sentence
        counted.append((over_the_most(held, figures), "one holds two roles" in sentence))
    caution = "Sam Hollis would have 2 roles at once. The guidelines allow up to 1."
    over = "Sam Hollis has 2 roles. The guidelines allow up to 1."
    assert told == [[], [], [], [caution]]
    assert counted == [([], False), ([], False), ([], False), ([over], True)]


def test_a_coordinator_should_be_a_page_admin_who_posts() -> None:
    make_guidelines(coordinator_posts=2)
    page, sam = make_channel(), make_user(name="Sam Hollis")
    figures, wanted = parameters_in_force(), a_role(sam, Role.COORDINATOR)
    said = [cautions(wanted, figures, now=NOW)]
    make_appointment(sam, Role.PAGE_ADMIN, channel=page)
    for days in (1, 27, 29):  # the last is too long ago
        variant = make_variant(channel=page)
        at = NOW - timedelta(days=days)
        type(variant).objects.filter(pk=variant.pk).update(status="posted", posted_at=at, posted_by=sam)
        said.append(cautions(wanted, figures, now=NOW))
    regular = "The guidelines expect 2 posts from a coordinator."
    assert said == [
        [
            "Sam Hollis is not a page admin. The guidelines recommend that the coordinator is one.",
            f"Sam Hollis has posted nothing in the last 28 days. {regular}",
        ],
        [f"Sam Hollis has posted once in the last 28 days. {regular}"],
        [],
        [],
    ]


def test_a_last_day_changes_within_what_was_and_is_told() -> None:
    forum, person = make_channel(kind=ChannelKind.DISCUSSION), make_user("sam@example.org")
    first = make_appointment(person, channel=forum, starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 30))
    make_appointment(person, channel=forum, starts_on=date(2027, 8, 1))
    over = make_appointment(starts_on=date(2027, 1, 1), ends_on=date(2027, 5, 9))

    def change(ends_on: date | None, role: Appointment = first) -> Any:
        return refused(lambda: appointments_workflow.change_last_day(role, ends_on, by=SYSTEM))

    assert [
        change(None),
        change(date(2026, 12, 31)),
        change(date(2027, 5, 8)),
        change(date(2027, 6, 30)),
        change(None, over),
    ] == [
        ["This person already has a role on this channel on some of those days."],
        ["The last day is before the first day."],
        ["The last day cannot be before yesterday, because they have acted in this role since."],
        ["That is already its last day."],
        ["This role ended on 9 May 2027. To give it to them again, make a new appointment."],
    ]
    appointments_workflow.change_last_day(first, date(2027, 7, 31), by=SYSTEM)
    first.refresh_from_db()
    assert first.ends_on == date(2027, 7, 31)
    assert list(Email.objects.values_list("to", "kind")) == [
        ("sam@example.org", "socialmedia/last_day_changed")
    ]


def test_ending_the_last_role_signs_out_at_once_and_ends_the_calendars_address() -> None:
    user = make_member("Sam Hollis")
    other = make_appointment(user, channel=make_channel(kind=ChannelKind.DISCUSSION))
    RosterFeed.objects.create(user=user)
    client = sign_in(Client(), user)
    found = []
    for role in (other, Appointment.objects.of(user).exclude(pk=other.pk).get()):
        appointments_workflow.end(role, by=SYSTEM)
        found.append((client.get("/social/team/").status_code, RosterFeed.objects.get().version))
    assert found == [(200, 1), (302, 2)]
    assert {one.ends_on for one in Appointment.objects.all()} == {date(2027, 5, 9)}


def test_a_role_that_has_not_lasted_a_day_is_called_off() -> None:
    today, later = appoint(), appoint(starts_on=date(2027, 6, 1))
    for role in (today, later):
        appointments_workflow.end(role, by=SYSTEM)
    assert Appointment.objects.count() == 0
    assert list(SocialEvent.objects.filter(act="called_off").values_list("details__user", flat=True)) == [
        today.user.pk,
        later.user.pk,
    ]
    assert refused(lambda: appointments_workflow.end(today, by=SYSTEM)) == [
        "This role has already been cancelled."
    ]


def test_the_older_page_of_a_role_that_is_cancelled_says_who_did_it() -> None:
    role, manager = appoint(), make_member("Manny Ager", Role.MANAGER)
    pages = [reverse(f"socialmedia:{name}", args=[role.pk]) for name in ("appointment", "end_appointment")]
    appointments_workflow.end(role, by=Actor.user(manager))
    browser, said = sign_in(Client(), manager), "Manny Ager cancelled this role on Monday 10 May 2027, 1 pm."
    answers = [browser.post(page, {"ends_on": "2027-06-01"}) for page in pages]
    assert [(one.status_code, said in one.content.decode()) for one in answers] == [(404, True)] * 2


def test_the_night_ends_the_sessions_of_those_whose_last_role_is_over_and_of_nobody_else() -> None:
    gone, stays = make_member("Gone", ends_on=TODAY), make_member("Stays", ends_on=TODAY)
    make_appointment(stays, Role.COORDINATOR)
    for user in (gone, stays):
        RosterFeed.objects.create(user=user)
    clients = [sign_in(Client(), user) for user in (gone, stays)]
    found: list[list[int]] = []
    for moment in (datetime(2027, 5, 10, 22, 59, tzinfo=UTC), datetime(2027, 5, 10, 23, 1, tzinfo=UTC)):
        with time_machine.travel(moment, tick=False):
            appointments_tasks.end_sessions()
            found.append([client.get("/social/team/").status_code for client in clients])
    assert found == [[200, 200], [302, 200]]
    assert [RosterFeed.objects.get(user=user).version > 1 for user in (gone, stays)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_leave_one_and_the_other_is_told() -> None:
    acts = [partial(appointments_workflow.appoint, a_role(role=Role.MANAGER), by=SYSTEM) for _ in range(2)]
    answers = at_once(acts)
    assert refusals(answers) == [["There is already a Social Media Manager on some of those days."]]
    assert (Appointment.objects.count(), Email.objects.count()) == (1, 1)


def test_the_committee_appoints_and_changes_on_the_desk_by_the_same_acts() -> None:
    desk, forum = sign_in(Client(), make_staff()), make_channel(kind=ChannelKind.DISCUSSION)
    typed = {
        "name": "Sam Hollis", "email": "sam@example.org", "role": "moderator", "channel": forum.pk,
        "starts_on": "2027-05-01", "ends_on": "", "how": "appointed", "decision": "", "decision_link": "m42",
        "hours": "3",
    }  # fmt: skip
    add = "/admin/socialmedia/appointment/add/"
    wrong = desk.post(add, {**typed, "role": "page_admin"})
    assert wrong.context["adminform"].form.errors == {
        "__all__": ["Page admins and adapters work on public pages. For a forum, choose moderator."]
    }
    assert desk.post(add, typed).status_code == 302
    found = Appointment.objects.get()
    assert (found.decision_link, found.hours) == ("http://localhost:8000/motions/m42/", 3)
    change = change_page(found)
    early = desk.post(change, sent_from(desk, found, ends_on="2027-05-02"))
    assert early.context["adminform"].form.errors == {
        "ends_on": ["The last day cannot be before yesterday, because they have acted in this role since."]
    }
    assert desk.post(change, sent_from(desk, found, ends_on="2027-06-30")).status_code == 302
    found.refresh_from_db()
    assert (found.ends_on, [one.kind for one in Email.objects.order_by("pk")]) == (
        date(2027, 6, 30),
        ["socialmedia/appointed", "socialmedia/last_day_changed"],
    )
    assert desk.get(f"/admin/socialmedia/appointment/{found.pk}/history/").status_code == 200


def test_vacant_offices_wait_on_the_committees_desk() -> None:
    desk = sign_in(Client(), make_staff())

    def lines() -> list[tuple[str, int]]:
        panels = {one.heading: one for one in desk.get("/admin/").context["panels"]}
        return [(line.words, line.count) for line in panels["Social media"].lines]

    before = lines()
    appoint(role=Role.MANAGER)
    assert (before, lines()) == (
        [("Social Media Manager vacant", 1), ("coordinator vacant", 1), ("people in the team", 0)],
        [("Social Media Manager vacant", 0), ("coordinator vacant", 1), ("people in the team", 1)],
    )
