"""An appointment that ends at once: its rights, its sessions, its lists, and who may end it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from organisers.appointing import workflow as appointing_workflow
from organisers.appointments import rules
from organisers.appointments.models import Appointment
from tests.concurrency import at_once, refusals
from tests.factories import make_staff, sign_in
from tests.organisers.affiliation.factories import emails
from tests.organisers.factories import make_appointment, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_circulated, take

DESK = "/regions/yorkshire-and-the-humber/desk/"
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def end_address(appointment: Appointment) -> str:
    return reverse("admin:organisers_appointment_end", args=[appointment.pk])


def test_an_office_that_is_ended_now_opens_nothing_at_the_next_request(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        organiser = make_organiser(email="sam@example.org")
        appointment = organiser.appointments.get()
        desk = sign_in(Client(), organiser)
        assert desk.get(DESK).status_code == 200
        staff = make_staff()
        sign_in(client, staff)
        assert client.get(end_address(appointment)).status_code == 200
        answer = client.post(end_address(appointment), {"because": "They left the network."})
        assert (answer.status_code, desk.get(DESK).status_code) == (302, 302)
        organiser.refresh_from_db()
        assert sign_in(Client(), organiser).get(DESK).status_code == 403
    appointment.refresh_from_db()
    assert (appointment.ends_on, appointment.ended_at, appointment.ended_by, appointment.ended_because) == (
        date(2027, 5, 9),
        NOW,
        staff,
        "They left the network.",
    )
    assert emails() == [("appointment_ended", "sam@example.org")]
    assert "They left the network." in Email.objects.get().body


def test_whoever_is_ended_now_is_asked_for_their_lists_and_keeps_another_office() -> None:
    with time_machine.travel(NOW, tick=False):
        organiser = make_organiser(email="sam@example.org")
        make_appointment(organiser, region=make_region("Wales"))
        make_circulated(make_group("Selby Left"), make_group("Hull Left"))
        take(ask(organiser, make_region()), organiser)
        Email.objects.all().delete()
        wales = sign_in(Client(), organiser)
        here = organiser.appointments.get(region=make_region())
        appointing_workflow.end_now(here, by=make_staff(), because="They asked for it.")
        assert wales.get("/regions/wales/desk/").status_code == 200
        assert wales.get(DESK).status_code == 403
    assert sorted(emails()) == [
        ("appointment_ended", "sam@example.org"),
        ("lists_asked_back", "sam@example.org"),
    ]


def test_an_office_is_ended_now_only_once_with_a_reason_and_by_the_committee(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        appointment = make_organiser().appointments.get()
        sign_in(client, make_staff())
        empty = client.post(end_address(appointment), {"because": ""})
        assert empty.context["form"].errors == {"because": ["“Why” is empty. Fill it in."]}
        client.post(end_address(appointment), {"because": "They left."})
        again = client.post(end_address(appointment), {"because": "They left."})
        assert again.context["form"].non_field_errors() == [rules.NOT_IN_FORCE]
        other = make_organiser().appointments.get()
        lead = sign_in(Client(), make_staff(groups=("Data protection lead",)))
        assert lead.post(end_address(other), {"because": "No."}).status_code == 403
        assert sign_in(Client(), other.user).get(end_address(other)).status_code == 403
    assert Appointment.objects.filter(ended_at=None).count() == 1


def test_what_was_ended_at_once_stays_and_the_same_person_can_be_appointed_anew_that_day() -> None:
    with time_machine.travel(NOW, tick=False):
        ended = make_organiser().appointments.get()
        appointing_workflow.end_now(ended, by=make_staff(), because="A mistake.")
        ended.refresh_from_db()
        ended.ends_on = date(2028, 1, 1)
        with pytest.raises(NotAllowed) as refused:
            appointing_workflow.change(ended)
        assert refused.value.reasons == [rules.ENDED_AT_ONCE]
        make_appointment(ended.user, starts_on=date(2027, 5, 10))
        assert Appointment.objects.in_force(on=date(2027, 5, 10)).count() == 1
        assert Appointment.objects.in_force(on=date(2027, 5, 9)).get().pk == ended.pk


@pytest.mark.django_db(transaction=True)
def test_two_who_end_an_office_at_the_same_time_end_it_once() -> None:
    appointment, staff = make_organiser(email="sam@example.org").appointments.get(), make_staff()

    def end() -> Appointment:
        return appointing_workflow.end_now(appointment, by=staff, because="They left.")

    answers = at_once([end, end])
    assert refusals(answers) == [[rules.NOT_IN_FORCE]]
    assert emails() == [("appointment_ended", "sam@example.org")]


def test_the_page_of_offices_leads_to_ending_one_now(client: Client) -> None:
    appointment = make_organiser().appointments.get()
    sign_in(client, make_staff())
    page = client.get(reverse("admin:offices")).content.decode()
    assert f'href="{end_address(appointment)}"' in page
    changed = client.get(reverse("admin:organisers_appointment_change", args=[appointment.pk]))
    assert f'href="{end_address(appointment)}"' in changed.content.decode()


def test_an_office_of_the_first_day_is_ended_now_too() -> None:
    with time_machine.travel(NOW, tick=False):
        appointment = make_appointment(starts_on=date(2027, 5, 10))
        ended = appointing_workflow.end_now(appointment, by=make_staff(), because="Another was meant.")
        assert Appointment.objects.in_force(on=date(2027, 5, 10)).count() == 0
    assert ended.ends_on == date(2027, 5, 10)
