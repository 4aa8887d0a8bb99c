"""What the desk's page of a row's changes says of each."""

from datetime import UTC, date, datetime

import pytest

from lla.desk import history
from motions.agenda.models import Conference
from tests.motions.factories import make_conference

pytestmark = pytest.mark.django_db


def test_days_and_moments_are_told_in_words_and_in_londons_time() -> None:
    conference = make_conference(venue="Leeds")
    before = {
        "freeze_at": datetime(2027, 5, 7, 16, tzinfo=UTC),
        "ends_on": date(2027, 6, 6),
        "starts_on": date(2027, 6, 5),
        "in_time_by": conference.in_time_by,
    }
    Conference.objects.filter(pk=conference.pk).update(**before)
    Conference.objects.filter(pk=conference.pk).update(
        freeze_at=datetime(2027, 5, 8, 8, 30, tzinfo=UTC), ends_on=date(2027, 6, 7), venue=""
    )
    [newest, *_] = history.changes(conference)
    assert sorted(fields[1:] for fields in newest.fields) == [
        ("Friday 7 May 2027, 5 pm", "Saturday 8 May 2027, 9.30 am"),
        ("Leeds", "nothing"),
        ("Sunday 6 June 2027", "Monday 7 June 2027"),
    ]
