"""Whether everything may be written out now, and the words refusing it."""

from datetime import datetime

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.rights import holders_of
from lla.time.wording import short_day

from .models import Export, ExportRequest

MAY_EXPORT = "lla.add_exportrequest"
MAY_NOT = "Only the data protection lead, the committee’s chair and superusers can do this."
NO_SECOND = "Nobody else here could agree. Give a second person the right first."
STILL_OPEN = "Somebody has asked already. Answer that request first, or stop it."
NOT_ONESELF = "Somebody else has to agree to your request."
EXPIRED = "This request is more than a week old. Ask again."
DECIDED = "This has already been answered."
NOT_AGREED = "Nobody has agreed to this request yet."
DECLINED = "This request was declined."
STOPPED = "This request was stopped."
WRITTEN = "This was written already. Ask again for another export."


def holders() -> list[User]:
    """Who may ask and agree: told of every step."""
    return list(holders_of(MAY_EXPORT, superusers=True).filter(is_staff=True).order_by("pk"))


def why_not_ask(by: User, *, now: datetime) -> list[str]:
    if not by.has_perm(MAY_EXPORT):
        return [MAY_NOT]
    if not [user for user in holders() if user != by]:
        return [NO_SECOND]
    undecided = ExportRequest.objects.filter(decided_by=None)
    return [STILL_OPEN] if any(is_open(asked, now=now) for asked in undecided) else []


def why_not_decide(asked: ExportRequest, by: User, *, now: datetime) -> list[str]:
    if not by.has_perm(MAY_EXPORT):
        return [MAY_NOT]
    if asked.by_id == by.pk:
        return [NOT_ONESELF]
    if asked.stopped_at:
        return [STOPPED]
    if asked.decided_by_id:
        return [DECIDED]
    return [] if is_open(asked, now=now) else [EXPIRED]


def why_not_write(asked: ExportRequest, by: User, *, now: datetime) -> list[str]:
    """Writing what two people agreed to, once, within the week in which it was asked."""
    if not by.has_perm(MAY_EXPORT):
        return [MAY_NOT]
    if asked.stopped_at:
        return [STOPPED]
    if asked.declined_at:
        return [DECLINED]
    if not asked.agreed_at:
        return [NOT_AGREED]
    if Export.objects.filter(request=asked).exists():
        return [WRITTEN]
    return [] if now < asked.open_until else [EXPIRED]


def why_not_stop(asked: ExportRequest, by: User, *, now: datetime) -> list[str]:
    """One person is enough to keep everything here, until it is written."""
    if not by.has_perm(MAY_EXPORT):
        return [MAY_NOT]
    if Export.objects.filter(request=asked).exists():
        return [WRITTEN]
    if asked.stopped_at or asked.declined_at:
        return [STOPPED if asked.stopped_at else DECLINED]
    return [] if now < asked.open_until else [EXPIRED]


def is_open(asked: ExportRequest, *, now: datetime) -> bool:
    """Whether somebody else may still answer."""
    return not asked.decided_by_id and not asked.stopped_at and now < asked.open_until


def status(asked: ExportRequest, *, now: datetime) -> str:
    """What has become of a request, with who did it; reads `export` and `decided_by`."""
    if hasattr(asked, "export"):
        return f"Written by {asked.export.by} on {short_day(localdate(asked.export.at))}"
    if asked.stopped_at:
        return f"Stopped by {asked.stopped_by}"
    if asked.declined_at:
        return f"Declined by {asked.decided_by}"
    if now >= asked.open_until:
        return "Expired"
    return f"Agreed by {asked.decided_by}" if asked.agreed_at else "Waiting for a second person"
