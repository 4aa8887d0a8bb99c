"""The letters about posts: to an author who is not agreed with, and about days outside the guidelines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from lla.mail import compose
from lla.models import Letter, User

from ..models import PostCheck


@dataclass(frozen=True, slots=True)
class BadDay:
    """A page's day that is over and fails, and the sentence that says why."""

    on: date
    page: str
    sentence: str


def not_agreed(check: PostCheck) -> list[Letter]:
    """What should change, in the words of whoever read it."""
    post = check.post
    return [
        compose(
            "emails/socialmedia/not_agreed.txt",
            {"person": post.author, "check": check, "post": post, "page": _page("post", post.pk)},
            to=post.author.email,
            kind="socialmedia/not_agreed",
            about=f"post {post.pk}",
        )
    ]


def bad_days(days: Sequence[BadDay], people: Iterable[User]) -> list[Letter]:
    """One letter about all of them to each person who runs the team."""
    return [
        compose(
            "emails/socialmedia/bad_days.txt",
            {"person": person, "days": days, "page": _page("planner")},
            to=person.email,
            kind="socialmedia/bad_days",
        )
        for person in people
    ]


def _page(name: str, *args: object) -> str:
    return str(settings.ORGANISATION["url"]) + reverse(f"socialmedia:{name}", args=args)
