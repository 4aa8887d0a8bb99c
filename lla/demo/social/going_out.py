"""What every post of the demonstration needs: its plans, the acts on it, and where it then is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lla.demo.social.crew import Crew
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.models import Post
from socialmedia.posts.selectors import Planned

# Who puts a post on a page whose words somebody else wrote, and how its platform names one.
POSTERS = {"x": "marek", "instagram": "tilly", "bluesky": "imre"}
PATHS = {"facebook": "posts", "x": "status", "instagram": "p", "bluesky": "post"}
RIGHTS = "Taken by one of us; everybody who can be seen has agreed."


@dataclass(frozen=True, slots=True)
class Plan:
    """The words for one channel, by its key, and when they go out."""

    key: str
    at: datetime
    words: str


def planned(crew: Crew, plans: Sequence[Plan]) -> list[Planned]:
    return [Planned(crew.channels[plan.key], plan.words, plan.at) for plan in plans]


def media(picture: str) -> dict[str, str | bool]:
    """The facts of a post with a picture, if it has one."""
    return {"has_media": True, "media_rights": RIGHTS, "alternative_text": picture} if picture else {}


def poster(key: str, writer: str) -> str:
    return POSTERS.get(key, writer)


def link(crew: Crew, plan: Plan) -> str:
    return f"{crew.channels[plan.key].address}/{PATHS[plan.key]}/{plan.at:%y%m%d%H%M}"


def check(
    crew: Crew, post: Post, by: str, *, agreed: bool = True, note: str = "", kind: str = "peer"
) -> None:
    """Somebody has read the words as they stand, and says what they think."""
    read = posts_selectors.digest_of(post)
    posts_workflow.check(
        post, agreed=agreed, note=note, kind=kind, read=read, user=crew.user(by), by=crew.actor(by)
    )


def go_out(crew: Crew, post: Post, plan: Plan, writer: str) -> None:
    by = poster(plan.key, writer)
    variant = post.variants.select_related("channel", "post").get(channel=crew.channels[plan.key])
    posts_workflow.mark_posted(variant, link=link(crew, plan), user=crew.user(by), by=crew.actor(by))
