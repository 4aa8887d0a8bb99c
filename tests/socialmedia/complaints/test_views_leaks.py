"""Whoever is complained of must not learn of it: every place that tells others is looked at here.

Each test shows first that the place tells a colleague, so that it could have told the person too.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from lla.time import clock
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import tasks as complaints_tasks
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import tasks as consultations_tasks
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.models import Consultation, View
from socialmedia.posts.models import Variant
from socialmedia.reports.selectors import facts_of
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from socialmedia.team.rules import standing
from tests.factories import make_staff, sign_in
from tests.socialmedia.complaints.factories import Team, everybody_agrees, make_complaint, triage
from tests.socialmedia.factories import make_appointment, make_member, make_post, make_variant

pytestmark = pytest.mark.django_db
EVERYWHERE = ("board", "complaints", "consultations", "forums", "cases", "reports", "guidelines")


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
    assert "You have no open complaints." in before["/social/complaints/"][1]
    assert "You have no questions to answer." in before["/social/consultations/"][1]
    complaint.kept_out.all().delete()
    complaints_tasks.ask_newcomers()
    assert complaint.reference in read(team.cass, "/social/complaints/")[1]


def test_no_email_goes_to_the_person_at_any_step(team: Team) -> None:
    """From the form to closing, and every night between; a colleague has emails at each of them."""
    complaint = make_complaint("data_protection", about="member", email="kim@example.org")
    triage(complaint, team.manager, of=[team.cass])
    with clock.at(complaint.received_at.replace(year=complaint.received_at.year + 1)):
        complaints_tasks.ask_newcomers()
        complaints_tasks.remind_of_due()
    with clock.at(consultations_rules.reminder_due_at(Consultation.objects.get())):
        consultations_tasks.remind_silent()
    everybody_agrees(complaint)
    complaints_workflow.close(complaint, outcome="Done.", reply="Done.", by=team.manager)
    to = {email.to for email in Email.objects.all()}
    assert {team.ann.email, team.manager.email, "kim@example.org"} <= to
    assert team.cass.email not in to


def test_a_person_on_the_committee_finds_no_email_about_it_on_the_desk(team: Team) -> None:
    boss = make_staff(name="Cass Boss")
    complaint = make_complaint("accusation", about="member", email="kim@example.org")
    triage(complaint, team.manager, of=[boss])
    consultations_workflow.open_consultation("Do we join in?", by=SYSTEM)
    status, desk = read(boss, "/admin/lla/email/")
    assert (status, "consultation_asked" in desk) == (200, True)
    assert [words for words in ("complaint", complaint.reference, "kim@example.org") if words in desk] == []
    email = Email.objects.filter(about=complaint.reference).first()
    assert email
    assert read(boss, f"/admin/lla/email/{email.pk}/change/")[0] == 302
    found = read(boss, f"/admin/lla/email/?q={complaint.reference}")[1]
    assert "0 emails" in found


def test_the_desk_shows_no_row_of_complaints_or_of_who_is_kept_out(team: Team, complaint: Complaint) -> None:
    desk = read(make_staff(), "/admin/")[1]
    assert [words for words in ("omplaint", "kept out", "onsultation") if words in desk] == []


def test_the_question_that_boards_ask_for_what_waits_leaves_it_out(team: Team, complaint: Complaint) -> None:
    counts = {user.name: Consultation.objects.asking(user).count() for user in (team.ann, team.cass)}
    assert counts == {"Ann Bell": 1, "Cass Of": 0}
    now = clock.now()
    seen = {
        user.name: consultations_rules.visible_to(user, standing(user, now=now), now=now).count()
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
    complaints_workflow.close(complaint, outcome="Done.", by=team.manager)
    later = clock.now().replace(year=clock.now().year + 2)
    with clock.at(later):
        complaints_tasks.forget_closed()
    address = reverse("socialmedia:complaint", args=[complaint.pk])
    assert (read(team.ann, address)[0], read(team.cass, address)[0]) == (200, 404)


def test_a_complaint_that_names_somebody_is_not_shown_to_them_before_it_is_read(team: Team) -> None:
    """By name or office, whatever the form says it is about; the manager reads it, or else the leadership."""
    cases = {
        "Cass Of was rude to me.": "Manny Ager",
        "I mean the one called coo, your coordinator.": "Manny Ager",
        "Ager threw me out.": "Robin Vale",
        "Your manager threw me out.": "Robin Vale",
        f"Write to {team.manager.email} and see.": "Robin Vale",
        "Manny and Robin threw me out.": "Robin Vale",
    }
    for about in ("nobody", "member"):
        for words, reader in cases.items():
            Email.objects.all().delete()
            complaint = make_complaint("accusation", about=about, words=words)
            seen = {user.name for user in _all(team) if sees(user, complaint)}
            assert (words, seen) == (words, {reader})
            assert set(Email.objects.values_list("to", flat=True)) == {_called(team, reader).email}


def test_a_complaint_that_names_the_manager_stays_hidden_from_them_until_somebody_else_says_no(
    team: Team,
) -> None:
    complaint = make_complaint(words="Manny answered me after three days.")
    assert [user.name for user in _all(team) if sees(user, complaint)] == ["Coo Dinator"]
    triage(complaint, team.coordinator, because="It is about the delay, and Manny was away.")
    assert sees(team.manager, complaint)
    assert Email.objects.filter(to=team.manager.email, kind="socialmedia/complaint_waits").exists()


def test_whoever_wrote_the_post_that_a_complaint_about_somebody_links_to_is_kept_out(team: Team) -> None:
    link = "https://social.example.org/post/12"
    variant = make_variant(make_post(team.coordinator))
    Variant.objects.filter(pk=variant.pk).update(link=link, posted_by=team.manager)
    plain, meant = (make_complaint(about=about, link=f"{link}/") for about in ("nobody", "member"))
    kept = {about: {row.user for row in one.kept_out.all()} for about, one in (("n", plain), ("m", meant))}
    assert kept == {"n": set(), "m": {team.coordinator, team.manager}}


def test_whoever_joins_the_team_and_is_named_in_an_open_complaint_never_sees_it(team: Team) -> None:
    unread = make_complaint(about="member", words="Dora Finch was rude to me.")
    open_one = triage(make_complaint(words="Dora Finch was rude."), team.manager, because="She has left.")
    dora, eve = make_member("Dora Finch"), make_member("Eve Moor")
    assert [sees(user, open_one) for user in (dora, eve)] == [False, False]
    complaints_tasks.ask_newcomers()
    assert [sees(user, open_one) for user in (dora, eve)] == [False, True]
    assert not View.objects.filter(user=dora).exists()
    Appointment.objects.filter(user=team.manager).delete()
    make_appointment(dora, Role.MANAGER)
    complaints_tasks.ask_newcomers()
    assert [sees(user, unread) for user in (dora, team.leader)] == [False, True]
    assert not Email.objects.filter(to=dora.email).exists()


def test_whoever_left_the_team_and_comes_back_still_does_not_see_it(team: Team) -> None:
    Appointment.objects.filter(user=team.cass).update(ends_on=localdate(clock.now()) - timedelta(days=2))
    complaint = make_complaint(about="member", words="Cass Of was rude to me.")
    triage(complaint, team.manager, of=[row.user for row in complaint.kept_out.all()])
    make_appointment(team.cass, starts_on=localdate(clock.now()))
    complaints_tasks.ask_newcomers()
    assert (sees(team.cass, complaint), sees(team.ann, complaint)) == (False, True)


def test_the_report_counts_no_complaint_about_whoever_writes_or_reads_it(team: Team) -> None:
    month = localdate(clock.now()).replace(day=1)
    counted = partial(facts_of, month)
    triage(make_complaint(), team.manager)
    assert (counted().counts or {})["Complaints"] == {"Something we posted": 1}
    make_complaint("legal", about="member")  # it may be about the coordinator, who reads the draft
    triage(make_complaint("accusation", about="member"), team.manager, of=[team.leader])
    assert (counted().counts or {})["Complaints"] == {"Something we posted": 1}


def test_the_form_comes_with_likely_names_ticked_and_asks_for_a_reason_without(team: Team) -> None:
    complaint = make_complaint("accusation", about="member", words="Cass was rude to me.")
    address = reverse("socialmedia:triage_complaint", args=[complaint.pk])
    client = sign_in(Client(), team.manager)
    form = client.get(address).context["form"]
    assert form["complained_of"].value() == [team.cass.pk]
    said = {"kind": "accusation", "proposal": "We talk.", "nobody_because": "", "seen": form.state}
    page = client.post(address, said)
    assert page.context["form"].errors == {"complained_of": [complaints_rules.SAY_WHOM]}
    assert (View.objects.count(), "We talk." in page.content.decode()) == (0, True)
    assert client.post(address, {**said, "nobody_because": "Another Cass."}).status_code == 302
    shown = reverse("socialmedia:complaint", args=[complaint.pk])
    reason = "About nobody in the team, because: Another Cass."
    assert {user.name: reason in read(user, shown)[1] for user in (team.manager, team.ann)} == {
        "Manny Ager": True,
        "Ann Bell": False,
    }


def sees(user: User, complaint: Complaint) -> bool:
    return read(user, reverse("socialmedia:complaint", args=[complaint.pk]))[0] == 200


def _called(team: Team, name: str) -> User:
    return next(user for user in _all(team) if user.name == name)
