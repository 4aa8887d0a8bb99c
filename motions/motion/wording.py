"""Sentences about a motion that its page, its papers and its emails share."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from lla.time.wording import short_day

from ..agenda import nouns
from ..agenda.choices import Nature
from . import numbering
from .choices import ENDED, Role, Route, Status

_LABEL = re.compile(r"(?:Composite [0-9.]{1,12}(?: \([^()\n]{1,200}\))?: |[A-Za-z0-9.]{1,12}\) )")
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
    Status.UNDER_APPEAL: "wait",
    Status.ACCEPTED: "good",
    Status.COMPOSITED: "good",
    Status.WITHDRAWN: "bad",
}


def count(number: int, one: str, many: str) -> str:
    """Ten signatories; One signatory; 13 signatories."""
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {one if number == 1 else many}"


def counted(natures: Iterable[str]) -> str:
    """Two motions and three amendments; One motion; No motions."""
    numbers = Counter(natures)
    found = [(nouns.noun(nature), numbers[nature]) for nature in Nature if numbers[nature]]
    parts = [count(number, noun, f"{noun}s") for noun, number in found or [("motion", 0)]]
    first, *rest = parts
    *between, last = [first, *(part[0].lower() + part[1:] for part in rest)]
    return f"{', '.join(between)} and {last}" if between else last


def submitter(*, route: str, group_name: str, standing: int) -> str:
    """Who a motion comes from: the group, or the number of signatories."""
    return group_name if route == Route.GROUP else count(standing, "signatory", "signatories")


def submitted(
    *, route: str, group_name: str, standing: int, passed_on: date | None, revised_at: datetime | None = None
) -> str:
    """Weald Left Network, passed on 6 April 2027; `revised_at` is when its mover changed it since."""
    who = submitter(route=route, group_name=group_name, standing=standing)
    words = f"{who}, passed on {short_day(passed_on)}" if passed_on else who
    if revised_at is None:
        return words
    return f"{words}; revised by its mover on {short_day(localdate(revised_at))}, since the group passed it"


CARRIED_OVER = "Carried over to revision {} of the {}"  # why an amendment has a new text


def received(
    *, received_at: datetime | None, revision: int, revised_at: datetime | None, carried_over: bool = False
) -> str:
    """11 April 2027, revised 19 April 2027 (revision 2)."""
    if received_at is None:
        return "not yet received"
    words = short_day(localdate(received_at))
    if revision > 1 and revised_at and revised_at > received_at:
        became = "carried over" if carried_over else "revised"
        words += f", {became} {short_day(localdate(revised_at))} (revision {revision})"
    return words


def label_line(label: str, title: str) -> str:
    """B) Organisers for every region; Composite 2: Organisers for every region."""
    return numbering.line(label, title)


def without_label(line: str) -> str:
    """The title of such a line."""
    return _LABEL.sub("", line, count=1)


def length(words: int, *, limit: int | None) -> str:
    """27 of 250 words; 1 word."""
    return f"{words:,} of {limit:,} words" if limit else f"{words:,} {'word' if words == 1 else 'words'}"


def next_step(status: str, *, standing: int, needed: int, noun: str = "motion", amends: str = "") -> str:
    """What happens next with a motion, for the people behind it; `amends` is what an amendment is to."""
    return {
        Status.AWAITING: (
            f"Everybody named has to confirm with the link in their email. Then the {noun} is received."
        ),
        Status.GATHERING: (
            f"{standing} of the {needed} signatories it needs {'has' if standing == 1 else 'have'} confirmed."
            " It is received once the last one confirms."
        ),
        Status.RECEIVED: (
            f"The steering committee checks the {noun}. It rules it in order, asks you a question, or "
            "tells you why it cannot be taken."
        ),
        Status.QUERIED: (
            "The steering committee has asked a question. The mover answers it, or revises the text."
        ),
        Status.IN_ORDER: _decides(amends),
        Status.RULED_OUT: (
            "Nothing more happens unless an appeal is allowed or the committee reopens its ruling."
        ),
        Status.UNDER_APPEAL: (
            "Two members of the steering committee who did not rule on it decide the appeal. We email you."
        ),
        Status.ACCEPTED: f"The mover of the {amends} has accepted it, so it is part of the {amends}.",
        Status.COMPOSITED: (
            "Conference decides about the composite instead. If the composite is dissolved, conference "
            f"decides about this {noun} again."
        ),
        Status.WITHDRAWN: "Nothing more happens.",
    }[Status(status)]


def next_for_readers(status: str, *, over: bool, amends: str = "") -> str:
    """What happens next with a public motion, for anybody; `over` says that its conference has been."""
    if over and status not in ENDED:
        return "The conference is over. What it decided is printed here as soon as the results are published."
    return {
        Status.RECEIVED: "The steering committee checks whether it is in order.",
        Status.QUERIED: "The steering committee has asked the mover a question and is waiting for the "
        "answer.",
        Status.IN_ORDER: _decides(amends),
        Status.RULED_OUT: "Conference does not vote on it.",
        Status.UNDER_APPEAL: "Conference only votes on it if the appeal against the ruling is allowed.",
        Status.ACCEPTED: f"It is part of the {amends} now, so conference does not vote on it by itself.",
        Status.COMPOSITED: "It is part of a composite now, so conference does not vote on it by itself.",
        Status.WITHDRAWN: "Conference does not vote on it. Its letter or number is not used again.",
    }[Status(status)]


FALLEN = "It falls with its motion, so conference does not vote on it."


def _decides(amends: str) -> str:
    if amends:
        return f"Conference votes on it before it votes on the {amends}."
    return "It goes on the agenda for conference to decide."


def confirming(role: str, *, group_name: str) -> str:
    """What somebody confirms by the link in their email, as the button says it."""
    if role == Role.CONFIRMING_OFFICER:
        return f"Confirm that {group_name} passed it"
    return "Confirm that I sign it" if role == Role.SIGNATORY else "Confirm that I move it"
