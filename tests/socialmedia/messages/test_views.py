"""The page of a message: what is typed there goes along with whichever of its buttons is pressed."""

import re

import pytest
from django.test import Client

from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from tests.factories import sign_in
from tests.organisers.factories import make_region
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db
NOTE = "I gave them the date."


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), make_member("Jo Brook", channel=make_channel("Our page")))


def at(message: Message, act: str = "") -> str:
    return f"/social/messages/{message.pk}/{act}"


def form_of_the_note(client: Client, message: Message) -> str:
    said = client.get(at(message)).content.decode()
    forms: list[str] = re.findall(r"<form.*?</form>", said, re.DOTALL)
    return next(form for form in forms if 'name="note"' in form)


def buttons(client: Client, message: Message) -> list[str]:
    """Where the form with the note can be sent."""
    form = form_of_the_note(client, message)
    return re.findall(r'(?:form)?action="([^"]+)"', form)


def history(client: Client, message: Message) -> str:
    return " ".join(client.get(at(message)).content.decode().split())


def test_a_note_goes_along_with_every_button_of_the_page(client: Client) -> None:
    recruit, opinion = make_message(MessageKind.RECRUIT), make_message(MessageKind.OPINION)
    assert buttons(client, recruit) == [at(recruit, "answer/"), at(recruit, "pass-on/")]
    assert 'name="region"' in form_of_the_note(client, recruit)
    assert buttons(client, opinion) == [at(opinion, "answer/"), at(opinion, "set-aside/")]


def test_the_note_is_in_the_history_of_whom_they_were_referred_to(client: Client) -> None:
    message = make_message(MessageKind.RECRUIT)
    client.post(at(message, "pass-on/"), {"region": make_region().pk, "note": NOTE, "day": "", "hour": ""})
    assert NOTE in history(client, message)
    no_region = client.post(at(message, "pass-on/"), {"region": "", "note": "Another note."})
    assert no_region.context["form"]["note"].value() == "Another note."


def test_the_note_is_in_the_history_of_what_needs_no_answer(client: Client) -> None:
    message = make_message(MessageKind.OPINION)
    assert client.post(at(message, "set-aside/"), {"note": NOTE}).status_code == 302
    assert NOTE in history(client, message)


def test_a_note_that_is_too_long_comes_back(client: Client) -> None:
    message = make_message(MessageKind.OPINION)
    page = client.post(at(message, "set-aside/"), {"note": "x" * 301})
    message.refresh_from_db()
    assert (page.context["form"]["note"].value(), message.status) == ("x" * 301, "open")
    assert "This has 301 characters. The limit is 300." in page.content.decode()
