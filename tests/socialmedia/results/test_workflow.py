"""What platforms tell of a post is entered by day, corrected on record, and shown as what worked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.acts.refusals import NotAllowed
from socialmedia.posts.models import Post, Variant
from socialmedia.record.models import SocialEvent
from socialmedia.reports.month import Month
from socialmedia.reports.selectors import facts_of
from socialmedia.results import workflow as results_workflow
from socialmedia.results.models import Result
from tests.concurrency import at_once
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import actor, gone_out, page, planned, write

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
TODAY, LATER = date(2027, 2, 3), date(2027, 2, 10)


@pytest.fixture(autouse=True)
def _february() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def enter(post: Post, on: date = TODAY, *, place: int = 0, **figures: int | None) -> int:
    user = make_user()
    variant = post.variants.order_by("pk")[place]
    return results_workflow.enter(post, on, {variant.pk: figures}, user=user, by=actor(user))


def kept() -> list[tuple[date, int | None, int | None]]:
    return list(Result.objects.values_list("on", "reach", "likes"))


def steps(post: Post) -> list[tuple[str, dict[str, Any]]]:
    events = SocialEvent.objects.of(post).filter(act__startswith="results").order_by("pk")
    return [(event.act, event.details) for event in events]


def test_each_day_is_kept_and_a_correction_is_recorded_with_what_stood_before() -> None:
    post = gone_out()
    channel = page().pk
    changed = [enter(post, reach=400, likes=3), enter(post, reach=400, likes=3), enter(post, reach=420)]
    assert (changed, kept()) == ([1, 0, 1], [(TODAY, 420, None)])
    assert steps(post) == [
        ("results", {"channel": channel, "on": "2027-02-03", "after": {"reach": 400, "likes": 3}}),
        (
            "results_corrected",
            {
                "channel": channel,
                "on": "2027-02-03",
                "after": {"reach": 420},
                "before": {"reach": 400, "likes": 3},
            },
        ),
    ]


def test_figures_that_are_made_blank_are_taken_away_on_record(_february: Any) -> None:
    post = gone_out()
    enter(post, reach=400)
    _february.move_to(datetime(2027, 2, 10, 12, tzinfo=UTC))
    enter(post, LATER, reach=900)
    enter(post, reach=None)
    assert (kept(), [act for act, _ in steps(post)]) == (
        [(LATER, 900, None)],
        ["results", "results", "results_corrected"],
    )


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2027, 2, 4), "This day is still to come. Enter the day on which you read the figures."),
        (
            date(2027, 2, 2),
            "It was published on Our facebook page on Wednesday 3 February 2027. "
            "Enter that day or a later one.",
        ),
    ],
)
def test_a_day_to_come_or_before_it_was_out_is_refused(on: date, reason: str) -> None:
    post = gone_out()
    with pytest.raises(NotAllowed) as refused:
        enter(post, on, reach=1)
    client = sign_in(Client(), make_member(channel=page()))
    form = client.post(
        f"/social/posts/{post.pk}/results/", {"on": on.isoformat(), f"{page().slug}-reach": "1"}
    ).context["form"]
    assert (refused.value.reasons, form.errors, kept()) == ([reason], {"on": [reason]}, [])


def test_what_is_not_out_has_no_results() -> None:
    post = write()
    with pytest.raises(NotAllowed) as refused:
        enter(post, reach=1)
    assert refused.value.reasons == ["Nothing of this post has been published yet, so there are no figures."]


def test_figures_are_entered_and_corrected_on_one_page_and_shown_on_the_post() -> None:
    post = gone_out()
    client = sign_in(Client(), make_member(channel=page()))
    here, slug = f"/social/posts/{post.pk}/results/", page().slug
    bad = client.post(here, {"on": "2027-02-03", f"{slug}-reach": "1,2OO", f"{slug}-likes": "4"})
    assert (bad.context["form"].errors, bad.context["form"][f"{slug}-reach"].value()) == (
        {f"{slug}-reach": ["Enter a whole number."]},
        "1,2OO",
    )
    client.post(here, {"on": "2027-02-03", f"{slug}-reach": "1,200", f"{slug}-likes": "4"})
    shown = client.get(f"/social/posts/{post.pk}/").content.decode()
    form = client.get(f"{here}?on=2027-02-03").context["form"]
    assert (">1,200<" in shown, f"{here}?on=2027-02-03" in shown, form[f"{slug}-likes"].value()) == (
        True,
        True,
        4,
    )


@pytest.mark.parametrize("on", ["", "2027-02-30", "yesterday", "0000"])
def test_any_day_in_the_address_is_answered(on: str) -> None:
    post = gone_out()
    client = sign_in(Client(), make_member(channel=page()))
    assert client.get(f"/social/posts/{post.pk}/results/", {"on": on}).context["form"]["on"].value() == TODAY


def test_the_month_names_what_worked_by_its_latest_figures(_february: Any) -> None:
    """More that people did counts before more that it reached; what nobody measured is not there."""
    walk, talk, song = (gone_out() for _ in range(3))
    Post.objects.filter(pk=talk.pk).update(title="A talk")
    gone_out()
    _february.move_to(datetime(2027, 2, 10, 12, tzinfo=UTC))
    enter(walk, TODAY, reach=900, likes=90)
    enter(walk, LATER, reach=950, likes=5, shares=2, clicks=1)
    enter(talk, LATER, reach=100, comments=8)
    enter(song, LATER, reach=2_000)
    month = facts_of(date(2027, 2, 1))
    assert [(one.post, one.reach, one.responses, one.clicks) for one in month.worked] == [
        ("A talk", 100, 8, None),
        ("A walk", 950, 7, 1),
        ("A walk", 2_000, None, None),
    ]
    assert Month.of(month.stored()) == month
    assert facts_of(date(2027, 1, 1)).worked == ()


def test_a_month_that_was_sent_before_results_were_kept_is_read() -> None:
    stored = facts_of(date(2027, 1, 1)).stored()
    del stored["worked"]
    assert Month.of(stored).worked == ()


def test_a_post_s_page_asks_no_more_for_more_results() -> None:
    post = gone_out(planned(page("facebook")))
    client = sign_in(Client(), make_member(channel=page()))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/social/posts/{post.pk}/")
        return len(captured)

    enter(post, reach=1)
    asked()
    before = asked()
    variant = post.variants.get()
    for day in (4, 5):
        Result.objects.create(variant=variant, on=date(2027, 2, day), reach=day, by=make_user())
    assert asked() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_the_same_day_at_once_the_second_corrects() -> None:
    post = gone_out()
    user = make_user()
    variant = Variant.objects.get()
    act = partial(results_workflow.enter, post, TODAY, user=user, by=actor(user))
    answers = at_once([partial(act, {variant.pk: {"reach": reach}}) for reach in (1, 2)])
    assert (answers, [act for act, _ in steps(post)]) == ([1, 1], ["results", "results_corrected"])
