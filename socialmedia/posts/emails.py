"""The emails about posts: checks asked for and given, posts still not out, days outside the guidelines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import Post, PostCheck, Variant


@dataclass(frozen=True, slots=True)
class BadDay:
    """A page's day that is over and fails, and the sentence that says why."""

    on: date
    page: str
    sentence: str


def check_asked(post: Post, people: Iterable[User]) -> list[Email]:
    """To whoever may check it; the words are on the page of the check, and so are the two answers."""
    page = page_address("socialmedia:check_post", post.pk, "peer")
    planned = list(post.variants.planned().select_related("channel"))
    said = {"page": page, "planned": planned, "first": planned[0] if planned else None}
    return [_about("check_asked", post, person, line=_line(post), **said) for person in people]


def post_checked(check: PostCheck, people: Iterable[User]) -> list[Email]:
    """To whoever wrote it: somebody agrees, and whether it is ready."""
    post = check.post
    return [_about("post_checked", post, person, line=_line(post), check=check) for person in people]


def posts_overdue(person: User, variants: Sequence[Variant]) -> Email:
    """Which posts should be out by now, and where."""
    page = page_address("socialmedia:planner")
    if len(variants) == 1:
        page = page_address("socialmedia:post", variants[0].post_id)
    return compose(
        "socialmedia/posts_overdue",
        {"lines": variants, "page": page},
        to=person,
        about="posts",
    )


def _line(post: Post) -> str:
    """The post, told from another of the same title."""
    return f"{post} (post {post.pk})"


def _about(name: str, post: Post, person: User, *, line: str = "", **said: object) -> Email:
    return compose(
        f"socialmedia/{name}",
        {"post": post, "page": page_address("socialmedia:post", post.pk), **said},
        to=person,
        about=f"post {post.pk}",
        line=line,
    )


def not_agreed(check: PostCheck, agreed: Iterable[User] = ()) -> list[Email]:
    """What should change, in the words of whoever read it: to its author, and to whoever had agreed to it."""
    post = check.post
    people = dict.fromkeys([post.author, *agreed])
    return [_about("not_agreed", post, person, check=check) for person in people if person != check.by]


def post_dropped(post: Post, why: str) -> Email:
    """To its author: somebody else cancelled it, and why."""
    return _about("post_dropped", post, post.author, why=why)


def posted_anyway(variant: Variant, person: User) -> Email:
    """To its author and to whoever cancelled it: it is on a platform all the same."""
    return _about("posted_anyway", variant.post, person, line=_line(variant.post), variant=variant)


def bad_days(days: Sequence[BadDay], people: Iterable[User]) -> list[Email]:
    """One email about all of them to each person who runs the team."""
    return [
        compose(
            "socialmedia/bad_days",
            {"days": days, "page": page_address("socialmedia:planner")},
            to=person,
            urgency=Urgency.LATER,
        )
        for person in people
    ]
