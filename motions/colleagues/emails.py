"""To somebody who joins or leaves the steering committee."""

from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import Seat


def invited(seat: Seat) -> Email:
    """The way in: they sign in by a code, and set up a second factor when they first do."""
    facts = {"seat": seat, "page": page_address("admin:index")}
    return compose("motions/colleague_invited", facts, to=seat.user.email, about=f"seat {seat.pk}")


def ended(seat: Seat) -> Email:
    return compose("motions/colleague_ended", {"seat": seat}, to=seat.user.email, about=f"seat {seat.pk}")
