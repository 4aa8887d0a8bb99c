"""Contact lists that are to be deleted: asking whoever has them, reminding them, and their word for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ...appointments.models import Appointment
from ...contacts.choices import Purpose
from ...contacts.models import Contact
from ...contacts.sharing import ConsentAnswer
from ...groups.models import Group
from .. import emails, rules
from ..choices import AskedBackFor, DownloadAct
from ..models import Download, DownloadEvent
from ..querysets import DownloadQuerySet

BETWEEN_REMINDERS = timedelta(days=7)
REMINDERS = 4  # afterwards it stays open before the data protection lead, who has an email


def ask_back(downloads: Iterable[Download], *, why: AskedBackFor, by: Actor) -> int:
    """Ask those who have these lists to delete them, each once; answers how many lists that were.

    Call it inside the transaction of the act that makes them wrong to keep.
    """
    locked = _lock(Download.objects.filter(pk__in=[download.pk for download in downloads]))
    kept = Download.objects.never_asked_back().filter(pk__in=locked).order_by("pk")
    fresh = [locked[pk] for pk in kept.values_list("pk", flat=True)]
    _record(fresh, DownloadAct.ASKED_BACK, by=by, why=why)
    by_holder: dict[User, list[Download]] = defaultdict(list)
    for download in fresh:
        by_holder[download.by].append(download)
    outbox.post(*(emails.asked_back(holder, lists, why=why) for holder, lists in by_holder.items()))
    return len(fresh)


def ask_back_after_office() -> int:
    """Ask whoever organises a region no more, or may not sign in any more, for the lists of it they have."""
    holders = User.objects.filter(downloads__in=Download.objects.never_asked_back()).distinct()
    return sum(ask_back_from(user) for user in holders)


@transaction.atomic
def ask_back_from(user: User) -> int:
    """Ask for the lists of regions that somebody does not organise today."""
    today = localdate(clock.now())
    organised = Appointment.objects.in_force(on=today).of(user).values_list("region", flat=True)
    regions = frozenset(organised) if user.is_active else frozenset()
    kept = Download.objects.never_asked_back().filter(by=user)
    over = [download for download in kept if not regions.issuperset(download.regions)]
    return ask_back(over, why=AskedBackFor.ENDED, by=SYSTEM)


def ask_back_moved(group: Group, *, by: Actor) -> None:
    """Ask whoever has a list that holds a contact of a group, and does not organise its region of today."""
    contacts = list(group.contacts.present().values_list("pk", flat=True))
    in_force = Appointment.objects.in_force(on=localdate(clock.now())).filter(region=group.region)
    kept = Download.objects.never_asked_back().filter(subjects__overlap=contacts)
    ask_back(kept.exclude(by__in=in_force.values("user")), why=AskedBackFor.MOVED, by=by)


def remind_holders() -> int:
    """Remind those who have not answered, once a week and four times at most; answers how many people."""
    holders = User.objects.filter(downloads__in=_due().values("pk")).distinct().order_by("pk")
    return sum(_remind(user) for user in holders)


@transaction.atomic
def _remind(user: User) -> bool:
    """One email about all that somebody still has; with the last one the data protection lead is told."""
    _lock(Download.objects.filter(by=user))
    due = list(_due().filter(by=user))
    if not due:
        return False
    _record(due, DownloadAct.REMINDED, by=SYSTEM)
    outbox.post(emails.reminded(user, due))
    keys = [download.pk for download in due]
    if last := list(Download.objects.filter(pk__in=keys).reminded(REMINDERS)):
        outbox.post(*emails.not_answered(user, last))
    return True


def _due() -> DownloadQuerySet:
    since = clock.now() - BETWEEN_REMINDERS
    return Download.objects.unanswered(since=since, reminders=REMINDERS)


@transaction.atomic
def say_deleted(user: User, keys: Collection[int], *, by: Actor) -> int:
    """Write down that somebody has deleted lists they were asked for; each once is enough."""
    locked = _lock(Download.objects.filter(by=user, pk__in=keys))
    still_open = Download.objects.filter(pk__in=locked).to_be_deleted().order_by("pk")
    return _record(list(still_open), DownloadAct.DESTROYED, by=by)


@transaction.atomic
def close(download: Download, *, by: User) -> None:
    """The data protection lead writes down what they were told another way: the list is deleted."""
    _lock(Download.objects.filter(pk=download.pk))
    allow(rules.why_not_close(download))
    _record([download], DownloadAct.DESTROYED, by=Actor.user(by, "data protection lead"))


def _lock(downloads: DownloadQuerySet) -> dict[int, Download]:
    """Lists by their keys, locked; what became of them is asked afterwards, so that no step falls between."""
    locked = downloads.select_for_update(of=("self",), no_key=True).select_related("by").order_by("pk")
    return {download.pk: download for download in locked}


def _record(downloads: Collection[Download], act: DownloadAct, *, by: Actor, **details: str) -> int:
    DownloadEvent.objects.bulk_create(
        DownloadEvent(download=download, act=act, at=clock.now(), details=details, **by.fields())
        for download in downloads
    )
    return len(downloads)


def ask_back_withdrawn(
    contact: Contact,
    *,
    before: Mapping[Purpose, ConsentAnswer],
    now: Mapping[Purpose, ConsentAnswer],
    by: Actor,
) -> None:
    """Ask whoever downloaded a list that holds what a contact has taken back to delete it."""
    downloads = Download.objects.holding(contact).order_by("pk")
    over = [
        download for download in downloads if rules.holds_withdrawn_details(download, before=before, now=now)
    ]
    ask_back(over, why=AskedBackFor.TAKEN_BACK, by=by)
