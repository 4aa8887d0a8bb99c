"""What social media hold about one person, told to that person: the allow-list, table by table.

Of what is about other people, such as a message or a case, it says what this person did and when, and never
whom it concerned. Members of the public who wrote a message or a comment, or take part in a forum, are known
by the name that a platform shows and by no address, so nothing finds them by itself: somebody looks that name
up in their pages.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Model, Q

from lla.accounts.models import User
from lla.subjects.disclosures import ITSELF, Disclosure, section
from lla.subjects.registry import Person, Row, Section, facts

from ..channels.models import Channel, FunctionInUse
from ..comments.models import Incident
from ..complaints.choices import ComplaintKind, ComplaintStatus
from ..complaints.models import Complaint, KeptOut
from ..consultations.models import Consultation, View
from ..filters.models import FilterInstalled, FilterList
from ..forums.models import BreachCase, Moderation
from ..guidelines.models import GuidelineVersion
from ..media.models import MediaFile
from ..messages.models import Message
from ..positions.models import Position
from ..posts.models import Override, Post, PostCheck, Variant
from ..record.models import SocialEvent, SocialRemark
from ..reports.models import Report
from ..results.models import Result
from ..roster.models import RosterDuty, RosterFeed, Swap
from ..sources.models import Like, Vetting
from ..staffing.models import ReachTarget
from ..statistics.models import WeekFigures
from ..team.models import Appointment, Leave
from .selectors import complaints_of

AppointmentHistory: type[Model] = apps.get_model("socialmedia", "AppointmentEvent")  # made by pghistory
ROLE = ("role", "channel", "starts_on", "ends_on", "how", "decision", "hours")
# What whoever complained gave and was answered; neither who it names nor what was said inside.
COMPLAINT = (
    ITSELF, "kind", "about", "about_words", "link", "name", "email", "answer_wanted", "words", "received_at",
    "held_at", "closed_at", "reply",
)  # fmt: skip
# That there was one and when it was closed; what it said and who complained is the other person's.
KEPT_OUT = ("complained_of", "complaint__closed_at")
# Consultations whose words concern another person.
ABOUT_SOMEBODY = ("breachcase:", "complaint:")


def _about_somebody(row: Consultation | View, user: User) -> bool:
    consultation = row.consultation if isinstance(row, View) else row
    return consultation.about.startswith(ABOUT_SOMEBODY)


DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure(Appointment, "Your roles in the social media team", ["user"], ROLE),
    Disclosure(AppointmentHistory, "Your roles as recorded", ["user"], ROLE),
    Disclosure(Channel, "Forums you are named for", ["named"], ["name", "status"]),
    Disclosure(Leave, "Days on which you were away", ["user"], ["starts_on", "ends_on"]),
    Disclosure(RosterDuty, "Your duties", ["user"], ["kind", "channel", "on"]),
    Disclosure(RosterFeed, "Your calendar", ["user"], ["version"]),
    Disclosure(
        Swap,
        "Swaps of duties",
        ["asked_by", "to", "answered_by"],
        ["duty", "duty__on", "note", "status", "asked_at", "answered_at"],
        withheld={"note": lambda swap, user: swap.asked_by_id != user.pk},
        beside=["duty__channel"],
    ),
    Disclosure(
        ReachTarget, "Calls for more people you made", ["set_by"], ["extra", "why", "starts_on", "ends_on"]
    ),
    Disclosure(
        FunctionInUse,
        "Functions of channels you reviewed",
        ["seen_by"],
        ["channel", "function", "in_use", "seen_at"],
    ),
    Disclosure(Post, "Posts", ["author", "read_by"], ["title", "kind", "status", "created_at"]),
    Disclosure(
        Variant,
        "Posts on each channel",
        ["post__author", "posted_by"],
        ["post", "channel", "words", "planned_at", "posted_at", "link"],
        withheld={"words": lambda variant, user: variant.post.author_id != user.pk},
    ),
    Disclosure(
        MediaFile,
        "Pictures and films you added",
        ["uploaded_by"],
        ["title", "kind", "alternative_text", "owner", "created_at", "removed_at"],
    ),
    Disclosure(Position, "Positions you added", ["written_by"], ["sentence", "since", "until"]),
    Disclosure(PostCheck, "Posts you checked", ["by"], ["post", "kind", "agreed", "note", "at"]),
    Disclosure(Override, "Reasons you gave against a check", ["by"], ["post", "code", "why", "at"]),
    Disclosure(Vetting, "Sources you reviewed", ["by"], ["source", ITSELF, "note", "at"]),
    Disclosure(Like, "Likes you recorded", ["by"], ["channel", "source", "at"]),
    Disclosure(FilterList, "Filter lists you made", ["made_by"], ["number", "why", "made_at"]),
    Disclosure(FilterInstalled, "Filter lists you installed", ["by"], ["channel", "version", "at"]),
    Disclosure(Incident, "Comments you dealt with", ["done_by"], ["channel", "done", "done_at"]),
    Disclosure(
        Message, "Messages you dealt with", ["answered_by"], ["kind", "channel", "status", "answered_at"]
    ),
    Disclosure(Moderation, "What you did as a moderator", ["by", "struck_by"], ["channel", "measure", "at"]),
    Disclosure(
        BreachCase,
        "Cases",
        ["opened_by", "leadership_by", "decided_by", "appeal_decided_by"],
        [ITSELF, "channel", "opened_at", "leadership_at", "decided_at", "appeal_decided_at"],
    ),
    Disclosure(
        Consultation,
        "Consultations you opened",
        ["opened_by"],
        ["question", "background", "opened_at"],
        withheld={"background": _about_somebody},
    ),
    Disclosure(
        View,
        "Views you were asked for",
        ["user"],
        ["consultation", "asked_at", "opinion", "words", "given_at"],
        withheld={"words": _about_somebody},
    ),
    Disclosure(
        GuidelineVersion, "Versions of the guidelines", ["drafted_by", "adopted_by"], ["number", "adopted_at"]
    ),
    Disclosure(Result, "Results of posts you entered", ["by"], ["variant", "on"]),
    Disclosure(WeekFigures, "Weekly figures you entered", ["by"], ["channel", "week"]),
    Disclosure(Report, "Monthly reports", ["drafted_by", "sent_by", "published_by"], ["month", "sent_at"]),
)
TABLES_TOLD: frozenset[type[Model]] = frozenset(
    {Complaint, KeptOut, SocialEvent, SocialRemark, *(disclosure.model for disclosure in DISCLOSURES)}
)
NOBODY = "It holds nothing about people."
LEAVES_OUT: Mapping[str, str] = {
    "socialmedia.BreachCase_kept_out": (
        "Team members whose name is like that of the person in a case. Look this up by hand with that "
        "member: it would reveal a case that is not decided yet."
    ),
    "socialmedia.Channel_also_on": NOBODY,
    "socialmedia.DayVerdict": NOBODY,
    "socialmedia.ForumRule": NOBODY,
    "socialmedia.Meeting": "Notes of meetings, which no address is tied to. Read them through by hand.",
    "socialmedia.Participant": (
        "Somebody by the name that a platform shows, without an address. If they say which name is theirs, "
        "look up its moderation log and cases by hand."
    ),
    "socialmedia.Platform": NOBODY,
    "socialmedia.Source": (
        "A site or an account whose posts may be shared, without an email address. Look up an account of "
        "one person by its name."
    ),
}
# Steps and words that are about somebody else, whoever took or said them.
ABOUT_OTHERS = ("breachcase", "complaint", "consultation", "incident", "message", "moderation", "participant")
# A person's safety and advice on the law are weighed by hand, even when the complaint is closed.
NEVER_TOLD = (ComplaintKind.SAFEGUARDING, ComplaintKind.LEGAL)


def tell(person: Person) -> Iterator[Section]:
    complaints = complaints_of(person)
    yield section(Complaint, "Complaints with your address", complaints, COMPLAINT)
    if user := person.user:
        yield section(KeptOut, "Complaints you were kept out of", _kept_out_of(user), KEPT_OUT)
        for disclosure in DISCLOSURES:
            yield disclosure.section(user)
        yield from _of_the_record(person, user)


def _kept_out_of(user: User) -> Iterable[KeptOut]:
    """Nothing before a complaint is closed, for that would tell of it while it is looked into."""
    closed = KeptOut.objects.filter(user=user, complaint__status=ComplaintStatus.CLOSED)
    return closed.exclude(complaint__kind__in=NEVER_TOLD).select_related("complaint").order_by("pk")


def _of_the_record(person: Person, user: User) -> Iterator[Section]:
    """Steps that somebody took, and those of their own roles and days away that others took."""
    theirs = Q(about__startswith="appointment:") | Q(about__startswith="leave:")
    steps = SocialEvent.objects.filter(Q(actor_key__in=person.keys) | theirs & Q(details__user=user.pk))
    yield Section(
        SocialEvent,
        "What you did, and what was done about your roles",
        tuple(map(_step, steps.order_by("pk"))),
    )
    remarks = SocialRemark.objects.filter(event__actor_key__in=person.keys).select_related("event")
    for kind in ABOUT_OTHERS:
        remarks = remarks.exclude(event__about__startswith=f"{kind}:")
    yield Section(SocialRemark, "What you wrote with a step", tuple(map(_remark, remarks.order_by("pk"))))


def _step(event: SocialEvent) -> Row:
    act = event.act.replace("_", " ").capitalize()
    return facts(("What", act), ("Of", _about(event.about)), ("When", event.at))


def _remark(remark: SocialRemark) -> Row:
    return facts(("Of", _about(remark.event.about)), ("When", remark.event.at), ("Words", remark.words))


def _about(key: str) -> str:
    """How the record names a row, in words: post 4."""
    kind, _, name = key.partition(":")
    models = apps.get_app_config("socialmedia").get_models()
    names = {model._meta.model_name: str(model._meta.verbose_name) for model in models}
    return f"{names.get(kind, kind)} {name}"
