"""Where the desk's pages are, and how a motion stands; for the tests of the desk."""

from django.urls import reverse

from motions.motion.models import Motion

QUEUE = reverse("admin:motions_motion_changelist")


def sheet_of(motion: Motion) -> str:
    return reverse("admin:motions_motion_change", args=[motion.pk])


def page_of(motion: Motion, act: str) -> str:
    return reverse("admin:motions_motion_act", args=[motion.pk, act])


def checklist_of(motion: Motion) -> str:
    return reverse("admin:motions_motion_checklist", args=[motion.pk])


def seen(motion: Motion) -> str:
    """The newest step, as a page opened now would hold it."""
    return str(motion.events.values_list("pk", flat=True).latest("pk"))


def status_of(motion: Motion) -> str:
    return Motion.objects.get(pk=motion.pk).status
