"""A conference made from an earlier one."""

from datetime import date, datetime
from typing import Any

import pytest
from django.forms import model_to_dict
from django.utils.timezone import get_default_timezone

from lla.acts.refusals import NotAllowed
from lla.time import clock
from lla.time.wording import moment_in_words
from motions.agenda.choices import Binding, EndedText, InTime, Labelling, Numbering, Publishing
from motions.agenda.models import Conference
from motions.conference_desk import workflow
from tests.motions.factories import make_conference, make_item, make_motion

pytestmark = pytest.mark.django_db


def in_london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=get_default_timezone())  # type: ignore[misc,arg-type]


def make_last_year(**fields: Any) -> Conference:
    """A conference on a Saturday and Sunday of March 2027."""
    conference = make_conference(
        "Spring Conference 2027",
        **{
            "venue": "Guildhall",
            "introduction": "Welcome.",
            "starts_on": date(2027, 3, 20),
            "ends_on": date(2027, 3, 21),
            "motions_open_at": in_london(2027, 1, 11, 9),
            "motions_close_at": in_london(2027, 2, 26, 17),
            "amendments_close_at": in_london(2027, 3, 12, 17),
            "composites_close_at": in_london(2027, 3, 17, 17),
            "emergency_close_at": in_london(2027, 3, 18, 12),
            "freeze_at": in_london(2027, 3, 19, 12),
            **fields,
        },
    )
    make_item(conference, "Opening", takes_motions=False)
    make_item(conference, "Housing", introduction="Homes for all.", prefix="H")
    return conference


def days_and_moments(conference: Conference) -> list[str]:
    days = [f"{day:%A %d %B %Y}" for day in (conference.starts_on, conference.ends_on)]
    return days + [moment_in_words(getattr(conference, name)) for name in workflow.MOMENTS]


def test_days_and_moments_move_in_step_and_keep_hour_and_day_of_the_week() -> None:
    copy = workflow.copy_conference(
        make_last_year(), name="Spring 2028", slug="spring-2028", starts_on=date(2028, 4, 15)
    )
    assert days_and_moments(copy) == [
        "Saturday 15 April 2028",
        "Sunday 16 April 2028",
        "Monday 7 February 2028, 9 am",
        "Friday 24 March 2028, 5 pm",
        "Friday 7 April 2028, 5 pm",
        "Wednesday 12 April 2028, 5 pm",
        "Thursday 13 April 2028, noon",
        "Friday 14 April 2028, noon",
    ]


def test_on_another_day_of_the_week_no_moment_comes_nearer_to_the_conference() -> None:
    copy = workflow.copy_conference(
        make_last_year(), name="Spring 2028", slug="spring-2028", starts_on=date(2028, 4, 14)
    )
    assert days_and_moments(copy)[0::7] == ["Friday 14 April 2028", "Friday 7 April 2028, noon"]


def test_a_copy_is_a_draft_with_the_same_settings_and_agenda() -> None:
    settings = {
        "grace_minutes": 5,
        "in_time_by": InTime.CONFIRMED,
        "confirming_hours": 24,
        "numbering": Numbering.DOTTED,
        "labelling": Labelling.IN_ORDER,
        "publishing": Publishing.AFTER_RULING,
        "ended_text": EndedText.SHOWN,
        "binding": Binding.RUN_ON,
        "title_words": None,
        "body_words": 400,
        "signatories_needed": 7,
    }
    source = make_last_year(**settings)
    with clock.at(in_london(2027, 2, 1, 12)):
        make_motion(source.items.get(title="Housing"))
    copy = workflow.copy_conference(
        source, name="Spring 2028", slug="spring-2028", starts_on=date(2028, 4, 15)
    )
    assert (copy.is_draft, copy.venue, copy.introduction, copy.motions.count()) == (True, "", "Welcome.", 0)
    assert model_to_dict(copy, [*settings]) == settings
    fields = ("order", "title", "slug", "introduction", "takes_motions", "prefix")
    assert list(copy.items.values_list(*fields)) == list(source.items.values_list(*fields))


def test_an_address_that_another_conference_has_is_refused() -> None:
    source = make_last_year()
    with pytest.raises(NotAllowed) as refused:
        workflow.copy_conference(source, name="Spring", slug=source.slug, starts_on=date(2028, 4, 15))
    assert refused.value.reasons == ["Another conference has this address. Choose another."]
    assert Conference.objects.get() == source
