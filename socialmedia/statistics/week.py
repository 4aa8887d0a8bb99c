"""A channel's week in figures, as a frozen value that a row can keep and give back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Week:
    """What a channel's platform told of the week that begins on a Monday, an ISO date."""

    channel: str
    monday: str
    followers: int
    reach: int | None = None
    responses: int | None = None
