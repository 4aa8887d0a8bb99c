"""What an office opens today, and what waits for its holder there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.panels import tasks_for
from lla.pages.tasks import Task, urgent_first
from motions.agenda.deadlines import Deadline, deadlines
from motions.agenda.models import Conference
from organisers.appointments.models import Appointment
from organisers.appointments.selectors import undertaking_to_accept
from organisers.dashboard.selectors import next_tasks, of_regions
from socialmedia.dashboard.selectors import waiting_today
from socialmedia.team.decorators import standing_of
from socialmedia.team.rules import why_not_read

IN_A_REGION = "Its groups and their contacts, contact lists, the directory and this quarter’s symposium."
TOP = 3


@dataclass(frozen=True, slots=True)
class WorkLink:
    """What an office opens: where it leads, what is there, and what waits there, what is late first.

    `more` says that there are more tasks than these; `deadline` is the next one of the office itself;
    `shortcut` is an act that many come for, as words and address.
    """

    words: str
    url: str
    behind: str
    tasks: Sequence[Task] = field(default_factory=list)
    more: bool = False
    deadline: Deadline | None = None
    shortcut: tuple[str, str] | None = None

    @property
    def top(self) -> Sequence[Task]:
        return self.tasks[:TOP]

    @property
    def nearest(self) -> Task | None:
        """The task with the nearest date."""
        return _nearest(self.tasks)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in all their offices: how many tasks, and the one with the nearest date."""

    count: int
    more: bool
    nearest: Task | None


def work_links(request: AuthenticatedHttpRequest, *, with_tasks: bool, now: datetime) -> list[WorkLink]:
    """Their regions first, then the committee’s desk and what is read by many.

    What waits shows something of other people: it comes `with_tasks` once a second factor was shown.
    """
    user = request.user
    links = _desks(user, with_tasks=with_tasks, now=now)
    if user.is_staff:
        links.append(_committee(request, with_tasks=with_tasks, now=now))
    if user.has_perm("organisers.oversee"):
        behind = "Organisers, groups covered and symposia of every region, in numbers."
        links.append(WorkLink("Regions by quarter", reverse("organisers:board"), behind))
        behind = "One message to the groups of a region or of all."
        links.append(WorkLink("Messages to groups", reverse("organisers:announcements"), behind))
    if user.has_perm("organisers.oversee") or user.has_perm("organisers.protect"):
        behind = "Bring in groups and contacts of any region from a spreadsheet."
        links.append(WorkLink("Groups from spreadsheets", reverse("organisers:imports"), behind))
    if user.has_perm("organisers.protect"):
        behind = "Who downloaded which contact details, when and why."
        links.append(WorkLink("All downloaded lists", reverse("organisers:all_lists"), behind))
        behind = "How many contacts each organiser opened on screen, day by day."
        links.append(WorkLink("Contacts opened on screen", reverse("organisers:openings"), behind))
    if not why_not_read(user, now=now, known=standing_of(request, now=now)):
        links.append(_team(request, with_tasks=with_tasks, now=now))
    return links


def waiting(links: Sequence[WorkLink]) -> Waiting:
    """The tasks behind all links in one."""
    tasks = [task for link in links for task in link.tasks]
    return Waiting(len(tasks), any(link.more for link in links), _nearest(tasks))


def _nearest(tasks: Sequence[Task]) -> Task | None:
    return min((task for task in tasks if task.due), key=lambda task: task.due_at, default=None)


def _desks(user: User, *, with_tasks: bool, now: datetime) -> list[WorkLink]:
    appointments = Appointment.objects.in_force(on=localdate(now)).of(user).select_related("region")
    regions = [appointment.region for appointment in appointments]
    open_to_them = with_tasks and regions and not undertaking_to_accept(user, now=now)
    figures = of_regions(regions, now=now, by=user) if open_to_them else {}
    return [
        WorkLink(
            f"Desk for {region}",
            reverse("organisers:desk", args=[region.slug]),
            IN_A_REGION,
            next_tasks(region, figures[region], now=now) if region in figures else [],
            shortcut=("Download a contact list", reverse("organisers:new_list", args=[region.slug])),
        )
        for region in regions
    ]


def _committee(request: HttpRequest, *, with_tasks: bool, now: datetime) -> WorkLink:
    """The lists of the desk’s front page that are to be worked off, and the conference’s next deadline."""
    lines = tasks_for(request) if with_tasks else []
    tasks = [Task("Open", f"{line.count} {line.words}", line.url) for line in lines]
    conference = Conference.objects.current(now=now).first()
    coming = deadlines(conference, now=now, ahead=True) if conference else []
    return WorkLink(
        "The committee’s desk",
        reverse("admin:index"),
        "The committee’s tasks, and all lists.",
        tasks,
        deadline=next(iter(coming), None),
    )


def _team(request: AuthenticatedHttpRequest, *, with_tasks: bool, now: datetime) -> WorkLink:
    waiting = waiting_today(request.user, standing_of(request), now=now) if with_tasks else None
    return WorkLink(
        "Social media team",
        reverse("socialmedia:board"),
        "Your tasks, who is on duty today, and the next seven days.",
        urgent_first(waiting.tasks, now=now) if waiting else [],
        more=bool(waiting and waiting.more),
    )
