"""The unfinished drafts written in this browser, which a lost tab does not lose.

They are found again for as long as "My motions" stays open: others may use the same computer. Whoever needs
longer has the link emailed.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from lla.time import clock

from .models import Draft
from .selectors import is_filled

DRAFTS = "drafts"  # in the session: until when each draft is found again, by its key in the database
MOST = 5


def remember(request: HttpRequest, draft: Draft) -> None:
    """Find a draft again in this browser, from now on for a while."""
    until = clock.now() + timedelta(minutes=settings.EMAILED_PAGES_OPEN_FOR["mine"])
    others = {pk: ends for pk, ends in _remembered(request).items() if pk != str(draft.pk)}
    newest = [*others.items(), (str(draft.pk), until.isoformat())][-MOST:]
    request.session[DRAFTS] = dict(newest)


def forget(request: HttpRequest, draft: Draft) -> None:
    """Not here: the draft itself stays, for whoever has its link."""
    remembered = _remembered(request)
    if remembered.pop(str(draft.pk), None):
        request.session[DRAFTS] = remembered


def unfinished(request: HttpRequest) -> list[Draft]:
    """What was written here and has not been sent, the newest first; not what was only begun."""
    now = clock.now()
    live = [pk for pk, until in _remembered(request).items() if datetime.fromisoformat(until) > now]
    if not live:
        return []
    drafts = Draft.objects.filter(pk__in=live, motion=None).order_by("-changed_at")
    return list(filter(is_filled, drafts.select_related("conference", "base", "amends__current")))


def _remembered(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(DRAFTS, {}))
