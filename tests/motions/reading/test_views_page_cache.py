"""Pages kept for the next reader follow every change at once and say nothing of the reader before."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from tests.factories import make_staff, sign_in
from tests.motions.factories import (
    make_conference,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.motions.page_text import main, revise, source

pytestmark = pytest.mark.django_db


def test_kept_pages_follow_every_change_at_once(client: Client) -> None:
    item = make_item(make_conference("Annual conference"), "Housing")
    motion = make_motion(item, title="First", mover=make_person("Mover Lowe"))
    signatory = make_signatory(motion, make_person("Fickle Person"))
    own, whole, front = motion.get_absolute_url(), item.get_absolute_url(), item.conference.get_absolute_url()

    def shown(words: str) -> list[bool]:
        return [words in main(client.get(address)) for address in (own, whole, front)]

    assert shown("Fickle Person") == [True, True, False]
    backing_workflow.set_name_public(signatory, public=False)
    assert shown("Fickle Person") == [False, False, False]
    assert shown("Four signatories") == [True, True, True]
    backing_workflow.withdraw_support(signatory)
    assert shown("Three signatories") == [True, True, True]
    revise(motion, title="Second", body="- Changed.")
    assert shown("Second") == [True, True, True]
    item.title = "Homes"
    item.save()
    assert shown("Homes") == [True, True, True]
    item.conference.name = "Spring conference"
    item.conference.save()
    assert shown("Spring conference") == [True, True, True]
    motion.backings.filter(name="Mover Lowe").update(name="Mover Loewe")
    assert shown("Mover Loewe") == [True, True, False]
    make_motion(item, title="Another")
    assert shown("Another") == [False, True, True]
    backing_workflow.withdraw(Motion.objects.get(pk=motion.pk), by=mover_of(motion), note="")
    assert shown("withdrawn")[1:] == [True, True]
    assert shown("Second") == [True, False, False]


def test_the_time_left_is_never_kept_from_an_earlier_minute(client: Client) -> None:
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        motion = make_motion(make_item(make_conference(closes_in=timedelta(minutes=45))))
        address = motion.item.get_absolute_url()
        assert "45 minutes left" in main(client.get(address))
        traveller.shift(timedelta(minutes=1))
        assert "44 minutes left" in main(client.get(address))


def test_a_kept_page_is_the_same_for_everybody_and_names_nobody(client: Client) -> None:
    motion = make_motion()
    address = motion.get_absolute_url()
    member = sign_in(Client(), make_staff(name="Robin Vale"))
    before = source(client.get(address))
    signed_in = source(member.get(address))
    assert "Sign out" in signed_in
    assert "Sign out" not in before
    assert source(client.get(address)) == before
    assert "Cookie" in client.get(address)["Vary"]


def test_a_message_is_for_one_reader_alone(client: Client) -> None:
    address = make_motion().get_absolute_url()
    other = Client()
    told, said = CookieStorage(RequestFactory().get("/")), HttpResponse()
    told.add(messages.SUCCESS, "Only for you")
    told.update(said)
    other.cookies.update(said.cookies)
    assert "Only for you" in main(other.get(address))
    assert "Only for you" not in main(client.get(address))


def test_a_kept_search_follows_every_change_at_once(client: Client) -> None:
    motion = make_motion(title="Herons", mover=make_person("Mover Lowe"), body="- Wetlands for herons.")
    signatory = make_signatory(motion, make_person("Fickle Person"))

    def found(asked: str) -> str:
        return main(client.get("/search/", {"q": asked}))

    assert "Herons" in found("wetlands")
    assert "Signed by Fickle Person" in found("Fickle")
    assert "Signed by Fickle Person" in found("Fickle")
    signatory.name = "Fickler Person"
    signatory.save()
    assert "Fickler Person" in found("Fickle")
    backing_workflow.set_name_public(signatory, public=False)
    assert "Fickle" not in found("Fickle").replace("“Fickle”", "").replace('value="Fickle"', "")
    make_motion(motion.item, title="Otters", body="- Wetlands for otters.")
    assert "Otters" in found("wetlands")
    motion.item.title = "Marshes"
    motion.item.save()
    assert "Marshes" in found("wetlands")
    revise(motion, title="Egrets", body="- Wetlands for egrets.")
    assert "Herons" not in found("wetlands")
    assert "Egrets" in found("wetlands")
