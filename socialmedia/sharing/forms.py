"""What is typed to share a link: hardly anything when its source is known, a short review when it is not."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.forms.address_fields import SharedAddressField, WebAddressField
from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField, TextField, YesOrNoField
from lla.forms.time_fields import DayField, HourField, typed_moment
from lla.pages.converters import row_key
from lla.time.wording import day_in_words, moment_in_words, span_in_words

from ..channels.models import Channel
from ..guidelines.choices import Duty
from ..guidelines.parameters import Parameters
from ..posts import rules as posts_rules
from ..posts.forms.post import WordsField
from ..sources import rules as sources_rules
from ..sources import selectors as sources_selectors
from ..sources.models import Source, Vetting
from . import rules
from .free_times import CHECK_TAKES, FreeTime
from .selectors import Known
from .workflow import Review

REVIEW = ("reliable", "conflicts", "note")
EMPTY = {
    "words": "Write what we say with it.",
    "name": "Write who it is.",
    "address": "Give the address of its page or account.",
    "reliable": "Say whether its facts are reliable.",
    "conflicts": "Say whether it conflicts with our principles.",
    "note": "Say what you looked at.",
    "read": "Read it to the end, then tick this.",
}


class LinkForm(Form):
    """A link, pasted by hand or handed over by another program, with other words around it perhaps."""

    url = SharedAddressField(label="Link")

    def clean_url(self) -> str:
        link: str = self.cleaned_data["url"]
        if reasons := sources_rules.why_not_share(link):
            raise ValidationError(reasons)
        return link


class ShareForm(Form):
    """A share whose link is known already; fields that its source does not need are not there."""

    title = OneLineField(max_length=120, label="Working title", help_text="Only the team reads it.")
    words = WordsField(label="What we say with it")
    channel = forms.TypedChoiceField(
        label="Where does it go?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a channel.",
            "invalid_choice": "Choose one of our open channels.",
        },
    )
    day = DayField(required=False, label="Day")
    hour = HourField(required=False, label="Time in London")
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        label="Whose is it?",
        empty_label="Somebody who is not in the list",
        help_text="The address does not say. Choose, or add them below.",
    )
    name = OneLineField(
        max_length=120, required=False, label="Who is it?", help_text="The name people know it by."
    )
    address = WebAddressField(
        required=False,
        label="Its page or account",
        help_text="The address of the site, page or account that published it.",
    )
    reliable = YesOrNoField(empty=EMPTY["reliable"], required=False, label="Are its facts reliable?")
    conflicts = YesOrNoField(
        empty=EMPTY["conflicts"], required=False, label="Does it conflict with our principles?"
    )
    note = TextField(
        max_length=2_000,
        required=False,
        rows=2,
        label="What did you look at?",
        help_text="Who publishes and pays for it, what else it says.",
    )
    read = forms.BooleanField(required=False, label="I have read it in full")
    ask = forms.BooleanField(
        required=False,
        label="Ask somebody else to check it first",
        help_text=f"They have at least {span_in_words(CHECK_TAKES)} for it, unless you choose another time.",
    )

    def __init__(
        self,
        *args: Any,
        known: Known,
        channels: Sequence[Channel],
        free_times: Mapping[int, FreeTime],
        figures: Parameters,
        user: User,
        now: datetime,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known, self.channels, self._now = known, {channel.pk: channel for channel in channels}, now
        self.look = self._look(user)
        self._reviews = known.review_due or self.look is not None
        self._review_required = figures.source_vetted == Duty.REQUIRED
        most, today = figures.posts_aim_most, localdate(now)
        offer(
            self,
            "channel",
            [
                (
                    str(channel.pk),
                    f"{channel.with_platform}: {_when(free_times[channel.pk], most=most, today=today)}",
                )
                for channel in channels
            ],
        )
        self.check_required = figures.peer_checked == Duty.REQUIRED
        self.fields["ask"].initial = figures.peer_checked == Duty.ENCOURAGED
        for name in self._not_needed():
            del self.fields[name]
        self._ask_for(
            "words",
            *(["read"] if figures.read_in_full == Duty.REQUIRED else ()),
            *(REVIEW if self._review_required else ()),
        )
        if self._review_required and "source" not in self.fields:
            self._ask_for("name")

    def _look(self, user: User) -> Vetting | None:
        """The latest look at a source that is reviewed here too, but for the very one that was sent here."""
        said, source = [str(self.data.get(name, "")).split() for name in REVIEW], self.known.source
        look = sources_selectors.latest_vetting(source) if source and any(said) else None
        if look is None or self.known.review_due:
            return look
        found = ["yes" if look.reliable else "no"], ["yes" if look.conflicts else "no"], look.note.split()
        return None if look.by == user and said == [*found] else look

    @property
    def seen(self) -> int | None:
        """The latest look at its source that was on the page, or no longer counted when it was sent."""
        if self.look and self.known.review_due:
            return self.look.pk
        return row_key(self.data.get("reviewed", ""))

    def _ask_for(self, *names: str) -> None:
        """Make fields of those that are there required, each with its sentence."""
        for name in names:
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = EMPTY[name]

    def _not_needed(self) -> list[str]:
        known = self.known
        names = ["ask"] if self.check_required else []
        if known.names_source:
            names += ["source", "address", *(["name"] if known.source else [])]
        return names if self._reviews else list(dict.fromkeys([*names, "address", "name", *REVIEW]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_moment(cleaned)
        if self._reviews:
            self._clean_review(cleaned)
        for reason in sources_rules.why_not_vet(self.look, seen=self.seen):
            self.add_error(None, reason)
        return cleaned

    def _clean_moment(self, cleaned: dict[str, Any]) -> None:
        """A day and an hour, or neither: then it is the next free quarter of an hour."""
        for name, what in (("day", "day"), ("hour", "time")):
            other = cleaned.get("hour" if name == "day" else "day")
            if name in cleaned and cleaned[name] is None and other is not None:
                self.add_error(name, f"Choose the {what} too, or leave both blank.")
        cleaned["planned_at"] = planned_at = typed_moment(self)
        if planned_at and (reasons := posts_rules.why_not_plan_at(planned_at, now=self._now)):
            self.add_error("hour", reasons[0])

    def _clean_review(self, cleaned: dict[str, Any]) -> None:
        """All of a review, where the guidelines need one or somebody has begun it."""
        new = self.whose is None
        asked = [name for name in ("name", "address") if new and name in self.fields] + list(REVIEW)
        if not self._review_required and not any(cleaned.get(name) not in {None, ""} for name in asked):
            return
        for name in asked:
            if name in cleaned and cleaned[name] in {None, ""}:
                self.add_error(name, EMPTY[name])
        if new and (address := self.source_address):
            for reason in sources_rules.why_not_add(address):
                self.add_error("address" if "address" in self.fields else None, reason)

    @property
    def whose(self) -> Source | None:
        """Whose it is, if we know them."""
        return self.known.source or self.cleaned_data.get("source")

    @property
    def source_address(self) -> str:
        """By which address a new source is put on the list."""
        return self.cleaned_data.get("address") or ("" if "address" in self.fields else self.known.link)

    @property
    def review(self) -> Review | None:
        if self.cleaned_data.get("reliable") in {None, ""}:
            return None
        found = {name: self.cleaned_data[name] for name in REVIEW}
        return Review(self.cleaned_data.get("name", ""), self.source_address, **found)


def _when(free: FreeTime, *, most: int, today: date) -> str:
    """When a channel takes the next post, and why only then where days are full."""
    if free.at is None:
        return rules.NO_FREE_TIME
    posts = "its 1 post" if most == 1 else f"its {most} posts"
    if free.full_until is None:
        return moment_in_words(free.at)
    if free.full_until == today:
        return f"{moment_in_words(free.at)}, because it has {posts} for today"
    until = day_in_words(free.full_until, year=False)
    return f"{moment_in_words(free.at)}, because it has {posts} a day until {until}"
