"""The desk's panel about contact lists: what waits for a second person; no list leaves from here."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from lla import clock
from lla.desk import Line, Panel, panel

from ..models import Copy, Download, DownloadRequest, HeardConsent
from ..rules import hearing
from ..rules import lists as rules

LATELY = timedelta(days=30)


@panel(30)
def lists(request: HttpRequest) -> Panel | None:
    """For the committee and the data protection lead; only the latter opens the records."""
    if not request.user.is_authenticated or not rules.has_office(request.user):
        return None
    now = clock.now()
    waiting = DownloadRequest.objects.waiting(since=now - rules.STANDS_FOR).exclude(by=request.user)
    lines = [Line("to be approved", waiting.count(), reverse("organisers:lists_waiting"))]
    if request.user.has_perm("organisers.protect"):
        left = Download.objects.filter(at__gt=now - LATELY).count()
        lines.append(Line("downloaded in the last 30 days", left, reverse("organisers:all_lists")))
        heard = HeardConsent.objects.waiting().filter(made_at__gt=now - hearing.STANDS_FOR)
        heard = heard.exclude(heard_by=request.user)
        page = reverse("organisers:consents_waiting")
        lines.append(Line("recorded consents to confirm", heard.count(), page))
        held = Download.objects.to_be_deleted().count() + Copy.objects.to_be_deleted().count()
        lines.append(Line("to be deleted", held, f"{reverse('organisers:all_lists')}?show=open"))
    return Panel("Contact lists", lines)
