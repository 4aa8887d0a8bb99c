"""What motions tell one person about themselves: the allow-list, table by table."""

from collections.abc import Iterator, Mapping

from django.db.models import Model, Q

from lla.accounts.models import User
from lla.subjects.disclosures import ITSELF, Field, section
from lla.subjects.registry import Person, Section
from organisers.contacts.models import Contact

from ..appeals.models import Appeal, ReferenceBack
from ..colleagues.models import Seat
from ..committee.models import Check, Note, Recusal
from ..composites.models import CompositeConsent, CompositeSource, SourceAmendment
from ..duplicates.models import Duplicate
from ..group_questions.models import GroupQuestion
from ..motion.models import Backing, Motion, MotionEvent, Remark, Revision, Ruling
from ..order_paper.models import OrderPaper
from ..reports.models import CommitteeReport
from ..submitting.models import Draft
from .selectors import drafts_of

TABLES_TOLD: frozenset[type[Model]] = frozenset(
    {
        Appeal,
        Backing,
        Check,
        CommitteeReport,
        CompositeConsent,
        CompositeSource,
        Draft,
        Duplicate,
        GroupQuestion,
        Motion,
        MotionEvent,
        Note,
        OrderPaper,
        Recusal,
        ReferenceBack,
        Remark,
        Revision,
        Ruling,
        Seat,
        SourceAmendment,
    }
)
NOBODY = "It holds nothing about people."
LEAVES_OUT: Mapping[str, str] = {
    "motions.AgendaItem": NOBODY,
    "motions.AgendaItemEvent": NOBODY,
    "motions.Amendment": NOBODY,
    "motions.Business": NOBODY,
    "motions.BusinessMotion": NOBODY,
    "motions.ClauseOrigin": NOBODY,
    "motions.CompositeOption": NOBODY,
    "motions.Conference": NOBODY,
    "motions.ConferenceEvent": NOBODY,
    "motions.ConferenceSession": NOBODY,
    "motions.Consequence": NOBODY,
    "motions.FormerLabel": NOBODY,
    "motions.PendingCarry": NOBODY,
    "motions.StandingOrder": NOBODY,
    "motions.StandingOrderEvent": NOBODY,
    "motions.ProposedText": "A text without the words proposed for removal. It is deleted once that is "
    "decided.",
}
MOTION = ("Motion", lambda row: f"m{row.motion_id}")
BACKING = (
    ("Motion", "motion"),
    ("Your role", "role"),
    "name",
    ("Group", "group_name"),
    ("Email address", "email"),
    ("Name printed", "name_public"),
    ("Asked", "created_at"),
    ("Confirmed", "confirmed_at"),
    ("Withdrawn", "withdrawn_at"),
)
REVISION = (
    ("Motion", lambda row: f"m{row.motion_id}, revision {row.number}"),
    ("Sent", "made_at"),
    "title",
    ("Text", "body"),
    "appendix",
    ("Why it changed", "why"),
)
CONSENT = (("Your motion", lambda row: f"m{row.source.motion_id}"), ("You said", "answer"), ("When", "at"))
REMARK = (("Motion", lambda row: f"m{row.event.motion_id}"), ("When", "event__at"), "words")


def sections(person: Person) -> Iterator[Section]:
    """What motions hold about one person, told to that person: the allow-list, table by table."""
    mine = Backing.objects.filter(email__iexact=person.email).order_by("pk")
    backings = list(mine.select_related("motion__current"))
    yield section(Backing, "Motions you support", backings, BACKING)
    contacts = Contact.objects.of_address(person.email)
    keys = person.keys | {f"backing:{backing.pk}" for backing in backings}
    keys |= {f"contact:{contact.pk}" for contact in contacts}
    asked = GroupQuestion.objects.filter(contact__in=contacts).order_by("pk")
    answers = (MOTION, ("When", "asked_at"), ("Your answer", "answer"), ("Answered", "answered_at"))
    yield section(GroupQuestion, "Motions in your group’s name that you were told about", asked, answers)
    consents = CompositeConsent.objects.filter(backing__in=backings).select_related("source")
    yield section(CompositeConsent, "Composites that you answered about", consents.order_by("pk"), CONSENT)
    spoken_for = CompositeSource.objects.filter(speaker__in=backings).order_by("pk")
    speaks = (
        ("Your motion", MOTION[1]),
        ("Composite", lambda row: f"m{row.composite_id}"),
        ("Your role", "speaks_as"),
    )
    yield section(CompositeSource, "Composites that you were chosen to speak for", spoken_for, speaks)
    texts = Revision.objects.filter(by_key__in=keys).order_by("pk")
    yield section(Revision, "Texts you sent", texts, REVISION)
    steps = MotionEvent.objects.filter(actor_key__in=keys).order_by("pk")
    step = (("What", "act"), ("Of", MOTION[1]), ("When", "at"))
    yield section(MotionEvent, "What you did with motions", steps, step)
    words = Remark.objects.filter(event__actor_key__in=keys).select_related("event").order_by("pk")
    yield section(Remark, "What you wrote with it", words, REMARK)
    begun_and_saved = (("Begun", "created_at"), ("Saved", "saved_at"))
    yield section(Draft, "Drafts with your address", drafts_of(person), begun_and_saved)
    made = Appeal.objects.filter(by__in=backings)
    yield section(Appeal, "Appeals you made", made, (MOTION, ("When", "made_at"), "grounds"))
    if person.user:
        yield from _of_member(person.user)


def _of_member(user: User) -> Iterator[Section]:
    """What somebody did on the committee."""
    seats = Seat.objects.filter(user=user)
    held: tuple[Field, ...] = (("Since", "since"), ("Ended", "ended_at"), ("Decision", "decision"))
    yield section(Seat, "Your places on the committee", seats, held)
    entered = ReferenceBack.objects.filter(by=user).select_related("appeal")
    of_appeal = (("Motion", lambda row: f"m{row.appeal.motion_id}"), ("When", "at"))
    yield section(ReferenceBack, "References back you entered", entered, of_appeal)
    rulings = Ruling.objects.filter(Q(proposed_by=user) | Q(seconded_by=user))
    ruling = (MOTION, ("Ruling", ITSELF), ("When", "proposed_at"))
    yield section(Ruling, "Rulings you proposed or seconded", rulings, ruling)
    twins = Duplicate.objects.filter(by=user).select_related("other")
    yield section(Duplicate, "Motions you marked as duplicates", twins, (MOTION, ("When", "at")))
    fates = SourceAmendment.objects.filter(decided_by=user).select_related("amendment").order_by("pk")
    fate = (("Amendment", lambda row: f"m{row.amendment_id}"), ("You said", "fate"), ("When", "decided_at"))
    yield section(SourceAmendment, "Amendments that you decided about for a composite", fates, fate)
    check = (MOTION, ("Found", ITSELF), ("When", "at"))
    yield section(Check, "Points you checked", Check.objects.filter(by=user), check)
    reports = CommitteeReport.objects.filter(issued_by=user)
    issued = (("Report", ITSELF), ("When", "issued_at"))
    yield section(CommitteeReport, "Committee reports you issued", reports, issued)
    order_papers = OrderPaper.objects.filter(issued_by=user)
    yield section(OrderPaper, "Order papers you issued", order_papers, (("Paper", ITSELF), issued[1]))
    note, interest = (MOTION, ("When", "at"), "words"), (MOTION, ("When", "at"), "interest")
    yield section(Note, "Your notes to the committee", Note.objects.filter(by=user), note)
    yield section(Recusal, "Interests you declared", Recusal.objects.filter(user=user), interest)
    assigned = Motion.objects.any_nature().filter(assigned_to=user)
    yield section(Motion, "Motions you look after", assigned, [("Motion", "reference")])
