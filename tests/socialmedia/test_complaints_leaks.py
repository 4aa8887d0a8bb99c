"""Whoever is complained of must not learn of it: every place that tells others is looked at here.

Each test shows first that the place tells a colleague, so that it could have told the person too.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from lla import clock
from lla.actors import SYSTEM
from lla.models import Letter, User
from socialmedia.models import Complaint, Consultation
from socialmedia.rules import consultations as asking
from socialmedia.rules.team import standing
from socialmedia.workflow import complaint_chores, complaints, consultation_chores, consultations
from tests.factories import make_staff, sign_in
from tests.socialmedia.complaining import Team, everybody_agrees, make_complaint, make_team, triage

pytestmark = pytest.mark.django_db
EVERYWHERE = ("board", "complaints", "consultations", "forums", "cases", "reports", "guidelines")


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def complaint(team: Team) -> Complaint:
    """About Cass; everybody else is asked."""
    made = make_complaint("accusation", about="member", email="kim@example.org", name="Kim Low")
    return triage(made, team.manager, of=[team.cass])


def read(user: User, address: str) -> tuple[int, str]:
    answer = sign_in(Client(), user).get(address)
    return answer.status_code, answer.content.decode()


def addresses(complaint: Complaint) -> list[str]:
    """Every page of one complaint and of its consultation."""
    own = ("complaint", "triage_complaint", "keep_out", "recuse", "hold_complaint", "lead_complaint")
    asked = ("consultation", "answer_consultation", "close_consultation")
    found = [reverse(f"socialmedia:{name}", args=[complaint.pk]) for name in (*own, "close_complaint")]
    return found + [reverse(f"socialmedia:{name}", args=[complaint.consultation_id]) for name in asked]


def allowed(client: Client, address: str) -> str:
    return client.options(address).headers.get("Allow", "")


def pages_of_lists() -> Iterator[str]:
    for name in EVERYWHERE:
        yield f"/social/{name}/"


def test_every_page_of_it_is_not_there_rather_than_forbidden(team: Team, complaint: Complaint) -> None:
    assert [read(team.manager, address)[0] for address in addresses(complaint)] != [404] * 10
    found = {address: read(team.cass, address) for address in addresses(complaint)}
    nothing = {address: read(team.cass, address.replace(str(complaint.pk), "100")) for address in found}
    assert {status for status, _ in found.values()} == {404}
    bodies = {body for _, body in found.values()} | {body for _, body in nothing.values()}
    assert len({body.replace(str(complaint.pk), "") for body in bodies}) == 1


def test_every_act_on_it_finds_nothing(team: Team, complaint: Complaint) -> None:
    before = Complaint.objects.values().get()
    client = sign_in(Client(), team.cass)
    takes_forms = [address for address in addresses(complaint) if "POST" in allowed(client, address)]
    assert len(takes_forms) == 8
    assert {client.post(address, {}).status_code for address in takes_forms} == {404}
    assert Complaint.objects.values().get() == before


def test_no_list_and_no_board_names_it_or_counts_it(team: Team, complaint: Complaint) -> None:
    told = [page for page in pages_of_lists() if complaint.reference in read(team.ann, page)[1]]
    assert "/social/complaints/" in told
    held = (complaint.reference, str(complaint.consultation_id), "Kim Low")
    before = {page: read(team.cass, page) for page in pages_of_lists()}
    assert [page for page, (_, body) in before.items() if any(words in body for words in held)] == []
    assert "No complaint is open that you are asked about." in before["/social/complaints/"][1]
    assert "Nothing waits for you." in before["/social/consultations/"][1]
    complaint.kept_out.all().delete()
    assert complaint.reference in read(team.cass, "/social/complaints/")[1]


def test_no_letter_goes_to_the_person_at_any_step(team: Team) -> None:
    """From the form to closing, and every night between; a colleague has letters at each of them."""
    complaint = make_complaint("data_protection", about="member", email="kim@example.org")
    triage(complaint, team.manager, of=[team.cass])
    with clock.at(complaint.received_at.replace(year=complaint.received_at.year + 1)):
        complaint_chores.ask_newcomers()
        complaint_chores.remind_of_due()
    with clock.at(asking.reminder_due_at(Consultation.objects.get())):
        consultation_chores.remind_silent()
    everybody_agrees(complaint)
    complaints.close(complaint, outcome="Done.", reply="Done.", by=team.manager)
    to = {letter.to for letter in Letter.objects.all()}
    assert {team.ann.email, team.manager.email, "kim@example.org"} <= to
    assert team.cass.email not in to


def test_a_person_on_the_committee_finds_no_letter_about_it_on_the_desk(team: Team) -> None:
    boss = make_staff(name="Cass Boss")
    complaint = make_complaint("accusation", about="member", email="kim@example.org")
    triage(complaint, team.manager, of=[boss])
    consultations.open_consultation("Do we join in?", by=SYSTEM)
    status, desk = read(boss, "/admin/lla/letter/")
    assert (status, "consultation_asked" in desk) == (200, True)
    assert [words for words in ("complaint", complaint.reference, "kim@example.org") if words in desk] == []
    letter = Letter.objects.filter(about=complaint.reference).first()
    assert letter
    assert read(boss, f"/admin/lla/letter/{letter.pk}/change/")[0] == 302
    found = read(boss, f"/admin/lla/letter/?q={complaint.reference}")[1]
    assert "0 letters" in found


def test_the_desk_shows_no_row_of_complaints_or_of_who_is_kept_out(team: Team, complaint: Complaint) -> None:
    desk = read(make_staff(), "/admin/")[1]
    assert [words for words in ("omplaint", "kept out", "onsultation") if words in desk] == []


def test_the_question_that_boards_ask_for_what_waits_leaves_it_out(team: Team, complaint: Complaint) -> None:
    counts = {user.name: Consultation.objects.asking(user).count() for user in (team.ann, team.cass)}
    assert counts == {"Ann Bell": 1, "Cass Of": 0}
    now = clock.now()
    seen = {
        user.name: asking.visible_to(user, standing(user, now=now), now=now).count()
        for user in (team.ann, team.cass)
    }
    assert seen == {"Ann Bell": 1, "Cass Of": 0}


def test_references_and_numbers_follow_no_order_so_that_no_gap_tells_of_it(team: Team) -> None:
    made = [triage(make_complaint(), team.manager) for _ in range(4)]
    references = [one.pk for one in made]
    numbers = [one.consultation_id or 0 for one in made]
    assert 1 not in {after - before for before, after in pairwise(references)}
    assert 1 not in {after - before for before, after in pairwise(numbers)}


def test_before_it_is_read_for_the_team_nobody_but_its_readers_learns_of_it(team: Team) -> None:
    complaint = make_complaint("accusation", about="member", email="kim@example.org")
    said = {user.name: complaint.reference in read(user, "/social/complaints/")[1] for user in _all(team)}
    assert said == {
        "Ann Bell": False,
        "Cass Of": False,
        "Coo Dinator": False,
        "Manny Ager": True,
        "Robin Vale": False,
    }


def _all(team: Team) -> list[User]:
    return [team.ann, team.cass, team.coordinator, team.manager, team.leader]


def test_once_it_is_closed_and_forgotten_the_person_still_does_not_see_it(team: Team) -> None:
    complaint = triage(make_complaint(about="member"), team.manager, of=[team.cass])
    everybody_agrees(complaint)
    complaints.close(complaint, outcome="Done.", by=team.manager)
    later = clock.now().replace(year=clock.now().year + 2)
    with clock.at(later):
        complaint_chores.forget_closed()
    address = reverse("socialmedia:complaint", args=[complaint.pk])
    assert (read(team.ann, address)[0], read(team.cass, address)[0]) == (200, 404)
