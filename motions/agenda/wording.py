"""What a conference says of being in time, in sentences."""

from datetime import datetime

from django.utils.timezone import localdate

from lla.time.wording import day_in_words, moment_in_words

from .choices import Closing, InTime
from .models import Conference


def in_time(conference: Conference, closing: Closing) -> str:
    """The conference's rule of what is in time, for whoever is about to send something."""
    closes, confirm_by = (
        moment_in_words(at) for at in (conference.closes_at(closing), conference.confirm_by(closing))
    )
    if conference.in_time_by == InTime.CONFIRMED:
        return f"It counts as on time if the last confirmation it needs arrives by {closes}."
    return (
        f"It counts as on time if it is sent by {closes} and the last confirmation it needs arrives by "
        f"{confirm_by}."
    )


def in_time_if_confirmed(conference: Conference, closing: Closing, *, sent_at: datetime) -> str:
    """What something that was sent still needs in order to be in time."""
    if not conference.in_time(closing, sent_at):
        return f"It was sent after {moment_in_words(conference.closes_at(closing))}, so it counts as late."
    confirm_by = moment_in_words(conference.confirm_by(closing))
    return f"It counts as on time if the last confirmation it needs arrives by {confirm_by}."


def to_find(conference: Conference, closing: Closing, *, standing: int, now: datetime) -> str:
    """9 to find by Thursday 24 December: the signatories that a motion lacks; empty once there are enough."""
    if standing >= conference.signatories_needed:
        return ""
    confirm_by = conference.confirm_by(closing)
    in_time = f" by {day_in_words(localdate(confirm_by), year=False)}" if now <= confirm_by else ""
    return f"{conference.signatories_needed - standing} to find{in_time}"


def why_late(conference: Conference, closing: Closing, *, sent_at: datetime) -> str:
    """Why something counts as late: the beginning of a sentence."""
    if conference.in_time_by == InTime.SENT and not conference.in_time(closing, sent_at):
        return f"It was sent after {moment_in_words(conference.closes_at(closing))}"
    return f"The last confirmation it needed came after {moment_in_words(conference.confirm_by(closing))}"
