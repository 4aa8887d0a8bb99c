"""The coming conferences on the desk's front page: what closes next at each, and its pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.desk.first_steps import Step, first_step
from lla.desk.panels import Link, Panel, panel
from lla.time import clock
from lla.time.wording import day_in_words

from ...agenda.deadlines import deadlines
from ...agenda.models import Conference
from ...committee.admin.piles import COMPOSITES
from ...motion.choices import Status
from . import pages

ALL_CLOSED = "Every closing time has passed."


@panel(15, tasks=False)
def conferences(request: HttpRequest) -> list[Panel]:
    """One for each that is not over, drafts too, the nearest first."""
    if not request.user.has_perm(pages.CHANGE):
        return []
    coming = Conference.objects.filter(ends_on__gte=localdate(clock.now())).order_by("starts_on", "pk")
    return [_of_conference(conference, request) for conference in coming]


def _of_conference(conference: Conference, request: HttpRequest) -> Panel:
    days = [day_in_words(day) for day in dict.fromkeys((conference.starts_on, conference.ends_on))]
    ahead = deadlines(conference, now=clock.now(), ahead=True)
    closes = [f"{line.heading} {line.at}, {line.left}." for line in ahead[:1]] or [ALL_CLOSED]
    draft = ["A draft: only the desk sees it."] if conference.is_draft else []
    notes = [" to ".join(days), *draft, *closes]
    return Panel(conference.name, [], notes=notes, links=_links(conference, request))


def _links(conference: Conference, request: HttpRequest) -> list[Link]:
    in_work = conference.motions.composites().filter(status=Status.AWAITING).count()
    composites = f"{COMPOSITES.url}&conference__id__exact={conference.pk}"
    emails = request.user.has_perm("lla.view_email")
    return [
        Link("Order paper", _page(conference, "order_paper")),
        Link("Reports", _page(conference, "reports")),
        Link(f"Composites in progress ({in_work})", composites),
        Link("Check and open" if conference.is_draft else "Check", _page(conference, "check")),
        Link("Settings and agenda", _page(conference, "change")),
        *([Link("Emails", reverse("admin:lla_email_changelist"))] if emails else []),
    ]


def _page(conference: Conference, name: str) -> str:
    return reverse(f"admin:motions_conference_{name}", args=[conference.pk])


@first_step(60)
def make_conference() -> Step:
    words, there = "Set up the first conference", Conference.objects.exists()
    return Step(words, reverse("admin:motions_conference_add"), there)
