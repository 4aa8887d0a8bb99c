"""What the checks are told of a post, without rows: its words, its places, who wrote and who read it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from ...channels.choices import ChannelStatus, Counting
from ...guidelines.verdicts import DecisionFacts
from ...sources.vetting import SourceFacts
from ..choices import PostKind

if TYPE_CHECKING:
    from ...media.models import MediaFile
    from ..models import Post, PostCheck


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """The words for one channel, what its platform asks for, and how full its day is without them."""

    channel: int
    name: str
    words: str
    planned_at: datetime | None = None
    posted: bool = False
    is_page: bool = True
    status: str = ChannelStatus.OPEN
    platform: str = "Facebook"
    order: int = 1
    limit: int | None = None
    counting: Counting = Counting.PLAIN
    byte_limit: int | None = None
    needs_media: bool = False
    links_open: bool = True
    takes_alternative_text: bool = True
    hashtag_limit: int | None = None
    others_that_day: int = 0
    allowed: tuple[str, ...] | None = None  # the kinds of post that an organising forum is for


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post, saved or not. `writers` are all who wrote its words; `checks` come the latest first.

    `used_on` are the days on which what it repeats went out or is planned, or another post that repeats it.
    `on_our_site` and `decision` say where the `basis_link` of its row leads. `answers` counts the views that
    the team gave when it was consulted; None when it never was.
    """

    row: "Post"
    writers: frozenset[int] = frozenset()
    source: SourceFacts | None = None
    on_our_site: bool = False
    decision: DecisionFacts | None = None
    answers: int | None = None
    medium: "MediaFile | None" = None
    variants: tuple[VariantFacts, ...] = ()
    checks: tuple["PostCheck", ...] = ()
    used_on: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post is judged against besides the figures; `preferred` is the first platform we are on."""

    now: datetime
    preferred: str = ""
    filter_words: tuple[str, ...] = ()


def is_shared(post: "Post") -> bool:
    """Whether it shows what is somebody else's: a share, or a share of ours that is used again."""
    return post.kind == PostKind.SHARE or (post.kind == PostKind.REPOST and bool(post.shared_link))


# What counts as words: whoever checks a post reads it, and a change asks for another check.
READ = (
    "kind", "shared_link", "official", "basis", "basis_words", "basis_link", "controversial", "judgement",
    "judgement_note", "makes_claims", "claim_sources", "accuses", "has_media", "media_rights",
    "alternative_text", "paid", "imprint",
)  # fmt: skip
_in_order = json.JSONEncoder(sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Reading:
    """All that somebody who checks a post reads: what is said of it, and its words on each channel.

    When it goes out and who has read it so far is another matter.
    """

    facts: tuple[tuple[str, str], ...]
    words: frozenset[tuple[int, str]]

    @property
    def digest(self) -> str:
        """A hash that changes with every word. Hashes are kept with checks and reasons."""
        return sha256(_in_order([dict(self.facts), sorted(self.words)]).encode()).hexdigest()

    def covers(self, other: "Reading") -> bool:
        """Whether whoever has read this has read the other too: the same, on some of its channels."""
        return self.facts == other.facts and bool(other.words) and other.words <= self.words


def reading(post: PostFacts) -> Reading:
    read = {name: str(getattr(post.row, name)) for name in READ}
    if post.row.basis_on:
        read["basis_on"] = post.row.basis_on.isoformat()
    if post.medium:
        read["medium"] = post.medium.sha256
    read["source"] = post.source.name if post.source else ""
    words = frozenset((variant.channel, variant.words) for variant in post.variants)
    return Reading(tuple(read.items()), words)


def digest(post: PostFacts) -> str:
    """The hash of all that somebody who checks a post reads."""
    return reading(post).digest
