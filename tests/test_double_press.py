"""A button that is pressed twice makes one row, and both answers lead to it; another page makes another."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from lla.emails.models import Email
from lla.links import standing
from organisers.allied.models import AlliedContact, AlliedOrganisation
from organisers.conversations.models import Note
from organisers.editions.models import Edition
from socialmedia.comments.models import Incident
from socialmedia.consultations.models import Consultation
from socialmedia.forums.models import Moderation
from socialmedia.messages.models import Message
from socialmedia.posts.models import Post
from tests.factories import sign_in
from tests.motions.factories import make_item, make_motion
from tests.organisers.affiliation.factories import typed as typed_application
from tests.organisers.factories import make_group, make_organiser
from tests.socialmedia.factories import make_channel, make_member, make_source
from tests.socialmedia.forums.factories import make_forum, rule_of
from tests.two_tabs import send_at_once

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = {"day": "2027-02-01", "hour": "08:30"}
Case = tuple[str, type[Model], dict[str, object]]
TEAM: dict[str, tuple[type[Model], dict[str, object]]] = {
    "/social/messages/new/": (Message, {**TODAY, "kind": "request", "words": "When do you meet?"}),
    "/social/comments/new/": (Incident, {**TODAY, "hostile": "on", "earlier": "0", "words": "No!"}),
    "/social/did/new/": (Incident, {"done": "leave", "words": "You are all the same."}),
    "/social/consultations/new/": (
        Consultation,
        {"question": "Do we?", "asked": "team", "day": "2027-02-08", "hour": "20:00"},
    ),
    "/social/share/": (
        Post,
        {"link": "https://riverside-chronicle.example.org/news/4711", "title": "Buses run", "read": "on"},
    ),
    "/social/posts/new/": (Post, {"title": "A walk", "kind": "original"}),
}


@pytest.fixture(autouse=True)
def _in_february() -> Any:
    with time_machine.travel("2027-02-01T09:07:00+00:00", tick=False):
        yield


def pressed_twice(client: Client, address: str, made: type[Model], typed: dict[str, object]) -> list[object]:
    """How many rows two presses make and where they lead, and how many one of another page adds up to."""
    sent = {**typed, "csrfmiddlewaretoken": "of one page"}
    answers = send_at_once(client, address, [sent, sent])
    rows = made._default_manager
    first = [
        rows.count(),
        [answer.status_code for answer in answers],
        len({each["Location"] for each in answers}),
    ]
    client.post(address, {**sent, "csrfmiddlewaretoken": "of another"})
    return [*first, rows.count()]


@pytest.mark.parametrize("address", TEAM)
def test_in_the_team(address: str) -> None:
    page = make_channel("Our page")
    make_source()
    make_member("Ann Bell")
    made, typed = TEAM[address]
    typed = {**typed, "channel": page.pk}
    if made is Post:
        typed |= {"words": "Join us.", "channels": [page.pk], f"words_{page.pk}": "Join us."}
    client = sign_in(Client(), make_member("Jo Brook", channel=page))
    assert pressed_twice(client, address, made, typed) == [1, [302, 302], 1, 2]


def test_in_a_forum() -> None:
    forum = make_forum()
    client = sign_in(Client(), make_member("Ann", channel=forum))
    typed = {"platform": forum.platform_id, "name": "Gull", "measure": "removed", "rule": rule_of(forum).pk}
    address = f"/social/forums/{forum.slug}/log/new/"
    assert pressed_twice(client, address, Moderation, typed) == [1, [302, 302], 1, 2]


def test_signing_a_motion() -> None:
    motion = make_motion(make_item())
    typed = {"name": "Kim Teasel", "email": "kim@example.org", "csrfmiddlewaretoken": "of one page"}
    address = reverse("motions:sign", args=[standing.key("sign", motion.pk)])
    seen = Client().get(address).context["motion"].text.number
    send_at_once(Client(), address, [{**typed, "revision": seen}] * 2)
    assert Email.objects.filter(to="kim@example.org").count() == 1


def test_applying_to_affiliate() -> None:
    sent = {**typed_application(), "csrfmiddlewaretoken": "of one page"}
    send_at_once(Client(), reverse("organisers:affiliate"), [sent] * 2)
    assert Email.objects.count() == 1


def _note() -> Case:
    typed: dict[str, object] = {"how": "telephone", "outcome": "reached", "on": "2027-01-30", "words": "Yes."}
    return f"groups/{make_group().slug}/notes/new/", Note, typed


def _edition() -> Case:
    make_group()
    return "editions/new/", Edition, {}


def _allied() -> Case:
    known = AlliedOrganisation.objects.create(name="Tenants Together")
    return f"/regions/allied/{known.pk}/log/", AlliedContact, {"medium": "telephone", "words": "Hello."}


@pytest.mark.parametrize("case", [_note, _edition, _allied])
def test_at_an_organisers_desk(case: Callable[[], Case]) -> None:
    client = sign_in(Client(), make_organiser())
    address, made, typed = case()
    desk = "" if address.startswith("/") else "/regions/yorkshire-and-the-humber/desk/"
    assert pressed_twice(client, desk + address, made, typed) == [1, [302, 302], 1, 2]
