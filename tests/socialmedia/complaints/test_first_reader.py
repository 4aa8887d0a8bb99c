"""One person reads a complaint first, and nobody else sees it until they have said whom it is about."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import tasks as complaints_tasks
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintAct
from socialmedia.complaints.models import Complaint
from socialmedia.record.models import SocialEvent
from socialmedia.team.models import Leave
from socialmedia.team.rules import standing
from tests.factories import make_staff, sign_in
from tests.socialmedia.complaints.factories import NOON, Team, make_complaint, triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june")]


def readers(complaint: Complaint) -> list[str]:
    """Everybody who sees it now."""
    now = clock.now()
    seen = {
        str(user): complaints_rules.visible_to(user, standing(user, now=now), now=now)
        for user in User.objects.order_by("pk")
    }
    return [name for name, complaints in seen.items() if complaints.filter(pk=complaint.pk).exists()]


def told() -> list[str]:
    emails = Email.objects.filter(kind="socialmedia/complaint_waits").order_by("pk")
    return list(emails.values_list("to", flat=True))


def later(days: int) -> None:
    """So many days on, the sweep of the minute runs."""
    with time_machine.travel(NOON + timedelta(days=days), tick=False):
        complaints_tasks.ask_newcomers()


def test_of_the_leadership_one_reads_it_and_the_others_hear_of_it_afterwards(team: Team) -> None:
    for name in ("Amarjit Gill", "Peter Voss", "Saoirse Tully"):
        make_staff(name=name)
    complaint = make_complaint(about="manager", words="Manny was rude.", email="kim@example.org")
    first = readers(complaint)
    assert (first, told()) == (["Amarjit Gill"], [User.objects.get(name="Amarjit Gill").email])
    triage(complaint, User.objects.get(name="Amarjit Gill"), of=[team.manager])
    leadership = {"Amarjit Gill", "Peter Voss", "Saoirse Tully", "Robin Vale"}
    assert leadership <= set(readers(complaint))
    assert len(told()) == 4


def test_two_complaints_are_given_to_two_of_the_leadership(team: Team) -> None:
    make_staff(name="Amarjit Gill")
    given = [readers(make_complaint(about="manager", words=words)) for words in ("One.", "Two.", "Three.")]
    assert given == [["Amarjit Gill"], ["Robin Vale"], ["Amarjit Gill"]]


def test_whoever_is_away_is_not_given_it_while_somebody_else_is_there(team: Team) -> None:
    today = localdate(clock.now())
    Leave.objects.create(user=team.manager, starts_on=today, ends_on=today)
    assert readers(make_complaint()) == ["Coo Dinator"]
    assert readers(make_complaint("safeguarding")) == ["Manny Ager"]


@pytest.mark.parametrize(("days", "who"), [(2, ["Manny Ager"]), (3, ["Coo Dinator"]), (6, ["Coo Dinator"])])
def test_what_is_left_unread_for_three_days_is_somebody_elses_to_read(
    team: Team, days: int, who: list[str]
) -> None:
    complaint = make_complaint()
    for day in range(1, days + 1):
        later(day)
    assert readers(complaint) == who


def test_whoever_takes_no_part_or_is_kept_out_gives_it_to_the_next(team: Team) -> None:
    complaint = make_complaint()
    complaints_workflow.recuse(complaint, by=team.manager)
    assert readers(complaint) == ["Coo Dinator"]
    complaint.refresh_from_db()
    complaints_workflow.keep_out(complaint, team.coordinator, complained_of=True, by=team.coordinator)
    assert readers(complaint) == ["Robin Vale"]


def test_only_whoever_reads_and_answers_it_sees_the_address(team: Team) -> None:
    other = make_staff(name="Amarjit Gill")
    complaint = make_complaint(about="manager", words="Rude.", email="kim@example.org")
    triage(complaint, other, of=[team.manager])
    page = f"/social/complaints/{complaint.reference}/"
    shown = [b"kim@example.org" in sign_in(Client(), user).get(page).content for user in (other, team.leader)]
    assert shown == [True, False]


def test_its_history_begins_with_when_it_was_received(team: Team) -> None:
    complaint = make_complaint(words="Cass was rude to me.")
    steps = [event.act for event in SocialEvent.objects.of(complaint)]
    assert steps == [ComplaintAct.TOLD, ComplaintAct.KEPT_OUT, ComplaintAct.RECEIVED]


def test_the_form_the_receipt_and_the_email_say_that_one_person_reads_it(team: Team) -> None:
    complaint = make_complaint(email="kim@example.org")
    form = " ".join(Client().get("/complaints/new/").content.decode().split())
    bodies = Email.objects.order_by("pk").values_list("body", flat=True)
    said = " ".join(" ".join(bodies).split())
    promise = "One person reads it first. Nobody else can see it until that person has recorded who it is"
    assert [
        promise in form,
        "One person reads it first." in said,
        "You are the only one who can read it until you say who it's about." in said,
        readers(complaint),
    ] == [True, True, True, ["Manny Ager"]]


def test_who_else_is_not_asked_is_folded_until_somebody_is_ticked(team: Team) -> None:
    complaint = make_complaint(words="The post was rude.")
    client = sign_in(Client(), team.manager)
    address = reverse("socialmedia:triage_complaint", args=[complaint.pk])
    fold = "<summary>Somebody else is too close to it</summary>"
    said = " ".join(client.get(address).content.decode().split())
    assert f"<details>{fold}" in said
    sent = client.post(address, {"kind": complaint.kind, "proposal": "", "recused": [team.ann.pk]})
    assert f"<details open>{fold}" in " ".join(sent.content.decode().split())
