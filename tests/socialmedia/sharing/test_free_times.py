"""The next free quarter of an hour, by tables of examples."""

from datetime import UTC, date, datetime

import pytest

from socialmedia.sharing.free_times import full_until, next_free

NOON = datetime(2027, 2, 1, 12, 7, tzinfo=UTC)


def feb(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 2, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("taken", "after", "expected"),
    [
        ([], NOON, feb(1, 12, 15)),
        ([], feb(1, 12, 15), feb(1, 12, 30)),
        ([feb(1, 12, 20)], NOON, feb(1, 12, 30)),
        ([feb(1, 12, 15), feb(1, 12, 30)], NOON, feb(1, 12, 45)),
        ([feb(1, 9), feb(1, 10), feb(1, 18)], NOON, feb(2, 8)),
        ([feb(1, 9), feb(1, 10), feb(1, 18), feb(2, 8, 10)], NOON, feb(2, 8, 15)),
        ([], feb(1, 20, 44), feb(1, 20, 45)),
        ([], feb(1, 20, 45), feb(2, 8)),
        ([], feb(1, 3), feb(1, 8)),
    ],
)
def test_the_first_quarter_that_nothing_else_has_on_a_day_that_is_not_full(
    taken: list[datetime], after: datetime, expected: datetime
) -> None:
    assert next_free(taken, after=after, most_a_day=3) == expected


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], None),
        ([feb(1, 9), feb(1, 10), feb(1, 18)], date(2027, 2, 1)),
        ([feb(day, hour) for day in (1, 2) for hour in (9, 10, 18)], date(2027, 2, 2)),
    ],
)
def test_the_last_full_day_says_why_a_time_is_so_late(taken: list[datetime], expected: date | None) -> None:
    free = next_free(taken, after=NOON, most_a_day=3)
    assert full_until(taken, free=free, after=NOON, most_a_day=3) == expected
    assert full_until(taken, free=free, after=NOON, most_a_day=None) is None


def test_an_hour_that_is_too_late_is_no_full_day() -> None:
    assert full_until([], free=feb(2, 8), after=feb(1, 20, 45), most_a_day=3) is None


def test_a_forum_has_no_fullest_day() -> None:
    taken = [feb(1, 13, minute) for minute in (0, 15, 30, 45)]
    assert next_free(taken, after=NOON, most_a_day=None) == feb(1, 12, 15)


def test_with_every_day_full_there_is_none() -> None:
    assert next_free([], after=NOON, most_a_day=0) is None


def test_the_morning_after_the_clocks_went_forward_begins_at_eight_in_london() -> None:
    """London is an hour ahead of UTC from Sunday 28 March 2027."""
    saturday_night = datetime(2027, 3, 27, 22, tzinfo=UTC)
    assert next_free([], after=saturday_night, most_a_day=3) == datetime(2027, 3, 28, 7, tzinfo=UTC)
