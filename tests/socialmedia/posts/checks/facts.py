"""Facts of a post as the checks are told them, one that is fine in every way and what is asked of it."""

from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from lla.accounts.models import User
from socialmedia.guidelines.choices import Duty, Level
from socialmedia.guidelines.parameters import Parameters
from socialmedia.guidelines.verdicts import Verdict
from socialmedia.posts.checks.every_check import verdicts
from socialmedia.posts.checks.facts import PostFacts, Surroundings, VariantFacts, digest
from socialmedia.posts.choices import CheckKind
from socialmedia.posts.models import Post, PostCheck
from socialmedia.sources.vetting import SourceFacts

AUTHOR, PEER, READER = 1, 2, 3
FACEBOOK, TWITTER, FORUM = 10, 11, 12
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
NOON = datetime(2027, 2, 2, 12, tzinfo=UTC)
FIGURES = Parameters()
SOURCE = SourceFacts("Riverside Chronicle", vetted_on=date(2027, 1, 4), reliable=True)


def page(**facts: Any) -> VariantFacts:
    given = {"channel": FACEBOOK, "name": "Our page", "words": "Come on Saturday.", "planned_at": NOON}
    return VariantFacts(**{**given, **facts})


def tweet(**facts: Any) -> VariantFacts:
    given = {"channel": TWITTER, "name": "Our X page", "platform": "Twitter (X)", "order": 2, "limit": 280}
    return page(**{"words": "Saturday: come!", **given, **facts})


def post(**facts: Any) -> PostFacts:
    """A post of our own on one page, written by the author and checked by nobody."""
    of_post = {name: facts.pop(name) for name in list(facts) if name not in PostFacts.__slots__}
    given = {"writers": frozenset({AUTHOR}), "variants": (page(),), **facts}
    return PostFacts(Post(**of_post), **given)


def changed(given: PostFacts, **fields: Any) -> PostFacts:
    """The same with other fields of its row."""
    row = copy(given.row)
    for name, value in fields.items():
        setattr(row, name, value)
    return replace(given, row=row)


def checked(given: PostFacts, *, by: int = PEER, name: str = "Sam Hollis", **facts: Any) -> PostFacts:
    """The same, with one more check of its words as they are."""
    said: dict[str, Any] = {"kind": CheckKind.PEER, "agreed": True, "digest": digest(given), **facts}
    return replace(given, checks=(PostCheck(by=User(pk=by, name=name), **said), *given.checks))


def judge(
    given: PostFacts, figures: Parameters = FIGURES, *, preferred: str = "Facebook", words: Any = ()
) -> list[Verdict]:
    return verdicts(given, Surroundings(NOW, preferred, tuple(words)), figures)


def of(code: str, found: list[Verdict]) -> list[Verdict]:
    return [one for one in found if one.code == code]


def levels(code: str, found: list[Verdict]) -> list[Level]:
    return [one.level for one in of(code, found)]


def with_figure(name: str, value: int | Duty) -> Parameters:
    return Parameters.of({name: value})
