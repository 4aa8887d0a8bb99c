"""To whoever writes a draft: the way back to it, and that it will be deleted."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate, make_aware

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted
from lla.time import clock
from lla.time.wording import day_in_words, moment_in_words

from ..motion.emails import DAYS
from .models import DRAFT, Draft


def draft_saved(draft: Draft, *, to: str) -> Email:
    closes, kept = moment_in_words(draft.closes_at), day_in_words(draft.kept_until)
    return _email("draft_saved", draft, {"closes": closes, "kept": kept}, to=to, urgency=Urgency.NOW)


def draft_going(draft: Draft, *, to: str, goes_on: date) -> Email:
    """To an address typed into a draft, before the draft is deleted."""
    days = (goes_on - localdate(clock.now())).days
    gone_at = make_aware(datetime.combine(goes_on, datetime.min.time()))
    how: dict[str, Any] = {"to": to, "urgency": Urgency.LATER, "expires_at": gone_at}
    return _email("draft_going", draft, {"goes_on": goes_on}, days=days, **how)


def _email(name: str, draft: Draft, context: dict[str, Any], *, days: int = DAYS, **how: Any) -> Email:
    link = LinkWanted("motions:draft", DRAFT, draft.pk, days)
    context, about = {"draft": draft, **context}, f"draft {draft.pk}"
    return compose(f"motions/{name}", context, about=about, link=link, secret=True, **how)
