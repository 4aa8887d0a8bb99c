"""The platforms in their order of preference, and our pages and forums on them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, StrIndex

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.words.folding import folded
from lla.words.functions import SortKey

from .choices import Basis, ChannelKind, ChannelStatus, Counting, FilterFormat, ForumPost, Function

NAME_TAKEN = "There is already a platform of this name."


class ChannelQuerySet(models.QuerySet["Channel"]):
    def open(self) -> Self:
        """Channels that are looked after now."""
        return self.filter(status=ChannelStatus.OPEN)

    def standing(self) -> Self:
        """All but those that were closed for good."""
        return self.exclude(status=ChannelStatus.CLOSED)

    def pages(self) -> Self:
        """Public pages, those on the preferred platforms first."""
        return self.filter(kind=ChannelKind.PAGE).order_by("platform__order")

    def organising(self) -> Self:
        return self.filter(kind=ChannelKind.ORGANISING)

    def on(self, platform: "Platform") -> Self:
        """Those on a platform, also those that live on another one."""
        return self.filter(Q(platform=platform) | Q(also_on=platform)).distinct()

    def with_platforms(self) -> Self:
        """Each with the platforms it is on and the person named for it."""
        return self.select_related("platform", "named").prefetch_related("also_on")

    def forums(self) -> Self:
        return self.exclude(kind=ChannelKind.PAGE)


class PlatformQuerySet(models.QuerySet["Platform"]):
    def in_use(self) -> Self:
        """Those that channels can be planned on, the most preferred first."""
        return self.filter(ended_on=None)

    def ended(self) -> Self:
        """Those that the team no longer uses."""
        return self.exclude(ended_on=None)


# Pages, then forums from the most to the least public.
PAGES_FIRST = StrIndex(Value(" ".join(ChannelKind.values)), F("kind"))


def every_function() -> list[str]:
    return list(Function.values)


class Platform(Timestamped):
    """A social medium, with all that posts are held against; the lowest order is the most preferred."""

    name = models.CharField(max_length=40, unique=True, error_messages={"unique": NAME_TAKEN})
    slug = models.SlugField(max_length=40, unique=True, editable=False)
    order = models.PositiveSmallIntegerField("place in the order of preference", unique=True, editable=False)
    character_limit = models.PositiveIntegerField("most characters of a post", null=True, blank=True)
    counting = models.CharField(
        "how it counts characters", max_length=8, choices=Counting, default=Counting.PLAIN
    )
    byte_limit = models.PositiveIntegerField("most bytes of a post", null=True, blank=True)
    needs_media = models.BooleanField("every post needs a picture or film", default=False)
    links_open = models.BooleanField("links in a post can be followed", default=True)
    takes_alternative_text = models.BooleanField("pictures can be described", default=True)
    hashtag_limit = models.PositiveSmallIntegerField("most hashtags of a post", null=True, blank=True)
    filter_format = models.CharField(
        "how it takes a filter list", max_length=6, choices=FilterFormat, default=FilterFormat.COMMAS
    )
    hosts = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="The sites of its addresses, such as facebook.com.",
    )
    functions = ArrayField(
        models.CharField(max_length=16, choices=Function),
        default=every_function,
        blank=True,
        verbose_name="what its channels can use",
    )
    ended_on = models.DateField("last day of use", null=True, blank=True, editable=False)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_use(self) -> bool:
        return self.ended_on is None

    @property
    def limits_in_words(self) -> str:
        """How long a post may be there, in a sentence; nothing where it is not limited."""
        most = []
        if self.character_limit is not None:
            most.append(f"{self.character_limit:,} characters as {self} counts them")
        if self.byte_limit is not None:
            most.append(f"{self.byte_limit:,} bytes, of which an emoji has 4 or more")
        return f"At most {' and '.join(most)}." if most else ""


class Channel(Timestamped):
    """One of our pages or forums. A forum may be on several platforms; `platform` is where it lives."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ChannelKind)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="channels")
    also_on = models.ManyToManyField(Platform, blank=True, related_name="+")
    address = models.URLField(max_length=300, blank=True)
    status = models.CharField(
        max_length=9, choices=ChannelStatus, default=ChannelStatus.PLANNED, editable=False
    )
    members = models.PositiveIntegerField("members or followers", default=0)
    extra_seats = models.PositiveSmallIntegerField("more people, for activity", default=0)
    named = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="person named for it",
        help_text="For a committee forum; blank means the officers.",
    )
    allowed_posts = ArrayField(
        models.CharField(max_length=8, choices=ForumPost),
        default=list,
        blank=True,
        verbose_name="what it is for",
    )
    # Of an organising forum: what the leadership decided about where it lives.
    decided_by = models.CharField("who decided", max_length=12, choices=Basis, default=Basis.NONE, blank=True)
    decided_on = models.DateField("day of the decision", null=True, blank=True)
    decision = models.CharField("decision behind it", max_length=200, blank=True)
    decision_link = models.URLField("address of the decision", max_length=300, blank=True)
    rules_reviewed_on = models.DateField("rules last reviewed", null=True, blank=True)
    rules_review_on = models.DateField("rules to be reviewed by", null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = (PAGES_FIRST, "platform__order", SortKey("name"))
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                condition=~Q(status=ChannelStatus.CLOSED),
                name="channel_name_once",
                violation_error_message="There is a channel of this name.",
            ),
            models.UniqueConstraint(
                fields=("platform",),
                condition=Q(kind=ChannelKind.PAGE) & ~Q(status=ChannelStatus.CLOSED),
                name="channel_one_page_a_platform",
                violation_error_message="There is already a public page on this platform.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def with_platform(self) -> str:
        """Its name and where it is, unless the name says that already: "Our page on Facebook", "X page"."""
        ours, theirs = (set(folded(name).split()) for name in (self.name, self.platform.name))
        return self.name if ours & theirs else f"{self.name} on {self.platform}"

    @property
    def is_open(self) -> bool:
        return self.status == ChannelStatus.OPEN

    @property
    def is_forum(self) -> bool:
        return self.kind != ChannelKind.PAGE

    @property
    def can_use(self) -> list[Function]:
        """The functions that at least one of its platforms has, in the order of the list."""
        there = {name for platform in (self.platform, *self.also_on.all()) for name in platform.functions}
        return [function for function in Function if function in there]


class FunctionInUse(models.Model):
    """Whether a channel uses one of its platform's functions, as somebody last saw it."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(max_length=16, choices=Function)
    in_use = models.BooleanField()
    seen_at = models.DateTimeField(default=clock.now)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("channel", "function")
        constraints = (models.UniqueConstraint(fields=("channel", "function"), name="function_once"),)

    def __str__(self) -> str:
        return self.get_function_display()
