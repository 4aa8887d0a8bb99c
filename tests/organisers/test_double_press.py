"""What a double press sends twice is done once, at the same moment too; the same words later are meant."""

from datetime import timedelta
from functools import partial

import pytest

from lla.emails.models import Email
from lla.time import clock
from organisers.appointments.workflow import write_to_organiser
from tests.concurrency import at_once
from tests.organisers.factories import make_organiser, make_region

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {"name": "Ash Thorn", "email": "ash@example.org", "words": "When do you meet?"}


def written(kind: str = "organisers/written_to") -> int:
    return Email.objects.filter(kind=kind).count()


def test_a_message_to_an_organiser_sent_twice_is_one_message() -> None:
    make_organiser()
    at_once([partial(write_to_organiser, make_region(), **WORDS)] * 2)
    assert written() == 1


def test_other_words_and_the_same_words_later_are_messages_of_their_own() -> None:
    make_organiser()
    for said in (WORDS, {**WORDS, "words": "when do you meet?"}):
        write_to_organiser(make_region(), **said)
    with clock.at(clock.now() + timedelta(minutes=11)):
        write_to_organiser(make_region(), **WORDS)
    assert written() == 3
