"""Making the files of motions before they are asked for, and removing those of texts now hidden."""

from contextlib import suppress
from datetime import timedelta

from lla.jobs.processes import NotFinished
from lla.papers import pdf, store
from lla.papers.formats import PRINTED
from lla.time import clock

from ..composites.papers import ALONE
from ..composites.selectors import with_sources
from ..motion import papers as motion_papers
from ..motion.choices import Act
from ..motion.models import Motion, MotionEvent

# Twice the sweep's own pace; whatever it misses is made when a reader asks for it.
JUST_NOW = timedelta(minutes=2)
AT_A_TIME = 20
LATELY = timedelta(days=2)


def prepare_papers() -> None:
    """Make the files of motions that were published or changed a moment ago, before a reader asks.

    Emails wait for this: what cannot be made soon is left until somebody asks for it.
    """
    changed = Motion.objects.any_nature().public().filter(changed_at__gte=clock.now() - JUST_NOW)
    for motion in with_sources(changed.for_papers().order_by("-changed_at")[:AT_A_TIME]):
        for format in PRINTED:
            with suppress(NotFinished):
                store.make(motion_papers.of_motion(motion, ALONE), format.suffix, pdf.at_once())


def forget_papers_of_hidden_texts() -> None:
    """Remove once more what was being drawn at the very moment at which a text was hidden."""
    acts = (Act.HIDDEN, Act.TEXT_HIDDEN, Act.REDACTED, Act.RULED_OUT, Act.WITHDRAWN)
    lately = MotionEvent.objects.filter(act__in=acts, at__gte=clock.now() - LATELY)
    for pk in lately.order_by("motion").values_list("motion", flat=True).distinct():
        store.forget(f"m{pk}")
