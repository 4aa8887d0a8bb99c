"""Appointing on the desk: by name and address, with an email, and sessions that end with the office."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts import people
from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from organisers.appointing import workflow as appointing_workflow
from organisers.appointments import workflow as appointments_workflow
from organisers.appointments.models import Acceptance, AppointedHow, Appointment, Undertaking
from tests.concurrency import at_once, refusals
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.affiliation.factories import emails
from tests.organisers.factories import make_appointment, make_organiser, make_region

ADD = reverse("admin:organisers_appointment_add")
DESK = "/regions/yorkshire-and-the-humber/desk/"
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def typed(**changed: str) -> dict[str, str]:
    return {
        "name": "Sam Hollis",
        "email": "sam@example.org",
        "region": str(make_region().pk),
        "starts_on": "01/05/2027",
        "ends_on": "",
        "how": "elected",
        "decision": "Annual conference 2026, motion C",
        "decision_link": "",
        **changed,
    }


def test_the_committee_appoints_somebody_who_never_signed_in_and_they_have_an_email(client: Client) -> None:
    sign_in(client, make_staff())
    assert client.post(ADD, typed()).status_code == 302
    appointment = Appointment.objects.get()
    user = appointment.user
    assert (user.email, user.name, user.is_staff, user.has_usable_password()) == (
        "sam@example.org",
        "Sam Hollis",
        False,
        False,
    )
    assert emails() == [("appointed", "sam@example.org")]
    assert DESK in Email.objects.get().body


def test_the_address_of_somebody_with_another_name_is_refused_until_the_name_is_theirs(
    client: Client,
) -> None:
    known = make_user("Sam@example.org", "Samira Hollis")
    sign_in(client, make_staff())
    page = client.post(ADD, typed()).content.decode()
    said = people.ANOTHER_NAME.format(email="Sam@example.org", name="Samira Hollis")
    assert (said in page, Appointment.objects.exists()) == (True, False)
    client.post(ADD, typed(name="samira hollis"))
    assert (Appointment.objects.get().user, User.objects.filter(email__iexact="sam@example.org").count()) == (
        known,
        1,
    )


def test_from_the_page_of_offices_one_comes_back_to_it_and_sees_who_begins_later(client: Client) -> None:
    sign_in(client, make_staff())
    later = localdate(clock.now()) + timedelta(days=1)
    sent = typed(starts_on=later.strftime("%d/%m/%Y"))
    saved = client.post(f"{ADD}?from=offices", sent)
    assert (saved.status_code, saved.headers["Location"]) == (302, reverse("admin:offices"))
    context = client.get(reverse("admin:offices")).context
    assert context is not None
    [office] = [each for each in context["offices"] if each.coming]
    assert (office.name, office.vacant) == ("Organiser, Yorkshire and the Humber", True)
    assert [(holder.name, holder.since) for holder in office.coming] == [("Sam Hollis", later)]
    page = client.get(reverse("admin:index")).content.decode()
    assert "vacant, with somebody who begins later" in page


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"ends_on": "30/04/2027"}, "ends_on", "The last day is before the first day."),
        (
            {"starts_on": "01/06/2027"},
            "__all__",
            "This person is already appointed to this region on some of those days.",
        ),
    ],
)
def test_wrong_days_are_refused_in_words(
    client: Client, changed: dict[str, str], field: str, words: str
) -> None:
    make_appointment(make_user("sam@example.org", "Sam Hollis"), starts_on=date(2027, 5, 15))
    sign_in(client, make_staff())
    assert client.post(ADD, typed(**changed)).context["adminform"].form.errors == {field: [words]}
    assert Appointment.objects.count() == 1


def test_somebody_new_and_somebody_known_are_appointed_beside_others(client: Client) -> None:
    make_appointment()
    make_appointment(make_user("sam@example.org", "Sam Hollis"), region=make_region("Wales"))
    sign_in(client, make_staff())
    assert client.post(ADD, typed()).status_code == 302
    assert client.post(ADD, typed(name="Ash Thorn", email="ash@example.org")).status_code == 302
    assert Appointment.objects.filter(region=make_region()).count() == 3


def test_days_are_not_changed_into_another_appointments(client: Client) -> None:
    """Only those of the same person and region count; the day an office ends can always be set."""
    first = make_appointment(ends_on=date(2026, 6, 30))
    make_appointment(first.user, starts_on=date(2026, 7, 1))
    make_appointment()
    sign_in(client, make_staff())
    change, sent = change_page(first), sent_from(client, first)
    refused = client.post(change, {**sent, "ends_on": "01/07/2026"})
    assert refused.context["adminform"].form.errors == {
        "__all__": ["This person is already appointed to this region on some of those days."]
    }
    assert client.post(change, {**sent, "ends_on": "01/05/2026"}).status_code == 302


def test_two_people_and_two_regions_may_overlap() -> None:
    person = make_user()
    make_appointment(person)
    make_appointment(person, region=make_region("Wales"))
    make_appointment()
    assert Appointment.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_appoint_somebody_new_at_once_one_is_told_in_words() -> None:
    region = make_region()

    def appoint() -> Appointment:
        sam = User(email="sam@example.org", name="Sam Hollis")
        days = {"starts_on": date(2027, 5, 1), "how": AppointedHow.ELECTED, "decision": "Motion C"}
        return appointing_workflow.appoint(Appointment(user=sam, region=region, **days))

    answers = at_once([appoint, appoint])
    assert refusals(answers) == [["This person is already appointed to this region on some of those days."]]
    assert (User.objects.filter(name="Sam Hollis").count(), Appointment.objects.count()) == (1, 1)
    assert emails() == [("appointed", "sam@example.org")]


def test_ending_an_appointment_on_the_desk_ends_the_sessions_at_once(client: Client) -> None:
    organiser, desk = Client(), client
    user = make_organiser()
    sign_in(organiser, user)
    sign_in(desk, make_staff())
    appointment = user.appointments.get()
    ended = sent_from(desk, appointment, ends_on="01/02/2026")
    assert desk.post(change_page(appointment), ended).status_code == 302
    assert organiser.get(DESK).headers["Location"] == f"/accounts/login/?next={DESK}"


def test_other_words_for_the_decision_sign_nobody_out(client: Client) -> None:
    organiser, desk = Client(), client
    user = make_organiser()
    sign_in(organiser, user)
    sign_in(desk, make_staff())
    appointment = user.appointments.get()
    sent = sent_from(desk, appointment, decision="Conference 2026, motion C as amended")
    assert desk.post(change_page(appointment), sent).status_code == 302
    assert organiser.get(DESK).status_code == 200


def test_the_night_ends_sessions_of_an_office_that_is_over_and_no_newer_ones() -> None:
    before, after = make_organiser(), make_organiser()
    Appointment.objects.update(ends_on=date(2027, 5, 9))
    midnight = datetime(2027, 5, 9, 23, tzinfo=UTC)
    User.objects.filter(pk=before.pk).update(last_login=midnight - timedelta(minutes=1))
    User.objects.filter(pk=after.pk).update(last_login=midnight)
    clients = [sign_in(Client(), user) for user in (before, after)]
    User.objects.filter(pk=before.pk).update(last_login=midnight - timedelta(minutes=1))
    User.objects.filter(pk=after.pk).update(last_login=midnight)
    with time_machine.travel(NOW, tick=False):
        appointments_workflow.end_sessions()
        appointments_workflow.end_sessions()
    signed_in = [client.get("/regions/").context["user"].is_authenticated for client in clients]
    assert signed_in == [False, True]


def test_nobody_deletes_an_appointment_or_an_undertaking(client: Client) -> None:
    superuser = make_staff()
    User.objects.filter(pk=superuser.pk).update(is_superuser=True)
    sign_in(client, superuser)
    rows = [
        reverse("admin:organisers_appointment_delete", args=[make_appointment().pk]),
        reverse("admin:organisers_undertaking_delete", args=[Undertaking.objects.get().pk]),
    ]
    assert [client.post(row, {"post": "yes"}).status_code for row in rows] == [403, 403]


def test_a_new_undertaking_has_the_next_number_and_what_was_accepted_stays(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, make_staff())
    client.post(reverse("admin:organisers_undertaking_add"), {"words": "I keep to more."})
    assert next((one.version, one.words) for one in Undertaking.objects.all()) == (2, "I keep to more.")
    assert [one.undertaking.version for one in Acceptance.objects.filter(user=organiser)] == [1]
