"""Whether a waiting email to the social media team or to somebody who complained still holds."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lla.emails import relevance
from lla.emails.models import Email
from lla.emails.relevance import its
from lla.time import clock

from ..channels.choices import ChannelStatus
from ..channels.models import Channel
from ..complaints.models import Complaint
from ..consultations.models import Consultation
from ..guidelines.models import GuidelineVersion
from ..messages.models import Message
from ..posts.choices import PostStatus
from ..posts.models import Post, Variant
from ..reports.models import Report, ReportStatus
from ..roster.choices import SwapStatus
from ..roster.models import Swap
from ..staffing.models import ReachTarget
from ..team.models import Appointment, Leave


def still_holds(email: Email) -> bool:
    rule = _RULES.get(email.kind.partition("/")[2])
    return rule is None or rule(email).exists()


def _view_is_missing(email: Email) -> QuerySet[Consultation]:
    asked = Consultation.objects.filter(pk=relevance.target(email), closed_at=None)
    return asked.filter(views__user__email=email.to, views__opinion="", closes_at__gt=clock.now())


def _is_in_force(email: Email) -> QuerySet[GuidelineVersion]:
    number = relevance.target(email)
    versions = GuidelineVersion.objects.adopted()
    return versions.none() if versions.filter(number__gt=number) else versions.filter(number=number)


_RULES: dict[str, Callable[[Email], QuerySet[Any]]] = {
    "complaint_waits": its(Complaint.objects.standing()),
    "complaint_leadership": its(Complaint.objects.standing()),
    "complaint_due": its(Complaint.objects.standing()),
    "complaint_held": its(Complaint.objects.standing()),
    "consultation_asked": _view_is_missing,
    "consultation_reminded": _view_is_missing,
    "swap_asked": its(Swap.objects.filter(status=SwapStatus.ASKED), "duty"),
    "check_asked": its(Post.objects.filter(status=PostStatus.CHECKING)),
    "post_checked": its(Post.objects.exclude(status=PostStatus.DROPPED)),
    "post_dropped": its(Post.objects.all()),
    "posted_anyway": its(Post.objects.all()),
    "not_agreed": its(Post.objects.exclude(status=PostStatus.DROPPED)),
    "posts_overdue": lambda email: Variant.objects.planned().filter(planned_at__lt=clock.now()),
    "messages_waiting": lambda email: Message.objects.waiting(),
    "messages_late": lambda email: Message.objects.waiting(),
    "report_drafted": lambda email: Report.objects.filter(
        month=f"{email.about.rpartition(' ')[2]}-01", status=ReportStatus.DRAFT
    ),
    "channel_opened": its(Channel.objects.open()),
    "channel_left_alone": its(Channel.objects.exclude(status=ChannelStatus.OPEN)),
    "guidelines_adopted": _is_in_force,
    "leave_away": its(Leave.objects.all()),
    "leave_entered_for_you": its(Leave.objects.all()),
    "appointed": its(Appointment.objects.all()),
    "reach_set": its(ReachTarget.objects.all()),
}
