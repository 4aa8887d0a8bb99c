"""The committee's panel on the desk's front page: what waits, how much of it, and the list behind it."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from lla.desk.panels import Line, Panel, panel

from ...motion.choices import BEFORE_RECEIPT, DESK, Status
from ...motion.models import Motion, Ruling


@panel(50)
def motions(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("motions.view_motion"):
        return None
    counts = Motion.objects.aggregate(
        waiting=Count("pk", filter=Q(status=Status.RECEIVED)),
        queried=Count("pk", filter=Q(status=Status.QUERIED)),
        unpublished=Count("pk", filter=Q(status__in=DESK, published_at=None)),
        held=Count("pk", filter=Q(held_at__isnull=False)),
        late=Count("pk", filter=Q(status__in=DESK, late=True)),
        mine=Count("pk", filter=Q(status__in=DESK, assigned_to=request.user.pk)),
        on_their_way=Count("pk", filter=Q(status__in=BEFORE_RECEIPT)),
    )
    second = Ruling.objects.for_a_second(request.user.pk).count()
    words = [
        ("waiting for a ruling", counts["waiting"], "waiting"),
        ("queried with the mover", counts["queried"], "queried"),
        ("proposed, needing a second person", second, "second"),
        ("not public yet", counts["unpublished"], "unpublished"),
        ("on hold, because a contact of the group doubts them", counts["held"], "held"),
        ("late, waiting for the committee", counts["late"], "late"),
        ("assigned to you", counts["mine"], "mine"),
        ("awaiting confirmation", counts["on_their_way"], "on_their_way"),
    ]
    queue = reverse("admin:motions_motion_changelist")
    return Panel("Motions", [Line(line, count, f"{queue}?queue={name}") for line, count, name in words])
