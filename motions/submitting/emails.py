"""To whoever writes a draft: the way back to it, and that it will be deleted."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate, make_aware

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.links.tokens import LinkWanted
from lla.time import clock
from lla.time.wording import day_in_words, moment_in_words

from ..motion.emails import DAYS, write_email
from .models import Draft

DRAFT = "draft"


def draft_saved(draft: Draft, *, to: str) -> Email:
    closes = moment_in_words(draft.conference.motions_close_at)
    kept = day_in_words(draft.kept_until)
    return _of_draft(draft, "draft_saved", to=to, urgency=Urgency.NOW, closes=closes, kept=kept)


def draft_going(draft: Draft, *, to: str, goes_on: date) -> Email:
    """To an address typed into a draft, before the draft is deleted."""
    gone_at = make_aware(datetime.combine(goes_on, datetime.min.time()))
    days = (goes_on - localdate(clock.now())).days
    return _of_draft(
        draft,
        "draft_going",
        to=to,
        urgency=Urgency.LATER,
        days=days,
        expires_at=gone_at,
        goes_on=goes_on,
    )


def _of_draft(
    draft: Draft,
    name: str,
    *,
    to: str,
    urgency: Urgency,
    days: int = DAYS,
    expires_at: datetime | None = None,
    **context: Any,
) -> Email:
    return write_email(
        name,
        {"draft": draft, **context},
        to=to,
        urgency=urgency,
        about=f"draft {draft.pk}",
        link=LinkWanted("motions:draft", DRAFT, draft.pk, days),
        secret=True,
        expires_at=expires_at,
    )
