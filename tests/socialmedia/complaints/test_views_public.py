"""Everybody can complain: the form, its limits, what it refuses in words, and the receipt."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lla.emails.models import Email
from lla.time import clock
from socialmedia.complaints.choices import ComplaintKind
from socialmedia.complaints.models import Complaint
from tests.factories import use_up
from tests.socialmedia.complaints.factories import WORDS, make_team

pytestmark = pytest.mark.django_db
FORM = reverse("socialmedia:complain")
TYPED = {
    "kind": "moderation",
    "about": "member",
    "about_words": "The moderator of the quiz",
    "link": "social.example.org/post/12",
    "words": WORDS,
    "name": "Kim Low",
    "email": "kim@example.org",
    "answer_wanted": "on",
}


def test_a_complaint_is_kept_whole_and_the_receipt_has_its_reference(client: Client) -> None:
    answer = client.post(FORM, TYPED)
    complaint = Complaint.objects.get()
    kept = {name: getattr(complaint, name) for name in TYPED}
    assert kept == {**TYPED, "link": "https://social.example.org/post/12", "answer_wanted": True}
    receipt = client.get(answer.headers["Location"])
    page = receipt.content.decode()
    assert complaint.reference in page
    assert [words for words in (WORDS, "Kim Low", "kim@example.org", "of the quiz") if words in page] == []
    assert receipt.headers["X-Robots-Tag"] == "noindex"


def test_a_button_pressed_twice_makes_one_complaint_and_shows_its_receipt(client: Client) -> None:
    receipts = {client.post(FORM, TYPED).headers["Location"] for _ in range(2)}
    assert (Complaint.objects.count(), Email.objects.count(), len(receipts)) == (1, 1, 1)
    client.post(FORM, {**TYPED, "words": f"{WORDS} And again today."})
    assert Complaint.objects.count() == 2


def test_the_same_words_on_another_day_are_another_complaint(client: Client) -> None:
    client.post(FORM, TYPED)
    with clock.at(clock.now() + timedelta(minutes=11)):
        client.post(FORM, TYPED)
    assert Complaint.objects.count() == 2


def test_nobody_needs_to_say_who_they_are(client: Client) -> None:
    assert client.post(FORM, {"kind": "content", "about": "nobody", "words": WORDS}).status_code == 302
    assert (Complaint.objects.get().email, Email.objects.count()) == ("", 0)


def test_the_form_names_nobody_of_the_team(client: Client) -> None:
    team = make_team()
    page = client.get(FORM).content.decode()
    people = (team.ann, team.cass, team.coordinator, team.manager, team.leader)
    assert [user.name for user in people if user.name in page or user.email in page] == []


def test_the_form_offers_every_kind(client: Client) -> None:
    page = client.get(FORM).content.decode()
    assert [kind.value for kind in ComplaintKind if f'value="{kind.value}"' not in page] == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "Write what happened."),
        ({"words": " \n "}, "Write what happened."),
        ({"words": "x" * 100_000}, "This has 100000 characters. The limit is 10000."),
        ({"link": "javascript:alert(1)"}, "Enter a whole web address, such as https://www.example.org/news."),
        ({"link": "https://user:pw@example.org/"}, "This address hides where it leads"),
        ({"link": "https://example.org/\x00"}, "Enter a whole web address"),
        ({"link": "https://example.org/" + "a" * 700}, "This has 720 characters. The limit is 500."),
        ({"link": "not a link"}, "Enter a whole web address, such as https://www.example.org/news."),
        ({"email": ""}, "Write your email address, so that we can answer."),
        ({"email": "kim at example"}, "Enter an email address with an @"),
        (
            {"kind": "data_protection", "email": "", "answer_wanted": ""},
            "By law we have to answer complaints about personal data.",
        ),
        ({"kind": ""}, "Choose what it is about."),
        ({"kind": "theft"}, "Choose what it is about."),
        ({"about": ""}, "Choose whether it is about somebody."),
        ({"name": "x" * 81}, "This has 81 characters. The limit is 80."),
        ({"name": "Kim\nBcc: a@example.org"}, "Write this on one line"),
        ({"website": "https://pills.example.org"}, "Leave this field blank and send the form again"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_nothing_is_lost(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = client.post(FORM, {**TYPED, **wrong}).content.decode()
    assert sentence in page
    assert Complaint.objects.count() == 0
    typed = {**TYPED, **wrong}
    kept = [name for name in ("about_words", "words", "link") if typed[name].strip() not in page]
    assert kept == []


def test_one_too_many_in_an_hour_is_told_to_wait_and_keeps_what_was_typed(client: Client) -> None:
    client.post(FORM, TYPED)
    use_up("complain from")
    page = client.post(FORM, {**TYPED, "email": "kim10@example.org"}).content.decode()
    assert "This was sent too often from your connection. Nothing is lost" in page
    assert WORDS in page
    assert Complaint.objects.count() == 1


def test_one_address_gets_five_receipts_a_day_at_most(client: Client) -> None:
    for number in range(6):
        client.post(FORM, {**TYPED, "words": f"{WORDS} {number}"})
    assert Email.objects.filter(to="kim@example.org").count() == 5


def test_nothing_is_lost_when_the_session_ended_while_somebody_wrote() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post(FORM, TYPED, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert WORDS in page.content.decode()
    assert "Send again" in page.content.decode()


def test_a_forged_receipt_opens_nothing(client: Client) -> None:
    client.post(FORM, TYPED)
    complaint = Complaint.objects.get()
    forged = reverse("socialmedia:complaint_sent", args=[f"{complaint.pk}.1.abc"])
    assert client.get(forged).status_code == 410


def test_the_public_page_leads_to_the_form(client: Client) -> None:
    assert FORM in client.get("/social/").content.decode()
