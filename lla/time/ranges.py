"""Days and keys as PostgreSQL ranges, for constraints that let no two rows overlap."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class DateRange(Func):
    """The days from one to another, by default without the last; without an end, for good."""

    function = "daterange"
    output_field = DateRangeField()


class KeyRange(Func):
    """A key, given twice, as a range of one, so that a plain GiST index can compare it."""

    template = "int8range(%(expressions)s, '[]')"
