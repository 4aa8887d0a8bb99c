"""Days, hours and moments as people type them, London's two nights of the clock changes included."""

import re
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.timezone import get_default_timezone

from lla.time.wording import clock_in_words, day_in_words
from lla.words.cleaning import one_line

FIRST_YEAR, LAST_YEAR = 2000, 2100
TOO_LONG_AGO = f"Check the day: the year cannot be before {FIRST_YEAR}."
TOO_FAR_AHEAD = f"Check the day: the year cannot be after {LAST_YEAR}."
WAYS_TO_WRITE_A_DAY = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %m %Y",
    "%d/%m/%y",
    "%d.%m.%y",
    "%d %m %y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
]
WAYS_TO_WRITE_A_TIME = ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M", "%H", "%I%p", "%I:%M%p", "%I.%M%p"]
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* ", re.ASCII)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.ASCII)
_SEPTEMBER = re.compile(r"\bsept\b", re.ASCII)
_HALF_OF_DAY = re.compile(r" ?([ap])\.? ?m\.?$", re.ASCII)


def plain_day(typed: str) -> str:
    """ "Saturday, 6th of Sept. 2027" as "6 sep 2027", which one of the ways reads."""
    words = one_line(typed).casefold()
    if not any(map(str.isalpha, words)):
        return words
    words = one_line(words.replace(",", " ").replace(".", " "))
    words = _ORDINAL.sub("", _WEEKDAY.sub("", words)).replace(" of ", " ")
    return _SEPTEMBER.sub("sep", words)


def iso_day(text: str) -> date | None:
    """The day that an address or a form names as 2027-02-05; None where there is no such day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def plain_hour(typed: str) -> str:
    """ "6 P.M." as "6pm"."""
    words = one_line(typed).casefold()
    return "12:00" if words == "noon" else _HALF_OF_DAY.sub(r"\1m", words)


def validate_year(day: date) -> None:
    """Raise ValidationError for a year that can only be a slip."""
    if day.year < FIRST_YEAR:
        raise ValidationError(TOO_LONG_AGO)
    if day.year > LAST_YEAR:
        raise ValidationError(TOO_FAR_AHEAD)


def moment(day: date, hour: time) -> datetime:
    """The moment of a day and an hour in London.

    Raises ValidationError for an hour that is left out that night, and for one that comes twice: no reader
    could tell which of the two is meant.
    """
    zone = get_default_timezone()
    first = datetime.combine(day, hour, zone)
    there = first.astimezone(UTC).astimezone(zone)
    when = f"{clock_in_words(first)} on {day_in_words(day)}"
    if there.replace(tzinfo=None) != first.replace(tzinfo=None):
        raise ValidationError(
            f"There is no {when}: the clocks go forward that night, from 1 am to 2 am. Choose another time."
        )
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        raise ValidationError(
            f"{when} happens twice: the clocks go back that night, from 2 am to 1 am. "
            "Choose a time before 1 am or from 2 am."
        )
    return first
