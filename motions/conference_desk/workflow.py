"""Making a conference from an earlier one, and removing one that was made by mistake."""

from datetime import date, datetime, timedelta

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime

from lla.accounts.models import User
from lla.acts.refusals import allow

from ..agenda import workflow as agenda_workflow
from ..agenda.models import AgendaItem, Conference
from ..order_paper.models import OrderPaper
from ..standing_orders.models import StandingOrder
from . import rules

MOMENTS = (
    "motions_open_at",
    "motions_close_at",
    "amendments_close_at",
    "composites_close_at",
    "emergency_close_at",
    "freeze_at",
)
# What a copy does not take over: what is its own, and a venue that it may not have.
OWN = {"id", "created_at", "changed_at", "content_version", "opened_at", "venue"}


@transaction.atomic
def copy_conference(source: Conference, *, name: str, slug: str, starts_on: date) -> Conference:
    """A draft with the settings, agenda and standing orders of `source`, its moments as far apart as there.

    Moments move by whole weeks, so that each keeps its hour and its day of the week, and none comes nearer to
    the conference than it was.
    """
    source = agenda_workflow.hold(source.pk)
    days = starts_on - source.starts_on
    weeks = timedelta(weeks=days // timedelta(weeks=1))
    copy = Conference(
        **_settings(source)
        | {moment: _moved(at, weeks) for moment in MOMENTS if (at := getattr(source, moment))}
        | {"name": name, "slug": slug, "starts_on": starts_on, "ends_on": source.ends_on + days}
    )
    allow(rules.why_not_copy(copy))
    copy.save()
    for item in source.items.order_by("order"):
        AgendaItem.objects.create(**_settings(item) | {"conference_id": copy.pk})
    for order in source.standing_orders.order_by("order", "pk"):
        StandingOrder.objects.create(**_settings(order) | {"conference_id": copy.pk})
    return copy


@transaction.atomic
def remove_draft(conference: Conference, *, by: User, seen: str | None = None) -> str:
    """Delete a draft with its agenda and standing orders; who did it stays on record. Answers its name.

    `seen` is the mark of what the person read that goes with it.
    """
    conference = agenda_workflow.hold(conference.pk, for_good=True)
    for rows in (conference.items, conference.standing_orders):
        list(rows.select_for_update().order_by("pk"))
    allow(rules.why_not_remove(conference, seen=seen))
    LogEntry.objects.log_actions(by.pk, [conference], DELETION)
    OrderPaper.objects.filter(conference=conference).delete()
    conference.consequences.all().delete()
    conference.standing_orders.all().delete()
    conference.items.all().delete()
    conference.delete()
    return conference.name


def _settings(row: Conference | AgendaItem | StandingOrder) -> dict[str, object]:
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in OWN]
    return {name: getattr(row, name) for name in names}


def _moved(at: datetime, by: timedelta) -> datetime:
    """The same hour in London on a later day, whether or not the clocks change between."""
    return (localtime(at).replace(tzinfo=None) + by).replace(tzinfo=get_default_timezone())
