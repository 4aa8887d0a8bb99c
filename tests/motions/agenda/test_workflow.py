"""Opening a conference to everybody."""

import pytest

from lla.acts.refusals import NotAllowed
from lla.time import clock
from motions.agenda import rules, workflow
from motions.agenda.models import Conference
from tests.motions.factories import make_conference, make_item

pytestmark = pytest.mark.django_db


def test_a_draft_is_open_from_the_moment_somebody_opens_it() -> None:
    draft = make_item(make_conference(opened_at=None)).conference
    before = Conference.objects.opened().count()
    now = clock.now()
    with clock.at(now):
        workflow.open_conference(draft)
    assert (before, list(Conference.objects.opened().values_list("opened_at", flat=True))) == (0, [now])


def test_a_conference_is_opened_once() -> None:
    conference = make_item().conference
    with pytest.raises(NotAllowed) as refused:
        workflow.open_conference(conference)
    assert refused.value.reasons == ["This conference is already open."]


def test_a_draft_without_an_agenda_stays_a_draft() -> None:
    draft = make_conference(opened_at=None)
    with pytest.raises(NotAllowed) as refused:
        workflow.open_conference(draft)
    assert refused.value.reasons == ["The agenda is empty. Add an item first."]
    assert Conference.objects.get().is_draft


def test_no_motion_is_begun_for_a_draft() -> None:
    draft = make_conference("Spring Conference", opened_at=None)
    assert rules.why_not_start(draft, now=clock.now()) == ["Spring Conference is not open yet."]
