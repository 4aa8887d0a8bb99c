"""Making the files of motions, items and conferences, and removing those of texts now hidden."""

from contextlib import suppress
from datetime import timedelta

from django_tasks import task

from lla.jobs.processes import NotFinished
from lla.papers import pdf, store
from lla.time import clock

from ..agenda.models import AgendaItem, Conference
from ..motion import papers as motion_papers
from ..motion.choices import Act
from ..motion.models import Motion, MotionEvent, Revision


def document(kind: str, pk: int, *, suffix: str) -> store.Thing:
    """What the file of a motion, a revision, an item or a conference says as things stand."""
    if kind == "motion":
        return motion_papers.of_motion(Motion.objects.public().for_papers().get(pk=pk))
    if kind == "revision":
        revision = Revision.objects.public().get(pk=pk)
        revision.motion = Motion.objects.for_papers().get(pk=revision.motion_id)
        return motion_papers.of_revision(revision)
    if kind == "item":
        item = AgendaItem.objects.select_related("conference").get(pk=pk)
        return motion_papers.of_item(item, item.motions.public().for_papers().in_label_order())
    conference = Conference.objects.get(pk=pk)
    make = motion_papers.archive if suffix == ".zip" else motion_papers.of_conference
    return make(conference, _agenda(conference))


# Twice the sweep's own pace; whatever it misses is made when a reader asks for it.
JUST_NOW = timedelta(minutes=2)
AT_A_TIME = 20
LATELY = timedelta(days=2)


@task()
def draw(kind: str, pk: int, suffix: str) -> None:
    """Make a file unless it is there; what went wrong is written down for whoever waits."""
    store.make_or_note(document(kind, pk, suffix=suffix), suffix)


def prepare_papers() -> None:
    """Make the files of motions that were published or changed a moment ago, before a reader asks.

    Emails wait for this: what cannot be made soon is left until somebody asks for it.
    """
    changed = Motion.objects.public().filter(changed_at__gte=clock.now() - JUST_NOW)
    for motion in changed.for_papers().order_by("-changed_at")[:AT_A_TIME]:
        for suffix in (".pdf", ".docx"):
            with suppress(NotFinished):
                store.make(motion_papers.of_motion(motion), suffix, pdf.at_once())


def forget_papers_of_hidden_texts() -> None:
    """Remove once more what was being drawn at the very moment at which a text was hidden."""
    acts = (Act.HIDDEN, Act.TEXT_HIDDEN, Act.REDACTED, Act.RULED_OUT, Act.WITHDRAWN)
    lately = MotionEvent.objects.filter(act__in=acts, at__gte=clock.now() - LATELY)
    for pk in lately.order_by("motion").values_list("motion", flat=True).distinct():
        store.forget(f"m{pk}")


def _agenda(conference: Conference) -> list[tuple[AgendaItem, list[Motion]]]:
    """Each item with its public motions, in as many queries for one as for many."""
    items = list(conference.items.order_by("order"))
    found: dict[int, list[Motion]] = {item.pk: [] for item in items}
    for item in items:
        item.conference = conference
    for motion in conference.motions.public().for_papers().in_label_order():
        found[motion.item_id].append(motion)
    return [(item, found[item.pk]) for item in items]
