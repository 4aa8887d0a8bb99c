"""A conference made from an earlier one."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.forms import model_to_dict
from django.utils.timezone import get_default_timezone

from lla.acts.refusals import NotAllowed
from lla.time import clock
from lla.time.wording import moment_in_words
from motions.agenda import workflow as agenda_workflow
from motions.agenda.choices import Binding, EndedText, InTime, Labelling, Numbering, Publishing
from motions.agenda.models import Conference
from motions.conference_desk import rules, workflow
from motions.order_paper import workflow as order_paper_workflow
from motions.order_paper.workflow import Session
from tests.concurrency import at_once
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_draft,
    make_item,
    make_motion,
)

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


def test_a_draft_made_by_mistake_is_removed_and_that_stays_on_record() -> None:
    by, last = make_committee_member(), make_last_year()
    make_item(last, "Housing")
    copy = workflow.copy_conference(last, name="Copy A", slug="copy-a", starts_on=date(2028, 3, 18))
    assert workflow.remove_draft(copy, by=by) == "Copy A"
    [entry] = LogEntry.objects.all()
    assert (entry.user, entry.object_repr, entry.is_deletion()) == (by, "Copy A", True)
    assert list(Conference.objects.all()) == [last]


def test_what_was_seen_or_holds_something_is_not_removed() -> None:
    by = make_committee_member()
    seen, begun, planned = make_conference(), make_conference(), make_conference()
    make_draft(begun)
    day = planned.starts_on
    session = Session(day=day, begins_at=time(10), ends_at=time(11), title="Housing", business=[])
    order_paper_workflow.plan_session(planned, session)
    for draft in (begun, planned):
        Conference.objects.filter(pk=draft.pk).update(opened_at=None)
    reasons = []
    for conference in (seen, begun, planned):
        with pytest.raises(NotAllowed) as refused:
            workflow.remove_draft(conference, by=by)
        reasons += refused.value.reasons
    assert reasons == [
        rules.OPENED,
        "This draft has motions that somebody is writing, so it cannot be removed.",
        "This draft has sessions on its order paper, so it cannot be removed.",
    ]
    assert Conference.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_draft_opened_and_removed_at_once_is_one_of_both() -> None:
    conference = make_conference(opened_at=None)
    make_item(conference, "Housing")
    by = make_committee_member()
    acts: list[Callable[[], object]] = [
        partial(agenda_workflow.open_conference, conference),
        partial(workflow.remove_draft, conference, by=by),
    ]

    opened, removed = at_once(acts)
    if Conference.objects.filter(opened_at__isnull=False).exists():
        assert removed == [rules.OPENED]
    else:
        assert (opened, removed) == ([f"{conference} has been removed by {by}."], conference.name)
