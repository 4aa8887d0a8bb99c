"""Groups are consulted: a question or a document, a day, a covering note, and one reminder."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.pages.tasks import Task
from lla.time import clock
from organisers.announcements import rules, selectors, workflow
from organisers.announcements.choices import About, Audience
from organisers.announcements.models import Announcement
from organisers.announcements.selectors import Draft
from organisers.dashboard.selectors import next_tasks, of_regions
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.concurrency import at_once, refusals
from tests.factories import make_staff, sign_in
from tests.organisers.factories import make_group, make_organiser, make_region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]
NEW = "/regions/messages/new/"
QUESTION = "Shall our region hire a coach?"


def in_days(days: int) -> date:
    return localdate(clock.now()) + timedelta(days=days)


def reachable(*names: str) -> list[Group]:
    groups = [make_group(name) for name in names]
    for group in groups:
        Group.objects.filter(pk=group.pk).update(public_email=f"{group.slug}@example.org")
    return groups


def asks(**changed: Any) -> Draft:
    draft = Draft([make_region()], About.OTHER, Audience.ALL, "Dear friends.", question=QUESTION)
    return replace(draft, answer_by=in_days(10), **changed)


def answered(message: Announcement) -> dict[str, tuple[bool, bool]]:
    """By group whether it has answered, and whether it was reminded."""
    rows = message.consulted.select_related("group")
    return {str(row): (row.answered_at is not None, row.reminded_at is not None) for row in rows}


def sent_to(kind: str) -> list[str]:
    return sorted(Email.objects.filter(kind=f"organisers/{kind}").values_list("to", flat=True))


def test_a_consultation_says_what_is_asked_until_when_and_is_kept_by_group() -> None:
    reachable("Aire Left", "Don Left")
    make_group("Otley Left")
    message = workflow.send(asks(document="https://example.org/coach/"), by=make_organiser())
    email = Email.objects.filter(kind="organisers/announcement").latest("pk")
    assert email.subject == "Your organiser asks your group, by 21 Jan"
    lines = ["> Dear friends.", f"> {QUESTION}", "https://example.org/coach/", "Thursday 21 January 2027."]
    assert [line in email.body for line in lines] == [True] * 4
    assert answered(message) == {"Aire Left": (False, False), "Don Left": (False, False)}


def test_a_message_that_asks_nothing_consults_nobody() -> None:
    reachable("Aire Left")
    message = workflow.send(Draft([make_region()], About.OTHER, Audience.ALL, "Come."), by=make_organiser())
    assert (message.asks, answered(message)) == (False, {})
    with pytest.raises(NotAllowed) as refused:
        workflow.note_answers(message, came=[], not_after_all=[])
    assert refused.value.reasons == [rules.ASKS_NOTHING]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"answer_by": 10}, {"question": [rules.NO_QUESTION]}),
        ({"question": QUESTION}, {"answer_by": [rules.NO_DAY]}),
        ({"document": "https://example.org/coach/"}, {"answer_by": [rules.NO_DAY]}),
        ({"question": QUESTION, "answer_by": 0}, {"answer_by": [rules.TOO_SOON]}),
        ({"question": QUESTION, "answer_by": 61}, {"answer_by": ["Choose a day within 60 days."]}),
        ({"question": QUESTION, "answer_by": 60}, {}),
        ({"question": QUESTION, "answer_by": 1}, {}),
    ],
)
def test_what_a_consultation_lacks_is_said_beside_its_field(
    client: Client, typed: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    sign_in(client, make_organiser())
    reachable("Aire Left")
    days = {"answer_by": in_days(typed["answer_by"])} if "answer_by" in typed else {}
    sent = {"audience": "all", "about": "other", "role": "", "words": "Dear friends.", **typed, **days}
    seen = client.post(NEW, sent).context.get("seen", "")
    response = client.post(NEW, {**sent, "seen": seen, "send": ""})
    assert (response.context["form"].errors if wrong else {}) == wrong
    assert Announcement.objects.count() == (0 if wrong else 1)


def test_only_groups_that_have_not_answered_are_reminded_and_once() -> None:
    aire, don, left = reachable("Aire Left", "Don Left", "Left Already")
    organiser = make_organiser()
    message = workflow.send(asks(), by=organiser)
    Group.objects.filter(pk=left.pk).update(status=GroupStatus.LEFT)
    workflow.note_answers(message, came=[aire.pk], not_after_all=[])
    workflow.remind(message, by=organiser)
    assert sent_to("announcement_reminder") == [f"{don.slug}@example.org"]
    assert answered(message) == {
        "Aire Left": (True, False),
        "Don Left": (False, True),
        "Left Already": (False, False),
    }
    with pytest.raises(NotAllowed) as refused:
        workflow.remind(message, by=organiser)
    assert refused.value.reasons == [rules.NOBODY_SILENT]


def test_nobody_is_reminded_after_the_day_or_by_whoever_no_longer_organises_there() -> None:
    reachable("Aire Left")
    message = workflow.send(asks(), by=make_organiser())
    found = selectors.reach_of_reminder(message)
    elsewhere = make_organiser(make_region("Wales"), name="Lee Ode")
    last, late = (clock.now() + timedelta(days=days) for days in (10, 11))
    assert [
        rules.why_not_remind(message, message.by, found, now=last),
        rules.why_not_remind(message, message.by, found, now=late),
        rules.why_not_remind(message, elsewhere, found, now=clock.now()),
    ] == [
        [],
        ["The day for answers was 21 January 2027."],
        ["You do not organise Yorkshire and the Humber."],
    ]


def test_the_page_says_who_has_not_been_reminded_and_takes_ticks(client: Client) -> None:
    aire, don = reachable("Aire Left", "Don Left")
    organiser = make_organiser()
    sign_in(client, organiser)
    message = workflow.send(asks(), by=organiser)
    here = f"/regions/messages/{message.pk}/"
    page = " ".join(client.get(here).text.split())
    assert "2 groups have neither answered nor been reminded: Aire Left, Don Left." in page
    client.post(here, {"answered": [aire.pk], "shown": ""})
    client.post(here, {"answered": [don.pk], "shown": ""})  # another window, which did not see the first
    assert answered(message) == {"Aire Left": (True, False), "Don Left": (True, False)}
    client.post(here, {"answered": [don.pk], "shown": f"{aire.pk} {don.pk}"})
    assert answered(message) == {"Aire Left": (False, False), "Don Left": (True, False)}
    reminder = client.get(f"{here}remind/")
    assert [to.address for to in reminder.context["reach"].recipients] == [f"{aire.slug}@example.org"]
    client.post(f"{here}remind/")
    assert sent_to("announcement_reminder") == [f"{aire.slug}@example.org"]
    assert client.post(here, {"answered": ["77"], "shown": ""}).context["form"].errors == {
        "answered": ["Choose groups from the list."]
    }


def test_the_desk_shows_what_is_out_until_when_and_who_waits(client: Client) -> None:
    aire, _ = reachable("Aire Left", "Don Left")
    organiser, region = make_organiser(), make_region()
    message = workflow.send(asks(), by=organiser)
    here = f"/regions/messages/{message.pk}/"

    def shown() -> list[Task]:
        now = clock.now()
        tasks = next_tasks(region, of_regions([region], now=now, by=organiser)[region], now=now)
        return [task for task in tasks if task.url == here]

    found = shown()
    workflow.note_answers(message, came=[aire.pk], not_after_all=[])
    workflow.remind(message, by=organiser)
    found += shown()
    said = f"“{QUESTION}”:"
    assert found == [
        Task("Remind", f"{said} 0 of 2 groups have answered, 2 not reminded", here, in_days(10)),
        Task("Record answers", f"{said} 1 of 2 groups have answered", here, in_days(10)),
    ]
    sign_in(client, make_staff())
    [listed] = client.get("/regions/messages/").context["out"]
    assert (listed.subject, listed.answered, listed.asked, listed.to_remind) == (QUESTION, 1, 2, 0)
    with clock.at(clock.now() + timedelta(days=11)):
        assert (list(client.get("/regions/messages/").context["out"]), shown()) == ([], [])


def test_more_consultations_and_groups_ask_the_database_no_more(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    counts = []
    reachable("Aire Left")
    for number in range(3):
        message = workflow.send(asks(words=f"Dear friends, {number}."), by=organiser)
        with CaptureQueriesContext(connection) as queries:
            for page in ("/regions/messages/", f"/regions/messages/{message.pk}/"):
                client.get(page)
        counts.append(len(queries))
        reachable(f"Don {number} Left", f"Esk {number} Left")
    assert counts[1] == counts[2]


@pytest.mark.django_db(transaction=True)
def test_of_two_reminders_at_once_one_goes() -> None:
    reachable("Aire Left")
    organiser = make_organiser()
    message = workflow.send(asks(), by=organiser)
    answers = at_once([partial(workflow.remind, message, by=organiser)] * 2)
    assert (refusals(answers), len(sent_to("announcement_reminder"))) == ([[rules.NOBODY_SILENT]], 1)
