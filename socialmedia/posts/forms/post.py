"""What is typed of a post: its words for each channel, and everything the guidelines ask about it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.timezone import localdate, localtime

from lla.accounts.models import User
from lla.forms.address_fields import WebAddressField
from lla.forms.base import offer
from lla.forms.decision_links import DecisionLinkField
from lla.forms.fields import TOO_LONG, Bounded, OneLineField, RadioField, TextField
from lla.forms.optimistic_locking import LockingModelForm
from lla.forms.time_fields import DayField, HourField
from lla.time.parsing import moment
from lla.words.cleaning import composed
from lla.words.functions import SortKey

from ...channels.choices import ChannelKind, ForumPost
from ...channels.models import Channel
from ...media.models import MediaFile
from ...positions.models import Position
from ...sources import rules as sources_rules
from ...sources import selectors as sources_selectors
from ...sources.models import Source
from ...team.models import Appointment
from .. import rules
from ..choices import PostKind, VariantStatus
from ..models import Post
from ..selectors import Planned

WORDS_AT_MOST = 70_000
KINDS = [(kind.value, kind.label) for kind in (PostKind.ORIGINAL, PostKind.SHARE)]
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What nobody sees, and what turns a line's order round. Joiners and tags stay: emoji are made of them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
PARTS: Mapping[str, Sequence[str]] = {
    "about": ("title", "kind"),
    "share": ("shared_link", "source", "read_by"),
    "ticks": ("official", "controversial", "makes_claims", "accuses", "has_media", "paid"),
    "position": ("position", "basis", "basis_words", "basis_link", "basis_on"),
    "controversy": ("judgement", "judgement_note"),
    "claims": ("claim_sources",),
    "media": ("medium", "media_rights", "alternative_text"),
    "money": ("imprint",),
}


class WordsField(Bounded, forms.CharField):
    """The words of a post, composed and in plain lines, every emoji whole."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=WORDS_AT_MOST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
            error_messages={"max_length": TOO_LONG},
            **options,
        )
        # With it a browser silently cuts off the end of what is pasted.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        typed = _INVISIBLE.sub("", _BREAKS.sub("\n", str(super().to_python(value) or "")))
        return composed(typed)


class PostForm(LockingModelForm[Post]):
    """A post and its variants at once: a channel that is ticked has words, and sooner or later a moment."""

    merges = False  # the team agrees to a post as a whole
    title = OneLineField(max_length=120, label="Working title", help_text="Only the team reads it.")
    kind = RadioField(
        label="What is it?", choices=KINDS, initial=PostKind.ORIGINAL, wrong="Choose one of the two."
    )
    starts_elsewhere = OneLineField(
        max_length=300,
        required=False,
        label="Why does it not start on the preferred platform?",
        help_text="Only needed if it starts somewhere else.",
    )
    forum_kind = forms.ChoiceField(
        choices=[("", "None of them"), *ForumPost.choices],
        required=False,
        label="Which kind of post is it in the organising forum?",
        help_text="Only needed if it goes there.",
        error_messages={"invalid_choice": "Choose a kind from the list."},
    )
    shared_link = WebAddressField(required=False, label="Address of what is shared")
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        label="Whose is it?",
        empty_label="As its address says",
        help_text="Only choose if the address does not show whose it is, for example the address of a film.",
    )
    read_by = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Who has read it in full?", empty_label="Nobody yet"
    )
    position = forms.ModelChoiceField(
        Position.objects.none(),
        required=False,
        label="Which priority or position of ours?",
        empty_label="None from the list",
        help_text="Its basis is filled in below if you leave that blank.",
    )
    basis_words = OneLineField(max_length=200, required=False, label="Which decision, statement or rule?")
    basis_link = DecisionLinkField(
        label="Address of the decision",
        help_text="For a decision of conference: the motion that was carried, or its reference such as m42.",
    )
    basis_on = DayField(
        label="Date of the statement", required=False, help_text="For a statement of the leadership."
    )
    judgement_note = TextField(max_length=2_000, required=False, label="Why?", rows=3)
    claim_sources = TextField(max_length=2_000, required=False, label="Sources of what it claims", rows=3)
    medium = forms.ModelChoiceField(
        MediaFile.objects.none(),
        required=False,
        label="Picture or film from the library",
        empty_label="None from the library",
        help_text="Its rights and description are filled in below if you leave them blank.",
    )
    media_rights = OneLineField(
        max_length=200,
        required=False,
        label="What right do we have to use it?",
        help_text="Say who made it, and that we may use it.",
    )
    alternative_text = TextField(
        max_length=2_000,
        required=False,
        label="Description of the picture or film",
        help_text="For people who use a screen reader.",
        rows=3,
    )
    imprint = OneLineField(
        max_length=300,
        required=False,
        label="Imprint",
        help_text="Name and address of the promoter, and on whose behalf it is published.",
    )

    class Meta:
        model = Post
        fields = (
            "title",
            "kind",
            "starts_elsewhere",
            "forum_kind",
            *(name for part in PARTS.values() for name in part),
        )

    def __init__(
        self,
        *args: Any,
        channels: Sequence[Channel],
        now: datetime,
        preview_url: str = "",
        planned_for: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._now = now
        standing = self.instance.variants.standing() if self.instance.pk else ()
        before = {variant.channel_id: variant for variant in standing}
        self.posted = [variant for variant in before.values() if variant.status == VariantStatus.POSTED]
        gone = {variant.channel_id for variant in self.posted}
        self._before = {key: variant for key, variant in before.items() if key not in gone}
        self.places = [channel for channel in channels if channel.pk not in gone]
        people = [user.pk for user in Appointment.objects.in_force(on=localdate(now)).people()]
        readers = User.objects.filter(pk__in=[*people, self.instance.read_by_id or 0])
        offer(self, "read_by", readers.order_by(SortKey("name"), "pk"))
        usable = MediaFile.objects.usable() | MediaFile.objects.filter(pk=self.instance.medium_id or 0)
        offer(self, "medium", usable)
        current = Position.objects.current(on=localdate(now))
        offer(self, "position", current | Position.objects.filter(pk=self.instance.position_id or 0))
        if self.instance.original_id:
            del self.fields["kind"]
        if not any(channel.kind == ChannelKind.ORGANISING for channel in self.places):
            del self.fields["forum_kind"]
        self._add_channels(preview_url, planned_for or {})

    def _add_channels(self, preview_url: str, planned_for: Mapping[str, Any]) -> None:
        self.fields["channels"] = forms.MultipleChoiceField(
            label="Where does it go?",
            required=False,
            choices=[(str(channel.pk), channel.with_platform) for channel in self.places],
            initial=[str(key) for key in self._before] or planned_for.get("channels", []),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose channels from the list."},
        )
        for number, channel in enumerate(self.places):
            before = self._before.get(channel.pk)
            local = localtime(before.planned_at) if before and before.planned_at else None
            day = local.date() if local else planned_for.get("day")
            words = WordsField(
                label=f"Words for {channel}",
                initial=before.words if before else "",
                help_text=channel.platform.limits_in_words,
            )
            if number == 0 and preview_url:
                words.widget.attrs |= {"data-preview-url": preview_url, "data-preview-into": "verdicts"}
            self.fields[f"words_{channel.pk}"] = words
            self.fields[f"day_{channel.pk}"] = DayField(
                label="Day", required=False, initial=day, help_text="Not needed until the post is checked."
            )
            self.fields[f"hour_{channel.pk}"] = HourField(
                label="Time in London", required=False, initial=local.time() if local else None
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for channel in self.places:
            if str(channel.pk) in cleaned.get("channels", ()):
                self._clean_place(channel, cleaned)
            else:
                self._clean_unticked(channel, cleaned)
        self._clean_source(cleaned)
        if medium := cleaned.get("medium"):
            _take_facts_of(medium, cleaned)
        if position := cleaned.get("position"):
            _take_basis_of(position, cleaned)
        if (day := cleaned.get("basis_on")) and (reasons := rules.why_not_dated(day, now=self._now)):
            self.add_error("basis_on", reasons[0])
        return cleaned

    def _clean_place(self, channel: Channel, cleaned: dict[str, Any]) -> None:
        """Words, and a day and an hour that there is and that is still to come, or neither."""
        words, day, hour = (f"{name}_{channel.pk}" for name in ("words", "day", "hour"))
        before = self._before.get(channel.pk)
        for reason in rules.why_not_plan_on(channel, before=before):
            self.add_error("channels", reason)
        if words in cleaned and not cleaned[words]:
            self.add_error(words, f"Write the words for {channel}, or untick it.")
        if [cleaned.get(name, "wrong") for name in (day, hour)] == [None, None]:
            cleaned[f"at_{channel.pk}"] = None
            for reason in rules.why_not_leave_undated(self.instance, channel):
                self.add_error(day, reason)
            return
        for name, what in ((day, "day"), (hour, "time")):
            if name in cleaned and cleaned[name] is None:
                self.add_error(name, f"Choose the {what} for {channel}.")
        if cleaned.get(day) is None or cleaned.get(hour) is None:
            return
        try:
            cleaned[f"at_{channel.pk}"] = self._moment(channel, cleaned[day], cleaned[hour])
        except ValidationError as wrong:
            self.add_error(hour, wrong)

    def _moment(self, channel: Channel, day: Any, hour: Any) -> datetime:
        before = self._before.get(channel.pk)
        if before and before.planned_at:
            shown = localtime(before.planned_at)
            if (shown.date(), shown.time().replace(second=0, microsecond=0)) == (day, hour):
                return before.planned_at
        planned_at = moment(day, hour)
        if reasons := rules.why_not_plan_at(planned_at, now=self._now):
            raise ValidationError(reasons)
        return planned_at

    def _clean_unticked(self, channel: Channel, cleaned: dict[str, Any]) -> None:
        """Words that were just written are not lost because a tick was forgotten."""
        before = self._before.get(channel.pk)
        written = cleaned.get(f"words_{channel.pk}")
        if written and not (before and before.words == written):
            self.add_error(f"words_{channel.pk}", f"Tick {channel} too, or delete these words.")

    def _clean_source(self, cleaned: dict[str, Any]) -> None:
        link, chosen = cleaned.get("shared_link"), cleaned.get("source")
        key = sources_selectors.key_of(link) if link else ""
        if link and cleaned.get("kind", self.instance.kind) == PostKind.SHARE:
            for reason in sources_rules.why_not_share(link):
                self.add_error("shared_link", reason)
        if chosen and key and chosen.key.lower() != key.lower():
            self.add_error("source", f"This address is on {key}, but {chosen} is known as {chosen.key}.")
        elif key:
            cleaned["source"] = sources_selectors.source_of(str(link))

    @property
    def planned(self) -> list[Planned]:
        """What is typed for each channel, whatever is missing yet; what has gone out stays as it is."""
        chosen = set(self["channels"].value() or ())
        gone = [Planned(row.channel, row.words, row.planned_at, posted=True) for row in self.posted]
        return gone + [
            Planned(
                channel,
                self.cleaned_data.get(f"words_{channel.pk}", self[f"words_{channel.pk}"].value() or ""),
                self.cleaned_data.get(f"at_{channel.pk}"),
            )
            for channel in self.places
            if str(channel.pk) in chosen
        ]

    def part(self, name: str) -> list[BoundField]:
        return [self[field] for field in PARTS[name] if field in self.fields]

    @property
    def parts(self) -> dict[str, list[BoundField]]:
        return {name: self.part(name) for name in PARTS}

    @property
    def channel_rows(self) -> list[dict[str, Any]]:
        """For each channel its tick and its fields."""
        ticks = list(self["channels"])
        return [
            {
                "channel": channel,
                "tick": tick,
                "fields": [self[f"{name}_{channel.pk}"] for name in ("words", "day", "hour")],
            }
            for channel, tick in zip(self.places, ticks, strict=True)
        ]


def _take_facts_of(medium: MediaFile, cleaned: dict[str, Any]) -> None:
    """What the library knows of a picture or film, where nothing else was typed."""
    cleaned["has_media"] = True
    cleaned["media_rights"] = cleaned.get("media_rights") or medium.rights[:200]
    cleaned["alternative_text"] = cleaned.get("alternative_text") or medium.alternative_text


def _take_basis_of(position: Position, cleaned: dict[str, Any]) -> None:
    """What a position of ours rests on, where nothing else was typed."""
    cleaned["official"] = True
    if not (cleaned.get("basis") or cleaned.get("basis_words")):
        for name in ("basis", "basis_words", "basis_link", "basis_on"):
            cleaned[name] = getattr(position, name)
