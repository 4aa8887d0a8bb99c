"""Whether a picture or film may be put into the library, described or removed."""

from collections.abc import Mapping

from .choices import Ground
from .models import MediaFile

REMOVED = "It is no longer in the library."


def why_not_add(known: MediaFile | None) -> list[str]:
    """Adding a file; `known` is the row of the very same one."""
    if known is None or not known.barred:
        return []
    return [f"This same file was removed from the library: {known.removed_why} It cannot be added again."]


def why_not_describe(row: MediaFile) -> list[str]:
    return [REMOVED] if row.removed_at else []


def why_not_say(said: Mapping[str, str]) -> list[str]:
    """A ground that somebody gave says which permission or licence it is."""
    if said["ground"] in {Ground.PERMISSION, Ground.LICENCE} and not said["ground_words"]:
        return ["Say who gave permission and when, or which licence it has and where it says so."]
    return []


def why_not_remove(row: MediaFile, *, why: str) -> list[str]:
    if row.removed_at:
        return [REMOVED]
    return [] if why.strip() else ["Say why it is removed."]
