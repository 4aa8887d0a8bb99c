"""Days and keys as PostgreSQL ranges, for constraints that let no two rows overlap."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Func, Q

ENDS_BEFORE_START = "The last day is before the first day."


class DateRange(Func):
    """The days from one to another, by default without the last; without an end, for good."""

    function = "daterange"
    output_field = DateRangeField()


class KeyRange(Func):
    """A key, given twice, as a range of one, so that a plain GiST index can compare it."""

    template = "int8range(%(expressions)s, '[]')"


DAYS = (DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)), RangeOperators.OVERLAPS)


def same(key: str) -> tuple[KeyRange, str]:
    """Of rows that may not overlap, those with the same key."""
    return KeyRange(key, key), RangeOperators.OVERLAPS


def ends_after_start(name: str, *, may_be_open: bool = False) -> CheckConstraint:
    """The last day is not before the first; a row that `may_be_open` has none yet."""
    whole = Q(ends_on__gte=F("starts_on"))
    condition = Q(ends_on__isnull=True) | whole if may_be_open else whole
    return CheckConstraint(condition=condition, name=name, violation_error_message=ENDS_BEFORE_START)


def refuse_days_in_the_wrong_order(row: Any) -> None:
    """PostgreSQL makes no range of days in the wrong order, so overlaps are looked for after this."""
    if row.ends_on and row.starts_on and row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": ENDS_BEFORE_START})
