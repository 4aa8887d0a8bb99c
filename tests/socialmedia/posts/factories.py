"""Steps that tests of posts share: a page and its team, words, checks, and a post that has gone out."""

from datetime import datetime, timedelta
from typing import Any

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.time import clock
from socialmedia.channels.models import Channel
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostKind
from socialmedia.posts.models import Post, Variant
from tests.factories import make_user
from tests.socialmedia.factories import make_channel

WORDS = "Join us on Saturday at the Corn Exchange."


def actor(user: User) -> Actor:
    return Actor.user(user, role="team")


def page(platform: str = "facebook", name: str = "") -> Channel:
    return Channel.objects.filter(platform__slug=platform).first() or make_channel(
        name or f"Our {platform} page", platform=platform
    )


def planned(
    channel: Channel | None = None, words: str = WORDS, *, at: datetime | None = None
) -> posts_selectors.Planned:
    return posts_selectors.Planned(channel or page(), words, at or clock.now() + timedelta(hours=3))


def write(
    *places: posts_selectors.Planned, author: User | None = None, kind: str = PostKind.ORIGINAL, **facts: Any
) -> Post:
    """A draft, for one page unless it is said for which."""
    author = author or make_user()
    typed = Post(title="A walk", kind=kind, **facts)
    return posts_workflow.save(typed, places or (planned(),), user=author, by=actor(author))


def rewrite(post: Post, *places: posts_selectors.Planned, user: User | None = None, **facts: Any) -> Post:
    user = user or post.author
    for name, value in facts.items():
        setattr(post, name, value)
    return posts_workflow.save(post, places, user=user, by=actor(user))


def ask(post: Post) -> Post:
    return posts_workflow.ask(post, by=actor(post.author))


def read(post: Post) -> str:
    """The mark of the words somebody has before them."""
    return posts_selectors.digest_of(post)


def check(post: Post, *, by: User | None = None, agreed: bool = True, **said: Any) -> Post:
    """Checked by somebody else, who has read the words as they are."""
    by = by or make_user()
    posts_workflow.check(post, agreed=agreed, user=by, by=actor(by), **{"read": read(post), **said})
    return Post.objects.get(pk=post.pk)


def ready(*places: posts_selectors.Planned, **facts: Any) -> Post:
    return check(ask(write(*places, **facts)))


def post_it(variant: Variant, *, link: str = "https://facebook.com/ours/1", by: User | None = None) -> Post:
    by = by or make_user()
    posts_workflow.mark_posted(variant, link=link, user=by, by=actor(by))
    return Post.objects.get(pk=variant.post_id)


def gone_out(*places: posts_selectors.Planned, **facts: Any) -> Post:
    """A post that is on its page."""
    post = ready(*places, **facts)
    for variant in post.variants.standing():
        post = post_it(variant)
    return post


def codes(post: Post) -> list[str]:
    """What keeps a post from going out."""
    return [one.code for one in posts_selectors.judge(post, now=clock.now()).unresolved]
