"""Downloaded lists that may not be kept: asked for by email, answered by a button, open until then."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.time import clock
from organisers.appointing import workflow as appointing_workflow
from organisers.appointments.models import Appointment
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import Purpose
from organisers.contacts.models import Contact
from organisers.disclosures.selectors import disclosures
from organisers.lists import rules as lists_rules
from organisers.lists.choices import AskedBackFor, DownloadAct
from organisers.lists.models import Download, DownloadEvent
from organisers.lists.workflow import returns
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.contact_page.page_object import words
from tests.organisers.contact_page.test_workflow import at_once
from tests.organisers.factories import (
    accept_undertaking,
    make_appointment,
    make_group,
    make_organiser,
    make_region,
)
from tests.organisers.lists.factories import ask, make_allowing, take

pytestmark = pytest.mark.django_db

SAM = "sam@example.org"
OPEN = "/regions/lists/?show=open"


@pytest.fixture
def organiser() -> User:
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"), name="Noor Zarn")
    return make_organiser(email=SAM)


@pytest.fixture
def lead() -> User:
    return make_staff("lead@example.org", groups=(DATA_PROTECTION_LEAD,))


def taken(by: User, *regions: str) -> Download:
    return take(ask(by, *[make_region(name) for name in regions] or [make_region()]), by)[0]


def end(user: User, *, on: date | None = None) -> None:
    """The office of somebody ends by the committee's act, yesterday unless another day is said."""
    for held in Appointment.objects.of(user):
        held.ends_on = on or localdate(clock.now()) - timedelta(days=1)
        appointing_workflow.change(held)


def emails(kind: str) -> list[tuple[str, list[str]]]:
    """To whom emails of a kind went, and which lists each names."""
    found = Email.objects.filter(kind=f"organisers/{kind}").order_by("pk")
    return [(email.to, re.findall(r"K-[A-Z0-9]{4}", email.body)) for email in found]


def acts(download: Download) -> list[str]:
    return [event.act for event in download.events.order_by("pk")]


def night(days: float) -> tuple[int, int]:
    """What the chores do so many days from now."""
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        return returns.ask_back_after_office(), returns.remind_holders()


def test_whoever_is_appointed_no_more_is_asked_at_once_for_each_list_by_its_number(organiser: User) -> None:
    lists = [taken(organiser) for _ in range(2)]
    assert night(0) == (0, 0)
    end(organiser)
    numbers = [one.copy_id for one in lists]
    assert emails("lists_asked_back") == [(SAM, numbers)]
    email = Email.objects.get(kind="organisers/lists_asked_back")
    assert ("role as a regional organiser has ended" in email.body, "Zarn" in email.body) == (True, False)
    assert [(one.act, one.details) for one in DownloadEvent.objects.all()] == [
        (DownloadAct.ASKED_BACK, {"why": AskedBackFor.ENDED})
    ] * 2
    end(organiser)
    assert night(1) == (0, 0)
    assert len(emails("lists_asked_back")) == 1


def test_an_office_that_ends_by_its_last_day_is_noticed_in_the_night(organiser: User) -> None:
    download = taken(organiser)
    end(organiser, on=localdate(clock.now()))
    assert night(0) == (0, 0)
    assert (night(1), night(1)) == ((1, 0), (0, 0))
    assert acts(download) == [DownloadAct.ASKED_BACK]


def test_an_organiser_sees_on_the_desk_which_lists_are_to_be_deleted_and_which_are_gone(
    client: Client, organiser: User
) -> None:
    download = taken(organiser)
    contact_page_workflow.withdraw(Contact.objects.get(name="Noor Zarn"))
    desk = sign_in(client, organiser)
    where = make_region().slug
    one = reverse("organisers:contact_list", args=[where, download.request_id])
    pages = [reverse("organisers:lists", args=[where]), one]
    assert ["To be deleted" in words(desk.get(page)) for page in pages] == [True, True]
    assert "then tell us with the link in our email" in words(desk.get(one))
    returns.say_deleted(organiser, [download.pk], by=SYSTEM)
    assert ["Reported deleted" in words(desk.get(page)) for page in pages] == [True, True]


def test_whoever_may_not_sign_in_any_more_is_asked_in_the_night(organiser: User) -> None:
    taken(organiser)
    User.objects.filter(pk=organiser.pk).update(is_active=False)
    assert night(0) == (1, 0)
    assert [to for to, _ in emails("lists_asked_back")] == [SAM]


def test_whoever_is_appointed_anew_keeps_their_lists_and_of_two_regions_one_is_enough_to_lose(
    organiser: User,
) -> None:
    wales = make_region("Wales")
    make_appointment(organiser, region=wales)
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Taff Left", region=wales))
    here, there = taken(organiser), taken(organiser, "Wales")
    held = Appointment.objects.get(user=organiser, region=wales)
    held.ends_on = localdate(clock.now()) - timedelta(days=1)
    appointing_workflow.change(held)
    assert (acts(here), acts(there)) == ([], [DownloadAct.ASKED_BACK])
    today = localdate(clock.now())
    Appointment.objects.filter(user=organiser, region=make_region()).update(ends_on=today)
    make_appointment(organiser, starts_on=today + timedelta(days=1))
    assert night(1) == (0, 0)


def test_a_list_is_asked_for_once_though_it_is_wrong_to_keep_for_two_reasons(organiser: User) -> None:
    download = taken(organiser)
    leaver = download.subjects[0]
    contact_page_workflow.withdraw(contacts_workflow.lock(Contact(pk=leaver)))
    assert "withdrawn their consent" in Email.objects.get(kind="organisers/lists_asked_back").body
    end(organiser)
    assert acts(download) == [DownloadAct.ASKED_BACK]


def page_for(user: User) -> str:
    return reverse("organisers:lists_deleted", args=[tokens.mint("lists", user.pk, days=90)])


def test_the_emails_button_says_which_lists_are_deleted_and_opening_it_changes_nothing(
    organiser: User, client: Client
) -> None:
    first, second = taken(organiser), taken(organiser)
    end(organiser)
    page = page_for(organiser)
    shown = words(client.get(page))
    assert [one.copy_id in shown for one in (first, second)] == [True, True]
    assert "Zarn" not in shown
    assert DownloadEvent.objects.count() == 2
    assert "Tick each list that you have deleted." in words(client.post(page, {}))
    client.post(page, {"lists": [first.pk]})
    client.post(page, {"lists": [first.pk]})
    assert (acts(first), acts(second)) == (
        [DownloadAct.ASKED_BACK, DownloadAct.DESTROYED],
        [DownloadAct.ASKED_BACK],
    )
    client.post(page, {"lists": [second.pk]})
    assert "that you deleted every list" in words(client.get(page))
    assert night(30) == (0, 0)


def test_nobody_says_that_anothers_lists_are_deleted(organiser: User, client: Client) -> None:
    download = taken(organiser)
    end(organiser)
    answer = words(client.post(page_for(make_organiser()), {"lists": [download.pk]}))
    assert "that you deleted every list" in answer
    assert returns.say_deleted(make_user(), [download.pk], by=SYSTEM) == 0
    assert acts(download) == [DownloadAct.ASKED_BACK]


def test_reminders_go_once_a_week_four_times_and_then_the_lead_is_told(organiser: User, lead: User) -> None:
    download = taken(organiser)
    end(organiser)
    Email.objects.all().delete()
    days = [day for day in range(60) if night(day)[1]]
    assert days == [7, 14, 21, 28]
    assert night(28) == (0, 0)
    assert emails("lists_still_held") == [(SAM, [download.copy_id])] * 4
    assert emails("lists_not_answered") == [("lead@example.org", [download.copy_id])]


def test_it_stays_open_before_the_lead_until_it_is_answered(organiser: User, lead: User) -> None:
    first, second, kept = (taken(organiser) for _ in range(3))
    with transaction.atomic():
        returns.ask_back([first, second], why=AskedBackFor.TAKEN_BACK, by=SYSTEM)
    desk = sign_in(Client(), lead)
    shown = words(desk.get(OPEN))
    assert [one.copy_id in shown for one in (first, second, kept)] == [True, True, False]
    returns.say_deleted(organiser, [first.pk], by=SYSTEM)
    told = reverse("organisers:list_deleted", args=[second.pk])
    assert f"{second.copy_id} recorded as deleted." in words(desk.post(told, follow=True))
    assert words(desk.get(OPEN)).count(">Mark ") == 0
    with pytest.raises(NotAllowed) as refused:
        returns.close(second, by=lead)
    assert refused.value.reasons == [lists_rules.NOT_OPEN]
    everything = words(desk.get("/regions/lists/"))
    assert everything.count("Reported deleted on") == 2


def test_what_became_of_a_list_is_told_to_who_stands_in_it(organiser: User) -> None:
    download = taken(organiser)
    contact = contacts_workflow.lock(Contact(pk=download.subjects[0]))
    end(organiser)
    returns.say_deleted(organiser, [download.pk], by=SYSTEM)
    [disclosure] = disclosures(contact)
    assert [words.partition(" on ")[0] for words in disclosure.since[1:]] == [
        "Asked to delete",
        "Reported deleted",
    ]


def test_the_leads_page_asks_the_database_no_more_for_many_lists(organiser: User, lead: User) -> None:
    desk = sign_in(Client(), lead)
    counts = []
    for more in (1, 6):
        for _ in range(more):
            taken(organiser)
        returns.ask_back_after_office()
        with transaction.atomic():
            returns.ask_back(Download.objects.all(), why=AskedBackFor.TAKEN_BACK, by=SYSTEM)
        desk.get(OPEN)
        with CaptureQueriesContext(connection) as asked:
            desk.get(OPEN)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_nights_at_once_one_asks() -> None:
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"))
    organiser = make_organiser(email=SAM)
    accept_undertaking(organiser)
    download = taken(organiser)
    organiser.appointments.update(ends_on=date(2026, 1, 2))
    both: list[Callable[[], object]] = [returns.ask_back_after_office] * 2
    assert at_once(*both) == []
    assert (acts(download), len(emails("lists_asked_back"))) == ([DownloadAct.ASKED_BACK], 1)
