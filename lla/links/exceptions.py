"""Why a link opens nothing, in sentences."""


class LinkRefused(Exception):
    """A link that opens nothing; `reason` says why and what to do instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


UNKNOWN = (
    "This link does not work. Check that you copied the whole address from the email, or ask for a new link."
)
EXPIRED = "This link has expired. Ask for a new one."
SPENT = "This link has already been used. You have nothing more to do."
REVOKED = "This link no longer works, because we sent a newer one or what it was for has ended."
