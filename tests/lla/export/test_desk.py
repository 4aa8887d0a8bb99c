"""Two people and no others ask for an export of everything and agree to it, at the desk."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.export import rules, workflow
from lla.export.models import ExportRequest
from lla.time import clock
from motions.colleagues.workflow import CHAIR
from tests.concurrency import at_once, refusals
from tests.factories import make_staff, sign_in
from tests.queries import counted

pytestmark = pytest.mark.django_db

LIST, ASK = reverse("admin:lla_exportrequest_changelist"), reverse("admin:lla_exportrequest_ask")


def answer_page(asked: ExportRequest, name: str = "agree") -> str:
    return reverse("admin:lla_exportrequest_answer", args=[asked.pk, name])


def two_people() -> tuple[User, User]:
    lead, chair = make_staff(name="Robin Vale", groups=(DATA_PROTECTION_LEAD,)), make_staff(name="Kit Marsh")
    chair.groups.add(Group.objects.get(name=CHAIR))
    return lead, chair


def test_one_asks_and_another_agrees(client: Client) -> None:
    lead, chair = two_people()
    asking, agreeing = sign_in(Client(), lead), sign_in(client, chair)
    unsaid = asking.post(ASK, {})
    asking.post(ASK, {"why": "move"})
    asked = ExportRequest.objects.get()
    own = asking.get(answer_page(asked))
    refused = asking.post(answer_page(asked))
    agreed = agreeing.post(answer_page(asked), follow=True)
    asked.refresh_from_db()
    assert "why" in unsaid.context["form"].errors
    assert own.context["reasons"] == [rules.NOT_ONESELF]
    assert refused.context["form"].non_field_errors() == [rules.NOT_ONESELF]
    assert (asked.by, asked.decided_by, asked.declined_at) == (lead, chair, None)
    assert "Agreed by Kit Marsh" in agreed.content.decode()
    told = Email.objects.filter(kind__startswith="lla/export").order_by("pk").values_list("kind", "to")
    assert list(told) == [("lla/export_asked", chair.email), ("lla/export_agreed", lead.email)]


def test_nobody_else_sees_or_does_anything(client: Client) -> None:
    lead, _ = two_people()
    asked = workflow.ask("end", by=lead)
    sign_in(client, make_staff())
    row = reverse("admin:lla_exportrequest_change", args=[asked.pk])
    assert [client.get(page).status_code for page in (LIST, ASK, answer_page(asked), row)] == [403] * 4
    assert [client.post(page, {"why": "end"}).status_code for page in (ASK, answer_page(asked))] == [403] * 2
    assert "Exports of everything" not in client.get(reverse("admin:index")).content.decode()
    asked.refresh_from_db()
    assert (ExportRequest.objects.count(), asked.decided_by) == (1, None)


def test_a_declined_and_an_old_request_come_to_nothing() -> None:
    lead, chair = two_people()
    declined = workflow.decide(workflow.ask("end", by=lead), agreed=False, by=chair)
    with pytest.raises(NotAllowed) as refused:
        workflow.decide(declined, agreed=True, by=chair)
    assert refused.value.reasons == [rules.DECIDED]
    assert rules.why_not_write(declined, lead, now=clock.now()) == [rules.DECLINED]
    assert Email.objects.filter(kind="lla/export_declined").count() == 1
    asked = workflow.ask("move", by=lead)
    with pytest.raises(NotAllowed, match="asked already"):
        workflow.ask("move", by=chair)
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1)):
        assert rules.why_not_decide(asked, chair, now=clock.now()) == [rules.EXPIRED]
        assert rules.status(asked, now=clock.now()) == "Expired"
        assert workflow.ask("move", by=chair).by == chair


def test_an_agreed_request_is_of_no_use_a_week_later() -> None:
    lead, chair = two_people()
    agreed = workflow.decide(workflow.ask("move", by=lead), agreed=True, by=chair)
    assert rules.why_not_write(agreed, lead, now=clock.now()) == []
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1)):
        assert rules.why_not_write(agreed, lead, now=clock.now()) == [rules.EXPIRED]


def test_it_takes_two_people_who_may() -> None:
    lead = make_staff(groups=(DATA_PROTECTION_LEAD,))
    assert rules.why_not_ask(lead, now=clock.now()) == [rules.NO_SECOND]
    assert rules.why_not_ask(make_staff(), now=clock.now()) == [rules.MAY_NOT]
    with pytest.raises(IntegrityError, match="export_decided_by_another"):
        ExportRequest.objects.create(by=lead, why="move", decided_by=lead, agreed_at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts() -> None:
    lead, chair = two_people()
    third = make_staff(groups=(DATA_PROTECTION_LEAD,))
    asked = workflow.ask("move", by=lead)
    yes = partial(workflow.decide, asked, agreed=True, by=chair)
    no = partial(workflow.decide, asked, agreed=False, by=third)
    assert refusals(at_once([yes, no])) == [[rules.DECIDED]]
    assert Email.objects.filter(kind__in=("lla/export_agreed", "lla/export_declined")).count() == 1


def test_the_list_asks_no_more_for_three(client: Client) -> None:
    lead, chair = two_people()
    sign_in(client, lead)
    figures = []
    for _ in range(3):
        workflow.decide(workflow.ask("practice", by=lead), agreed=True, by=chair)
        figures.append(counted(client, LIST))
    assert figures[0] == figures[2]


def test_either_of_them_stops_it_until_it_is_written(client: Client) -> None:
    lead, chair = two_people()
    asked = workflow.ask("move", by=lead)
    row = reverse("admin:lla_exportrequest_change", args=[asked.pk])
    offered = {user.name: sign_in(Client(), user).get(row).content.decode() for user in (lead, chair)}
    workflow.decide(asked, agreed=True, by=chair)
    Email.objects.all().delete()
    sign_in(client, lead).post(answer_page(asked, "stop"))
    asked.refresh_from_db()
    told = list(Email.objects.values_list("kind", "to"))
    refused = [rules.why_not_write(asked, lead, now=clock.now()), rules.why_not_ask(lead, now=clock.now())]

    assert [("Agree to the export" in page, "Stop the export" in page) for page in offered.values()] == [
        (False, True),
        (True, True),
    ]
    assert (asked.stopped_by, rules.status(asked, now=clock.now())) == (lead, "Stopped by Robin Vale")
    assert told == [("lla/export_stopped", chair.email)]
    assert refused == [[rules.STOPPED], []]


def test_what_is_written_cannot_be_stopped() -> None:
    lead, chair = two_people()
    asked = workflow.decide(workflow.ask("move", by=lead), agreed=True, by=chair)
    workflow.record(asked, rows=1, files=1, sha256="a" * 64, by=lead)
    with pytest.raises(NotAllowed) as refusal:
        workflow.stop(asked, by=chair)
    assert refusal.value.reasons == [rules.WRITTEN]
