"""What we say now is one page: the manager writes it, and a post takes its basis from it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from lla.acts.refusals import NotAllowed
from lla.time.ranges import ENDS_BEFORE_START
from socialmedia.positions import rules as positions_rules
from socialmedia.positions.models import Position
from socialmedia.posts.models import Post
from socialmedia.record.models import SocialEvent
from socialmedia.team.choices import Role
from tests.factories import sign_in
from tests.queries import counted
from tests.socialmedia.factories import make_member
from tests.socialmedia.positions.factories import RENTS, make_position
from tests.socialmedia.posts.factories import page

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
NO_MOTION = (
    "Its basis is a decision of conference, but its address does not lead to a public motion of ours. "
    "Give the address of the motion that was carried, or its reference such as m42."
)
HERE = "/social/positions/"
TYPED = {
    "kind": "priority",
    "sentence": "Buses are ours.",
    "basis": "statement",
    "basis_words": "The statement on buses",
    "basis_link": "",
    "basis_on": "2027-01-20",
    "since": "2027-02-01",
    "until": "",
}


@pytest.fixture(autouse=True)
def _february() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_holds_today_stands_apart_from_what_is_to_come_and_what_held_before() -> None:
    make_position()
    make_position("Buses are ours.", kind="priority")
    make_position("Trains will be ours.", since=date(2027, 2, 4))
    make_position("Trams were ours.", until=date(2027, 2, 2))
    make_position("Ends today.", until=date(2027, 2, 3), since=date(2025, 1, 1))
    context = sign_in(Client(), make_member()).get(HERE).context
    assert {name: [str(row) for row in context[name]] for name in ("current", "coming", "past")} == {
        "current": ["Buses are ours.", RENTS, "Ends today."],
        "coming": ["Trains will be ours."],
        "past": ["Trams were ours."],
    }


def test_the_manager_writes_and_changes_one_and_the_record_keeps_each_step() -> None:
    manager = make_member(role=Role.MANAGER)
    client = sign_in(Client(), manager)
    assert client.post(f"{HERE}new/", TYPED, follow=True).redirect_chain == [(HERE, 302)]
    row = Position.objects.get()
    assert (row.sentence, row.basis, row.basis_on, row.until, row.written_by) == (
        "Buses are ours.",
        "statement",
        date(2027, 1, 20),
        None,
        manager,
    )
    client.post(f"{HERE}{row.pk}/", {**TYPED, "until": "2027-02-20", "seen": row.state})
    row.refresh_from_db()
    assert (row.until, SocialEvent.objects.of(row).count()) == (date(2027, 2, 20), 2)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"until": "2027-01-01"}, {"until": [ENDS_BEFORE_START]}),
        ({"basis_words": " "}, {"basis_words": [positions_rules.SAY_WHICH]}),
        ({"basis": ""}, {"basis": ["Choose what it rests on."]}),
        ({"basis": "conference", "basis_link": "m99999"}, {"basis_link": [NO_MOTION]}),
        ({"since": "31/02/2027"}, {"since": ["Enter a real date, such as 6 April 2027."]}),
    ],
)
def test_what_is_wrongly_typed_is_said_beside_the_field(
    typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    client = sign_in(Client(), make_member(role=Role.MANAGER))
    answer = client.post(f"{HERE}new/", {**TYPED, **typed})
    assert dict(answer.context["form"].errors) == wrong
    assert "Buses are ours." in answer.content.decode()


def test_the_act_refuses_what_the_form_refuses() -> None:
    with pytest.raises(NotAllowed) as refusal:
        make_position(until=date(2025, 1, 1), basis_words="")
    assert refusal.value.reasons == [positions_rules.SAY_WHICH, ENDS_BEFORE_START]


def test_a_post_that_chooses_a_position_is_official_and_has_its_basis() -> None:
    ours, position = page(), make_position()
    gone = make_position("Trams were ours.", until=date(2027, 2, 2))
    client = sign_in(Client(), make_member(channel=ours))
    new = f"/social/posts/new/?position={position.pk}"
    assert new in client.get(HERE).content.decode()
    form = client.get(new).context["form"]
    assert (form["position"].value(), form["official"].value()) == (position.pk, True)
    assert gone not in form.fields["position"].queryset
    typed = {
        "title": "Rents",
        "kind": "original",
        "channels": [str(ours.pk)],
        f"words_{ours.pk}": "Rents are set by city councils. Come and say so.",
        "position": position.pk,
    }
    client.post(new, typed)
    post = Post.objects.get()
    assert (post.position, post.official, post.basis, post.basis_words) == (
        position,
        True,
        "conference",
        "Annual conference 2026, motion C",
    )
    assert RENTS in client.get(f"/social/posts/{post.pk}/").content.decode()


def test_what_was_typed_of_a_basis_is_not_typed_over() -> None:
    ours, position = page(), make_position()
    client = sign_in(Client(), make_member(channel=ours))
    typed = {"title": "Rents", "kind": "original", "position": position.pk, "basis": "constitution"}
    client.post("/social/posts/new/", {**typed, "basis_words": "Clause 4"})
    assert list(Post.objects.values_list("basis", "basis_words")) == [("constitution", "Clause 4")]


def test_three_positions_cost_no_more_queries_than_one() -> None:
    client = sign_in(Client(), make_member())
    make_position()
    found = [counted(client, HERE)]
    make_position("Buses are ours."), make_position("Trains are ours.")
    found.append(counted(client, HERE))
    assert found[0] == found[1]
