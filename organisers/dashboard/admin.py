"""The committee's panels on the desk's front page: regions, and contact lists."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.desk.panels import Line, Panel, panel
from lla.time import clock

from ..allied.models import AlliedOrganisation
from ..appointments import rules as appointments_rules
from ..appointments.models import Appointment
from ..consents import rules as consents_rules
from ..contacts.models import HeardConsent
from ..disclosures import selectors as disclosures_selectors
from ..editions.models import Copy
from ..groups.models import Group
from ..lists import rules as lists_rules
from ..lists.models import Download, DownloadRequest
from ..regions.models import Region


@panel(30)
def regions(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("organisers.oversee"):
        return None
    today, groups = localdate(clock.now()), reverse("admin:organisers_group_changelist")
    in_force = Appointment.objects.in_force(on=today)
    allied = reverse("organisers:allied")
    vacant = Region.objects.exclude(pk__in=in_force.values("region")).values("pk")
    overdue = AlliedOrganisation.objects.overdue(on=today).values("pk")
    offers = _offers_to_vacant(in_force)
    lines: list[tuple[str, Any, str]] = [
        ("groups applying", Group.objects.applying().values("pk"), f"{groups}?waits=applied"),
        (
            "groups proposed by their organiser",
            Group.objects.proposed().values("pk"),
            f"{groups}?waits=proposed",
        ),
        ("groups offered to a region without an organiser", offers, f"{groups}?waits=offered"),
        ("regions without an organiser", vacant, reverse("organisers:board")),
        ("overdue contacts with other organisations", overdue, f"{allied}?show=overdue"),
    ]
    return Panel("Regions", [Line(*line) for line in lines])


def _offers_to_vacant(in_force: QuerySet[Appointment]) -> int:
    """Groups offered to a region where nobody but the committee can answer."""
    organised = set(in_force.values_list("region", flat=True))
    return sum(group.offered_to not in organised for group in Group.objects.offered())  # type: ignore[attr-defined]


LATELY = timedelta(days=30)


@panel(20)
def lists(request: HttpRequest) -> Panel | None:
    """For the committee and the data protection lead; only the latter opens the records."""
    if not request.user.is_authenticated or not appointments_rules.is_committee_or_data_protection_lead(
        request.user
    ):
        return None
    now = clock.now()
    waiting = DownloadRequest.objects.waiting(since=now - lists_rules.STANDS_FOR).exclude(by=request.user)
    lines = [Line("to be approved", waiting.values("pk"), reverse("organisers:lists_waiting"))]
    if request.user.has_perm("organisers.protect"):
        left = Download.objects.filter(at__gt=now - LATELY).values("pk")
        lines.append(
            Line("downloaded in the last 30 days", left, reverse("organisers:all_lists"), task=False)
        )
        heard = HeardConsent.objects.waiting().filter(made_at__gt=now - consents_rules.STANDS_FOR)
        heard = heard.exclude(heard_by=request.user)
        page = reverse("organisers:consents_waiting")
        lines.append(Line("recorded consents to confirm", heard.values("pk"), page))
        days = [day for day in disclosures_selectors.opened_days(today=localdate(now)) if day["unusual"]]
        lately = sum(day["on"] > localdate(now - LATELY) for day in days)
        page = f"{reverse('organisers:openings')}?show=unusual"
        lines.append(Line("unusual numbers of contacts opened in the last 30 days", lately, page, task=False))
        to_delete = Download.objects.to_be_deleted().count() + Copy.objects.to_be_deleted().count()
        lines.append(Line("to be deleted", to_delete, f"{reverse('organisers:all_lists')}?show=open"))
    return Panel("Contact lists", lines)
