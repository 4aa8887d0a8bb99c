"""The next free quarter of an hour, by tables of examples."""

from datetime import UTC, datetime

import pytest

from socialmedia.sharing.free_times import next_free

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


def test_a_forum_has_no_fullest_day() -> None:
    taken = [feb(1, 13, minute) for minute in (0, 15, 30, 45)]
    assert next_free(taken, after=NOON, most_a_day=None) == feb(1, 12, 15)


def test_with_every_day_full_there_is_none() -> None:
    assert next_free([], after=NOON, most_a_day=0) is None


def test_the_morning_after_the_clocks_went_forward_begins_at_eight_in_london() -> None:
    """London is an hour ahead of UTC from Sunday 28 March 2027."""
    saturday_night = datetime(2027, 3, 27, 22, tzinfo=UTC)
    assert next_free([], after=saturday_night, most_a_day=3) == datetime(2027, 3, 28, 7, tzinfo=UTC)
