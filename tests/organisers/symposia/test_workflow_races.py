"""Two at once on one symposium: one voice for each group, one decision, one symposium a quarter."""

from datetime import timedelta
from functools import partial

import pytest

from lla.acts.actors import SYSTEM
from lla.time import clock
from lla.time.wording import moment_in_words
from organisers import quarters
from organisers.symposia.choices import Stage
from organisers.symposia.models import Answer, Symposium
from organisers.symposia.workflow import lifecycle, nightly
from tests.concurrency import at_once, refusals
from tests.organisers.factories import make_contact, make_group, make_region
from tests.organisers.symposia.factories import (
    allow_notices,
    decide,
    give_voice,
    make_confirmed,
    make_consultation,
    options_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_contacts_of_one_group_answering_at_once_leave_one_whole_voice() -> None:
    group = make_group()
    symposium = make_consultation()
    answers = at_once([partial(give_voice, symposium, group, voice) for voice in (0, 2)])
    assert refusals(answers) == []
    said = list(Answer.objects.values_list("voice", flat=True))
    assert len(said) == symposium.options.count()
    assert len(set(said)) == 1


def test_deciding_twice_at_once_leaves_one_decision_and_one_refusal() -> None:
    make_group()
    symposium = make_consultation()
    slots = options_of(symposium, "slot")
    answers = at_once([partial(decide, symposium, slot=slot) for slot in slots])
    at = moment_in_words(symposium.events.get(act="decided").at)
    assert refusals(answers) == [[f"Somebody confirmed it on {at}."]]
    symposium.refresh_from_db()
    assert symposium.stage == Stage.CONFIRMED
    assert symposium.events.filter(act="decided").count() == 1


def test_planning_one_quarter_twice_at_once_leaves_one_symposium() -> None:
    region = make_region()
    quarter = quarters.quarter_of(clock.now().date() + timedelta(days=100))
    answers = at_once([partial(lifecycle.begin, region, quarter, by=SYSTEM)] * 3)
    assert (len(refusals(answers)), Symposium.objects.count()) == (2, 1)


def test_two_replies_of_one_group_at_once_leave_one() -> None:
    group = make_group()
    symposium = make_confirmed()
    at_once([partial(lifecycle.reply, symposium, group, coming=True, places=n) for n in (1, 2, 3)])
    assert symposium.replies.count() == 1


def test_two_nights_at_once_remind_each_group_once() -> None:
    group = make_group()
    allow_notices(make_contact(group))
    symposium = make_consultation(days=14)
    opened = clock.now() - timedelta(days=12)
    Symposium.objects.filter(pk=symposium.pk).update(
        consultation_opened_at=opened, consultation_closes_at=clock.now() + timedelta(days=2)
    )
    at_once([nightly.remind_silent_groups] * 2)
    assert symposium.events.filter(act="reminded").count() == 1
