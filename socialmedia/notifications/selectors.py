"""Whether a waiting email to the social media team or to somebody who complained still holds."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lla.emails import relevance
from lla.emails.models import Email
from lla.time import clock

from ..channels.choices import ChannelStatus
from ..channels.models import Channel
from ..complaints.models import Complaint
from ..consultations.models import Consultation
from ..guidelines.models import GuidelineVersion
from ..messages.models import Message
from ..posts.choices import PostStatus
from ..posts.models import Post, Variant
from ..reports.choices import ReportStatus
from ..reports.models import Report
from ..roster.choices import SwapStatus
from ..roster.models import Swap
from ..staffing.models import ReachTarget
from ..team.models import Appointment, Leave


def still_holds(email: Email) -> bool:
    rule = _RULES.get(email.kind.partition("/")[2])
    return rule is None or rule(email).exists()


def _complaint_is_open(email: Email) -> QuerySet[Complaint]:
    return Complaint.objects.standing().filter(pk=relevance.target(email))


def _view_is_missing(email: Email) -> QuerySet[Consultation]:
    asked = Consultation.objects.filter(pk=relevance.target(email), closed_at=None)
    return asked.filter(views__user__email=email.to, views__opinion="", closes_at__gt=clock.now())


def _swap_is_open(email: Email) -> QuerySet[Swap]:
    return Swap.objects.filter(duty=relevance.target(email), status=SwapStatus.ASKED)


def _check_is_missing(email: Email) -> QuerySet[Post]:
    return Post.objects.filter(pk=relevance.target(email), status=PostStatus.CHECKING)


def _is_written(email: Email) -> QuerySet[Post]:
    return Post.objects.filter(pk=relevance.target(email)).exclude(status=PostStatus.DROPPED)


def _posts_are_overdue(email: Email) -> QuerySet[Variant]:
    return Variant.objects.planned().filter(planned_at__lt=clock.now())


def _messages_wait(email: Email) -> QuerySet[Message]:
    return Message.objects.waiting()


def _report_is_a_draft(email: Email) -> QuerySet[Report]:
    month = email.about.rpartition(" ")[2]
    return Report.objects.filter(month=f"{month}-01", status=ReportStatus.DRAFT)


def _channel_is_open(email: Email) -> QuerySet[Channel]:
    return Channel.objects.filter(pk=relevance.target(email), status=ChannelStatus.OPEN)


def _channel_is_not_open(email: Email) -> QuerySet[Channel]:
    return Channel.objects.filter(pk=relevance.target(email)).exclude(status=ChannelStatus.OPEN)


def _is_in_force(email: Email) -> QuerySet[GuidelineVersion]:
    number = relevance.target(email)
    versions = GuidelineVersion.objects.adopted()
    return versions.none() if versions.filter(number__gt=number) else versions.filter(number=number)


def _leave_stands(email: Email) -> QuerySet[Leave]:
    return Leave.objects.filter(pk=relevance.target(email))


def _role_stands(email: Email) -> QuerySet[Appointment]:
    return Appointment.objects.filter(pk=relevance.target(email))


def _more_are_needed(email: Email) -> QuerySet[ReachTarget]:
    return ReachTarget.objects.filter(pk=relevance.target(email))


_RULES: dict[str, Callable[[Email], QuerySet[Any]]] = {
    "complaint_waits": _complaint_is_open,
    "complaint_leadership": _complaint_is_open,
    "complaint_due": _complaint_is_open,
    "complaint_held": _complaint_is_open,
    "consultation_asked": _view_is_missing,
    "consultation_reminded": _view_is_missing,
    "swap_asked": _swap_is_open,
    "check_asked": _check_is_missing,
    "post_checked": _is_written,
    "not_agreed": _is_written,
    "posts_overdue": _posts_are_overdue,
    "messages_waiting": _messages_wait,
    "messages_late": _messages_wait,
    "report_drafted": _report_is_a_draft,
    "channel_opened": _channel_is_open,
    "channel_left_alone": _channel_is_not_open,
    "guidelines_adopted": _is_in_force,
    "leave_away": _leave_stands,
    "leave_entered_for_you": _leave_stands,
    "appointed": _role_stands,
    "reach_set": _more_are_needed,
}
