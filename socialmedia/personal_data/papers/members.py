"""What the tables of social media tell somebody of the team or the leadership about themselves.

Of what is about other people, such as a message or a case, it says what this person did and when, and never
whom it concerned.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model

from lla.accounts.models import User
from lla.subjects.registry import Row, facts

from ...channels.models import Channel, FunctionInUse
from ...comments.models import Incident
from ...consultations.models import Consultation, View
from ...filters.models import FilterInstalled, FilterList
from ...forums.models import BreachCase, Moderation
from ...guidelines.models import GuidelineVersion
from ...messages.models import Message
from ...posts.models import Override, Post, PostCheck, Variant
from ...reports.models import Report
from ...roster.models import RosterDuty, RosterFeed, Swap
from ...sources.models import Like, Vetting
from ...staffing.models import ReachTarget
from ...statistics.models import WeekFigures
from ...team.models import Appointment, Leave

ABOUT_SOMEBODY = ("breachcase:", "complaint:")  # consultations whose words concern another person
AppointmentHistory: type[Model] = apps.get_model("socialmedia", "AppointmentEvent")  # made by pghistory


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A table with the fields that name somebody, and what each says of them; `beside` is read with it."""

    model: type[Model]
    heading: str
    who: Mapping[str, str]
    words: Callable[[Any, User], Row]
    beside: tuple[str, ...] = field(default=())

    def row(self, one: Any, user: User) -> Row:
        """A row in words; where several fields can name somebody, it says which do."""
        parts = (said for name, said in self.who.items() if attrgetter(_path(name))(one) == user.pk)
        return facts(("You", [said for said in parts if said])) + self.words(one, user)


def _path(name: str) -> str:
    return f"{name.replace('__', '.')}_id"


def _role(one: Any, user: User) -> Row:
    return facts(
        ("Role", one.get_role_display()),
        ("Channel", one.channel),
        ("First day", one.starts_on),
        ("Last day", one.ends_on),
        ("How", one.get_how_display()),
        ("Decision", one.decision),
        ("Hours a week", one.hours),
    )


def _leave(one: Leave, user: User) -> Row:
    return facts(("First day", one.starts_on), ("Last day", one.ends_on))


def _duty(one: RosterDuty, user: User) -> Row:
    return facts(("Duty", one.get_kind_display()), ("Channel", one.channel), ("Day", one.on))


def _feed(one: RosterFeed, user: User) -> Row:
    return facts(("Private addresses so far", one.version))


def _swap(one: Swap, user: User) -> Row:
    """The note is told to whoever wrote it."""
    return facts(
        ("Duty", one.duty),
        ("Day", one.duty.on),
        ("Note", one.note if one.asked_by_id == user.pk else ""),
        ("State", one.get_status_display()),
        ("Asked", one.asked_at),
        ("Answered", one.answered_at),
    )


def _forum(one: Channel, user: User) -> Row:
    return facts(("Forum", one), ("State", one.get_status_display()))


def _function(one: FunctionInUse, user: User) -> Row:
    return facts(("Channel", one.channel), ("Function", one), ("In use", one.in_use), ("When", one.seen_at))


def _reach(one: ReachTarget, user: User) -> Row:
    return facts(("Target", one), ("First day", one.starts_on), ("Last day", one.ends_on))


def _post(one: Post, user: User) -> Row:
    return facts(
        ("Title", one.title),
        ("Kind", one.get_kind_display()),
        ("State", one.get_status_display()),
        ("Begun", one.created_at),
    )


def _variant(one: Variant, user: User) -> Row:
    """The words are told to whoever wrote the post."""
    return facts(
        ("Post", one.post),
        ("Channel", one.channel),
        ("Words", one.words if one.post.author_id == user.pk else ""),
        ("Planned for", one.planned_at),
        ("Published", one.posted_at),
        ("Where", one.link),
    )


def _check(one: PostCheck, user: User) -> Row:
    return facts(
        ("Post", one.post),
        ("As", one.get_kind_display()),
        ("Agreed", one.agreed),
        ("Note", one.note),
        ("When", one.at),
    )


def _override(one: Override, user: User) -> Row:
    return facts(("Post", one.post), ("Check", one.code), ("Reason", one.why), ("When", one.at))


def _vetting(one: Vetting, user: User) -> Row:
    return facts(("Source", one.source), ("Found", one), ("Note", one.note), ("When", one.at))


def _like(one: Like, user: User) -> Row:
    return facts(("What", one), ("When", one.at))


def _filter(one: FilterList, user: User) -> Row:
    return facts(("What", one), ("Why", one.why), ("When", one.made_at))


def _installed(one: FilterInstalled, user: User) -> Row:
    return facts(("What", one), ("When", one.at))


def _comment(one: Incident, user: User) -> Row:
    return facts(("Channel", one.channel), ("Done", one.get_done_display()), ("When", one.done_at))


def _message(one: Message, user: User) -> Row:
    return facts(
        ("Kind", one.get_kind_display()),
        ("Channel", one.channel),
        ("State", one.get_status_display()),
        ("When", one.answered_at),
    )


def _moderation(one: Moderation, user: User) -> Row:
    return facts(("Forum", one.channel), ("Done", one.get_measure_display()), ("When", one.at))


def _case(one: BreachCase, user: User) -> Row:
    return facts(
        ("Case", one),
        ("Forum", one.channel),
        ("Opened", one.opened_at),
        ("Decided", one.decided_at),
        ("Appeal decided", one.appeal_decided_at),
    )


def _consultation(one: Consultation, user: User) -> Row:
    return facts(
        ("Question", one.question),
        ("Background", "" if one.about.startswith(ABOUT_SOMEBODY) else one.background),
        ("Opened", one.opened_at),
    )


def _view(one: View, user: User) -> Row:
    return facts(
        ("Question", one.consultation.question),
        ("Asked", one.asked_at),
        ("Answer", one.get_opinion_display()),
        ("Words", "" if one.consultation.about.startswith(ABOUT_SOMEBODY) else one.words),
        ("Given", one.given_at),
    )


def _guidelines(one: GuidelineVersion, user: User) -> Row:
    return facts(("What", one), ("Adopted", one.adopted_at))


def _figures(one: WeekFigures, user: User) -> Row:
    return facts(("Channel", one.channel), ("Week from", one.week))


def _report(one: Report, user: User) -> Row:
    return facts(("What", one), ("Sent", one.sent_at))


_BY = {"by": ""}
DISCLOSURES: tuple[Disclosure, ...] = (
    Disclosure(Appointment, "Your roles in the social media team", {"user": ""}, _role, ("channel",)),
    Disclosure(AppointmentHistory, "Your roles as recorded", {"user": ""}, _role, ("channel",)),
    Disclosure(Channel, "Forums you are named for", {"named": ""}, _forum),
    Disclosure(Leave, "Days on which you were away", {"user": ""}, _leave),
    Disclosure(RosterDuty, "Your duties", {"user": ""}, _duty, ("channel",)),
    Disclosure(RosterFeed, "Your calendar", {"user": ""}, _feed),
    Disclosure(
        Swap,
        "Swaps of duties",
        {"asked_by": "asked for it", "to": "were asked", "answered_by": "answered it"},
        _swap,
        ("duty__channel",),
    ),
    Disclosure(ReachTarget, "Reach targets you set", {"set_by": ""}, _reach),
    Disclosure(
        FunctionInUse, "Functions of channels you looked at", {"seen_by": ""}, _function, ("channel",)
    ),
    Disclosure(Post, "Posts", {"author": "wrote it", "read_by": "read in full what it shares"}, _post),
    Disclosure(
        Variant,
        "Posts on each channel",
        {"post__author": "wrote it", "posted_by": "published it"},
        _variant,
        ("post", "channel"),
    ),
    Disclosure(PostCheck, "Posts you checked", _BY, _check, ("post",)),
    Disclosure(Override, "Reasons you gave against a check", _BY, _override, ("post",)),
    Disclosure(Vetting, "Sources you vetted", _BY, _vetting, ("source",)),
    Disclosure(Like, "Pages you noted as liked", _BY, _like, ("source", "channel")),
    Disclosure(FilterList, "Filter lists you made", {"made_by": ""}, _filter),
    Disclosure(FilterInstalled, "Filter lists you installed", _BY, _installed, ("channel", "version")),
    Disclosure(Incident, "Comments you dealt with", {"done_by": ""}, _comment, ("channel",)),
    Disclosure(Message, "Messages you dealt with", {"answered_by": ""}, _message, ("channel",)),
    Disclosure(
        Moderation,
        "What you did as a moderator",
        {"by": "did it", "struck_by": "removed it from the log"},
        _moderation,
        ("channel",),
    ),
    Disclosure(
        BreachCase,
        "Cases",
        {
            "opened_by": "opened it",
            "decided_by": "decided it",
            "appeal_decided_by": "decided the appeal",
        },
        _case,
        ("channel",),
    ),
    Disclosure(Consultation, "Consultations you opened", {"opened_by": ""}, _consultation),
    Disclosure(View, "Views you were asked for", {"user": ""}, _view, ("consultation",)),
    Disclosure(
        GuidelineVersion,
        "Versions of the guidelines",
        {"drafted_by": "drafted it", "adopted_by": "adopted it"},
        _guidelines,
    ),
    Disclosure(WeekFigures, "Weekly figures you entered", _BY, _figures, ("channel",)),
    Disclosure(Report, "Monthly reports", {"drafted_by": "drafted it", "sent_by": "sent it"}, _report),
)
