"""To the people behind a motion whose place on the agenda has changed."""

from collections.abc import Mapping
from typing import Any

from lla.emails.models import Email

from ..amendments.selectors import open_amendments
from ..motion.emails import to_amenders, to_movers
from ..motion.models import Motion


def placed(
    motion: Motion, *, what: str, was: Mapping[int, str], how: str = "", reason: str = ""
) -> list[Email]:
    """To its people, "The committee has {what} your motion{how}", and to those of the amendments to it.

    `was` are the labels before, as `selectors.labels` has them.
    """
    said: dict[str, Any] = {"what": what, "how": how, "reason": reason}
    emails = to_movers(motion, "placed", **said, **_labels(motion, was))
    for amendment in open_amendments(motion):
        emails += to_amenders(amendment, "placed", **said, **_labels(amendment, was), of=motion)
    return emails


def _labels(motion: Motion, was: Mapping[int, str]) -> dict[str, str]:
    """The label that a motion had, if it has another now or none, and that one."""
    before, now = was.get(motion.pk, ""), motion.full_label if motion.label else ""
    return {"was": before if before != now else "", "now": now}
