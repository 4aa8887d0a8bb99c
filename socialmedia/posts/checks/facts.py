"""What the checks are told of a post, without rows: its words, its places, who wrote and who read it."""

import json
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Any

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


def _read(default: Any) -> Any:
    """A fact that counts as words: whoever checks a post reads it, and a change asks for another check."""
    return field(default=default, metadata={"read": True})


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post as it stands. `writers` are all who wrote its words; `checks` come the latest first.

    `on_our_site` and `decision` say where `basis_link` leads. `answers` counts the views that the team gave
    when it was consulted; None when it never was. What else has the name of a field of a post is that field.
    """

    kind: str = _read(PostKind.ORIGINAL)
    writers: frozenset[int] = frozenset()
    starts_elsewhere: str = ""
    shared_link: str = _read("")
    source: SourceFacts | None = None
    read_by: str = ""
    official: bool = _read(default=False)
    basis: str = _read(Basis.NONE)
    basis_words: str = _read("")
    basis_link: str = _read("")
    basis_on: date | None = None
    on_our_site: bool = False
    decision: DecisionFacts | None = None
    answers: int | None = None
    controversial: bool = _read(default=False)
    judgement: str = _read(Judgement.NONE)
    judgement_note: str = _read("")
    makes_claims: bool = _read(default=False)
    claim_sources: str = _read("")
    accuses: bool = _read(default=False)
    has_media: bool = _read(default=False)
    media_rights: str = _read("")
    alternative_text: str = _read("")
    paid: bool = _read(default=False)
    imprint: str = _read("")
    variants: tuple[VariantFacts, ...] = ()
    checks: tuple[CheckFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post is judged against besides the figures; `preferred` is the first platform we are on."""

    now: datetime
    preferred: str = ""
    filter_words: tuple[str, ...] = ()


_in_order = json.JSONEncoder(sort_keys=True).encode


def digest(post: PostFacts) -> str:
    """The hash of all that somebody who checks a post reads; it changes with every word.

    When it goes out and who has read it so far is another matter. Hashes are kept with checks and reasons.
    """
    read = {one.name: str(getattr(post, one.name)) for one in fields(post) if one.metadata.get("read")}
    if post.basis_on:
        read["basis_on"] = post.basis_on.isoformat()
    read["source"] = post.source.name if post.source else ""
    words = sorted((one.channel, one.words) for one in post.variants)
    return sha256(_in_order([read, words]).encode()).hexdigest()
