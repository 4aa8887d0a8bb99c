"""Sentences about a motion that its page, its papers and its letters share."""

from datetime import date, datetime

from django.utils.timezone import localdate

from lla.moments import short_day

from .choices import Route, Status

NUMBERS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
TONES = {
    Status.AWAITING: "wait",
    Status.GATHERING: "wait",
    Status.RECEIVED: "",
    Status.QUERIED: "wait",
    Status.IN_ORDER: "good",
    Status.RULED_OUT: "bad",
    Status.WITHDRAWN: "bad",
}


def count(number: int, one: str, many: str) -> str:
    """Ten signatories; One signatory; 13 signatories."""
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {one if number == 1 else many}"


def submitter(*, route: str, group_name: str, standing: int) -> str:
    """Who a motion comes from: the group, or the number of signatories."""
    return group_name if route == Route.GROUP else count(standing, "signatory", "signatories")


def submitted(*, route: str, group_name: str, standing: int, passed_on: date | None) -> str:
    """Weald Left Network, passed on 6 April 2027."""
    who = submitter(route=route, group_name=group_name, standing=standing)
    return f"{who}, passed on {short_day(passed_on)}" if passed_on else who


def received(*, received_at: datetime | None, revision: int, revised_at: datetime | None) -> str:
    """11 April 2027, revised 19 April 2027 (revision 2)."""
    if received_at is None:
        return "not yet received"
    words = short_day(localdate(received_at))
    if revision > 1 and revised_at:
        words += f", revised {short_day(localdate(revised_at))} (revision {revision})"
    return words


def label_line(label: str, title: str) -> str:
    """B) Organisers for every region."""
    return f"{label}) {title}" if label else title
