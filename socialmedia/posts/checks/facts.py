"""What the checks are told of a post, without rows: its words, its places, who wrote and who read it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from ...channels.choices import Basis, ChannelStatus, Counting
from ...guidelines.decisions import DecisionFacts
from ...sources.vetting import SourceFacts
from ..choices import Judgement, PostKind


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
    needs_media: bool = False
    others_that_day: int = 0


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What somebody said of the words whose digest this is."""

    kind: str
    by: int
    name: str
    agreed: bool
    digest: str


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post as it stands. `writers` are all who wrote its words; `checks` come the latest first.

    `on_our_site` and `decision` say where `basis_link` leads. `answers` counts the views that the team gave
    when it was consulted; None when it never was.
    """

    kind: str = PostKind.ORIGINAL
    writers: frozenset[int] = frozenset()
    starts_elsewhere: str = ""
    shared_link: str = ""
    source: SourceFacts | None = None
    read_by: str = ""
    official: bool = False
    basis: str = Basis.NONE
    basis_words: str = ""
    basis_link: str = ""
    basis_on: date | None = None
    on_our_site: bool = False
    decision: DecisionFacts | None = None
    answers: int | None = None
    controversial: bool = False
    judgement: str = Judgement.NONE
    judgement_note: str = ""
    makes_claims: bool = False
    claim_sources: str = ""
    accuses: bool = False
    has_media: bool = False
    media_rights: str = ""
    alternative_text: str = ""
    paid: bool = False
    imprint: str = ""
    variants: tuple[VariantFacts, ...] = ()
    checks: tuple[CheckFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post is judged against besides the figures; `preferred` is the first platform we are on."""

    now: datetime
    preferred: str = ""
    filter_words: tuple[str, ...] = ()


# What a reader reads; when it goes out and who has read it so far is another matter.
_READ = (
    "kind",
    "shared_link",
    "official",
    "basis",
    "basis_words",
    "basis_link",
    "controversial",
    "judgement",
    "judgement_note",
    "makes_claims",
    "claim_sources",
    "accuses",
    "has_media",
    "media_rights",
    "alternative_text",
    "paid",
    "imprint",
)
_in_order = json.JSONEncoder(sort_keys=True).encode


def digest(post: PostFacts) -> str:
    """The hash of all that somebody who checks a post reads; it changes with every word."""
    read = {name: str(getattr(post, name)) for name in _READ}
    if post.basis_on:
        read["basis_on"] = post.basis_on.isoformat()
    read["source"] = post.source.name if post.source else ""
    words = sorted((one.channel, one.words) for one in post.variants)
    return sha256(_in_order([read, words]).encode()).hexdigest()
