"""Whether a link may be shared in one step, and the sentences refusing it."""

from datetime import datetime

from ..posts.rules import READ_BY_ANOTHER, in_the_way
from ..posts.selectors import Judged

NO_FREE_TIME = (
    "No quarter of an hour is free on this channel in the next two weeks. Choose a day and a time yourself."
)


def why_not_share(judged: Judged) -> list[str]:
    """All that the guidelines object to but a check by somebody else, who is asked for it."""
    return [in_the_way(verdict) for verdict in judged.unresolved if verdict.code not in READ_BY_ANOTHER]


def why_not_plan(planned_at: datetime | None) -> list[str]:
    """Leaving it to the site when the post goes out."""
    return [] if planned_at else [NO_FREE_TIME]
