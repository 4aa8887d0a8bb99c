"""A day and an hour in London as one moment, on the two nights of the clock changes too."""

from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.timezone import get_default_timezone

from lla.moments import clock_in_words, day_in_words


def london(day: date, hour: time) -> datetime:
    """The moment of a day and an hour; of an hour that comes twice the first, which is still summer time.

    Raises ValidationError for an hour that is left out when the clocks go forward.
    """
    zone = get_default_timezone()
    moment = datetime.combine(day, hour, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValidationError(
            f"There is no {clock_in_words(moment)} on {day_in_words(day)}: the clocks go forward that night, "
            "from 1 am to 2 am. Choose another time."
        )
    return moment
