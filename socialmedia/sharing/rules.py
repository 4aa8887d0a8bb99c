"""Whether a link may be shared in one step, and the sentences refusing it."""

from datetime import datetime

from ..posts.rules import READ_BY_ANOTHER, in_the_way
from ..posts.selectors import Judged
from ..sources.models import Vetting

NO_FREE_TIME = (
    "No quarter of an hour is free on this channel in the next two weeks. Choose a day and a time yourself."
)


def why_not_share(judged: Judged) -> list[str]:
    """All that the guidelines object to but a check by somebody else, who is asked for it."""
    return [in_the_way(verdict) for verdict in judged.unresolved if verdict.code not in READ_BY_ANOTHER]


def reviewed_meanwhile(vetting: Vetting) -> str:
    """What a colleague found out about a source, for somebody who typed a review of it at the same time."""
    facts = "its facts are reliable" if vetting.reliable else "its facts are not reliable"
    ours = "it conflicts" if vetting.conflicts else "it does not conflict"
    return (
        f"{vetting.by} has reviewed {vetting.source} since you opened this page: {facts}, and {ours} with "
        f"our principles. “{vetting.note}” What you found was not saved. If you do not agree, review the "
        "source again on its page first."
    )


def why_not_plan(planned_at: datetime | None) -> list[str]:
    """Leaving it to the site when the post goes out."""
    return [] if planned_at else [NO_FREE_TIME]
