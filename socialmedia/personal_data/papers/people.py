"""What social media hold about one person, told to that person: the allow-list, table by table.

Members of the public who wrote a message or a comment, or take part in a forum, are known by the name that a
platform shows and by no address, so nothing finds them by itself: somebody looks that name up in their pages.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Model, Q

from lla.accounts.models import User
from lla.subjects.registry import Person, Row, Section, facts

from ...complaints.choices import ComplaintKind, ComplaintStatus
from ...complaints.models import Complaint, KeptOut
from ...record.models import SocialEvent, SocialRemark
from ..selectors import complaints_of
from .members import DISCLOSURES, Disclosure

TABLES_TOLD: frozenset[type[Model]] = frozenset(
    {Complaint, KeptOut, SocialEvent, SocialRemark, *(told.model for told in DISCLOSURES)}
)
NOBODY = "It holds nobody."
LEAVES_OUT: Mapping[str, str] = {
    "socialmedia.BreachCase_kept_out": "Whose name is like that of the person of a case: looked up by hand "
    "with that person, for it would tell of a case while it is decided.",
    "socialmedia.Channel_also_on": NOBODY,
    "socialmedia.DayVerdict": NOBODY,
    "socialmedia.ForumRule": NOBODY,
    "socialmedia.Meeting": "Words of a meeting, found by no address; the notes are read through by hand.",
    "socialmedia.Participant": "Somebody by the name a platform shows and by no address: whoever says which "
    "name is theirs has the moderation log and the cases of that name looked up by hand.",
    "socialmedia.Platform": NOBODY,
    "socialmedia.Source": "A site or an account whose posts may be shared, known by no email address; one "
    "of a single person is looked up by its name.",
}
# Steps and words that are about somebody else, whoever took or said them.
ABOUT_OTHERS = ("breachcase", "complaint", "consultation", "incident", "message", "moderation", "participant")
# A person's safety and advice on the law are weighed by hand, even when the complaint is closed.
NEVER_TOLD = (ComplaintKind.SAFEGUARDING, ComplaintKind.LEGAL)


def tell(person: Person) -> Iterator[Section]:
    complaints = tuple(map(_complaint, complaints_of(person)))
    yield Section(Complaint, "Complaints with your address", complaints)
    if user := person.user:
        yield Section(KeptOut, "Complaints you were kept out of", tuple(map(_kept_out, _told_of(user))))
        for told in DISCLOSURES:
            yield _section(told, user)
        yield from _of_the_record(person, user)


def _told_of(user: User) -> Iterable[KeptOut]:
    """Nothing before a complaint is closed, for that would tell of it while it is looked into."""
    closed = KeptOut.objects.filter(user=user, complaint__status=ComplaintStatus.CLOSED)
    return closed.exclude(complaint__kind__in=NEVER_TOLD).select_related("complaint").order_by("pk")


def _section(told: Disclosure, user: User) -> Section:
    mine = Q()
    for field in told.who:
        mine |= Q((field, user))
    rows = told.model._default_manager.filter(mine).select_related(*told.beside).order_by("pk")
    return Section(told.model, told.heading, tuple(told.row(one, user) for one in rows))


def _of_the_record(person: Person, user: User) -> Iterator[Section]:
    """Steps that somebody took, and those of their own roles and days away that others took."""
    theirs = Q(about__startswith="appointment:") | Q(about__startswith="leave:")
    steps = SocialEvent.objects.filter(Q(actor_key__in=person.keys) | theirs & Q(details__user=user.pk))
    yield Section(SocialEvent, "Steps you took, or of your roles", tuple(map(_step, steps.order_by("pk"))))
    said = SocialRemark.objects.filter(event__actor_key__in=person.keys).select_related("event")
    for kind in ABOUT_OTHERS:
        said = said.exclude(event__about__startswith=f"{kind}:")
    yield Section(SocialRemark, "Words you said with a step", tuple(map(_remark, said.order_by("pk"))))


def _complaint(one: Complaint) -> Row:
    """What whoever complained gave and was answered; neither who it names nor what was said inside."""
    return facts(
        ("Reference", one.reference),
        ("Kind", one.get_kind_display()),
        ("About", one.get_about_display()),
        ("Who, or which post", one.about_words),
        ("Link", one.link),
        ("Name", one.name),
        ("Email address", one.email),
        ("Answer wanted", one.answer_wanted),
        ("What happened", one.words),
        ("Received", one.received_at),
        ("Holding reply", one.held_at),
        ("Closed", one.closed_at),
        ("Reply", one.reply),
    )


def _kept_out(one: KeptOut) -> Row:
    """That there was one and when it was closed; what it said and who complained is the other person's."""
    why = "It was about you" if one.complained_of else "You had no part in deciding it"
    return facts(("Why", why), ("Closed", one.complaint.closed_at))


def _step(one: SocialEvent) -> Row:
    act = one.act.replace("_", " ").capitalize()
    return facts(("What", act), ("Of", _about(one.about)), ("When", one.at))


def _remark(one: SocialRemark) -> Row:
    return facts(("Of", _about(one.event.about)), ("When", one.event.at), ("Words", one.words))


def _about(key: str) -> str:
    """How the record names a row, in words: post 4."""
    kind, _, name = key.partition(":")
    models = apps.get_app_config("socialmedia").get_models()
    names = {model._meta.model_name: str(model._meta.verbose_name) for model in models}
    return f"{names.get(kind, kind)} {name}"
