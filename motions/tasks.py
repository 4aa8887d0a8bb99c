"""Background work of motions: large files that were asked for, and papers of what has just changed."""

from contextlib import suppress
from datetime import timedelta

from django.urls import ResolverMatch
from django_tasks import task

from lla import chores, clock, decisions, subjects
from lla.emails import mailbox, notices
from lla.emails import relevance as emails_relevance
from lla.models import User
from lla.papers import pdf, store
from lla.processes import NotFinished

from . import emails, papers, relevance
from .choices import Act, Status
from .models import AgendaItem, Backing, Conference, Motion, MotionEvent, Revision
from .workflow import erasing, keeping

# Twice the sweep's own pace; whatever it misses is made when a reader asks for it.
JUST_NOW = timedelta(minutes=2)
AT_A_TIME = 20
LATELY = timedelta(days=2)


def thing(kind: str, pk: int, *, suffix: str) -> store.Thing:
    """What the file of a motion, a revision, an item or a conference says as things stand."""
    if kind == "motion":
        return papers.of_motion(Motion.objects.public().for_papers().get(pk=pk))
    if kind == "revision":
        revision = Revision.objects.public().get(pk=pk)
        revision.motion = Motion.objects.for_papers().get(pk=revision.motion_id)
        return papers.of_revision(revision)
    if kind == "item":
        item = AgendaItem.objects.select_related("conference").get(pk=pk)
        return papers.of_item(item, item.motions.public().for_papers().in_label_order())
    conference = Conference.objects.get(pk=pk)
    make = papers.archive if suffix == ".zip" else papers.of_conference
    return make(conference, _agenda(conference))


def decision(match: ResolverMatch) -> decisions.Decision | None:
    """The public motion that a page of this site shows.

    What was ruled out or withdrawn cannot be carried any more; of every other one nothing is decided yet.
    """
    if match.view_name not in {"motions:motion", "motions:revision"}:
        return None
    motion = Motion.objects.public().filter(pk=match.kwargs["pk"]).first()
    if motion is None:
        return None
    over = motion.status in {Status.RULED_OUT, Status.WITHDRAWN}
    return decisions.Decision(f"Motion {motion.reference}", carried=False if over else None)


@task()
def draw(kind: str, pk: int, suffix: str) -> None:
    """Make a file unless it is there; what went wrong is written down for whoever waits."""
    store.make_or_note(thing(kind, pk, suffix=suffix), suffix)


def prepare_papers() -> None:
    """Make the files of motions that were published or changed a moment ago, before a reader asks.

    Emails wait for this: what cannot be made soon is left until somebody asks for it.
    """
    changed = Motion.objects.public().filter(changed_at__gte=clock.now() - JUST_NOW)
    for motion in changed.for_papers().order_by("-changed_at")[:AT_A_TIME]:
        for suffix in (".pdf", ".docx"):
            with suppress(NotFinished):
                store.make(papers.of_motion(motion), suffix, pdf.at_once())


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


def _backs_a_motion(user: User) -> bool:
    return Backing.objects.standing().filter(email__iexact=user.email).exists()


SUPPORTERS = notices.Readers("Motions you support", _backs_a_motion)

mailbox.register_invitations("motions/invited")
notices.register(notices.COMMITTEE, emails.NOTICES_OF_PROPOSALS)
notices.register(notices.COMMITTEE, emails.NOTICES_FROM_MOVERS)
notices.register(notices.COMMITTEE, emails.NOTICES_FROM_GROUPS)
notices.register(SUPPORTERS, emails.NOTICES_OF_MOTIONS)
notices.register(SUPPORTERS, emails.NOTICES_OF_BACKING)
decisions.register(decision)
chores.minutely(prepare_papers)
chores.nightly(forget_papers_of_hidden_texts)
chores.nightly(keeping.warn_of_unsent)
chores.nightly(keeping.forget_unsent)
emails_relevance.register("motions", relevance.still_holds)
subjects.register(
    subjects.Part("motions", papers.TELLS, papers.LEAVES_OUT, papers.tell, erasing.foresee, erasing.erase)
)
