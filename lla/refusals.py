"""The three ways the site says no: an act, a link, or one try too many."""

from datetime import datetime


class NotAllowed(Exception):
    """An act that the rules do not allow now; `reasons` are whole sentences for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def allow(reasons: list[str]) -> None:
    """Let an act go on when the rules have nothing against it."""
    if reasons:
        raise NotAllowed(reasons)


class LinkRefused(Exception):
    """A link that opens nothing; `reason` says why and what to do instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooMany(Exception):
    """More tries than a limit allows; `until` is the moment from which the next one counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__("Too many tries.")
        self.until = until
