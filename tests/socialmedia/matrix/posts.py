"""Posts, the planner and the sources: team and leadership read, the team acts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localdate

from lla.time import clock
from socialmedia.positions.models import Position
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts.models import Post, Variant
from socialmedia.sources.models import Like, Source
from socialmedia.sources.selectors import source_of
from tests.permission_matrix import Cell
from tests.socialmedia.factories import make_source
from tests.socialmedia.positions.factories import RENTS, make_position
from tests.socialmedia.posts.factories import ask, gone_out, planned, ready, write
from tests.socialmedia.roles import MANAGERS, POST_ONLY, READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "planner": READERS,
    "posts": READERS,
    "new_post": TEAM,
    "new_post_preview": POST_ONLY,
    "post": READERS,
    "edit_post": TEAM,
    "post_preview": POST_ONLY,
    "ask_for_check": POST_ONLY,
    "check_post": TEAM,
    "give_reason": TEAM,
    "consult_post": TEAM,
    "hand_over": POST_ONLY,
    "drop_post": TEAM,
    "repost": POST_ONLY,
    "enter_results": TEAM,
    "put_out": TEAM,
    "positions": READERS,
    "new_position": MANAGERS,
    "edit_position": MANAGERS,
    "sources": READERS,
    "new_source": TEAM,
    "source": READERS,
    "vet_source": TEAM,
    "like_source": POST_ONLY,
    "unlike_source": POST_ONLY,
}


def rows(cast: Cast) -> Rows:
    """Posts in every stage, the draft and the one to be checked by the member, and two sources."""
    draft = write(planned(cast.page), author=cast.member, official=True)
    checking = ask(write(planned(cast.page), author=cast.member))
    gone = gone_out(planned(cast.page))
    waits = ready(planned(cast.page))
    excused = ask(write(planned(cast.page)))
    digest = posts_selectors.digest_of(excused)
    excused.overrides.create(code="peer_checked", why="It is urgent.", by=cast.manager, digest=digest)
    liked, fresh = make_source("Liked"), make_source("Fresh")
    Like.objects.create(source=liked, channel=cast.page, by=cast.member)
    variant = Variant.objects.get(post=waits)
    a_post = {name: {"pk": draft.pk} for name in ("post", "edit_post", "post_preview", "ask_for_check")}
    more = {name: {"pk": draft.pk} for name in ("consult_post", "drop_post")}
    a_source = {name: {"pk": fresh.pk} for name in ("source", "vet_source", "like_source")}
    return {
        **a_post,
        **more,
        **a_source,
        "edit_position": {"pk": make_position().pk},
        "check_post": {"pk": checking.pk, "kind": "peer"},
        "give_reason": {"pk": draft.pk, "code": "basis_named"},
        "hand_over": {"pk": excused.pk},
        "repost": {"pk": gone.pk},
        "enter_results": {"pk": gone.pk},
        "put_out": {"pk": waits.pk, "variant": variant.pk},
        "unlike_source": {"pk": liked.pk},
    }


def a_post(cast: Cast) -> Mapping[str, Any]:
    """What a form holds for our page."""
    pk = cast.page.pk
    last = Variant.objects.filter(planned_at__isnull=False).latest("planned_at").planned_at
    assert last
    return {
        "title": "Another walk",
        "kind": "original",
        "channels": [str(pk)],
        f"words_{pk}": "Come on Sunday.",
        f"day_{pk}": f"{last.year + 1}-06-01",
        f"hour_{pk}": "18:00",
    }


def a_change(cast: Cast) -> Mapping[str, Any]:
    """The same for the post that is there, with the state it was opened in."""
    return {**a_post(cast), "seen": Post.objects.get(official=True).state}


def a_yes(cast: Cast) -> Mapping[str, Any]:
    post = Post.objects.get(status="checking", author=cast.member)
    return {"agreed": "yes", "read": posts_selectors.digest_of(post)}


def a_page(cast: Cast) -> Mapping[str, Any]:
    return {"channel": cast.page.pk}


def a_position(cast: Cast) -> Mapping[str, Any]:
    basis = {"basis": "constitution", "basis_words": "Clause 4"}
    return {"kind": "position", "sentence": "Buses are ours.", **basis, "since": "2027-01-01"}


def the_position_again(cast: Cast) -> Mapping[str, Any]:
    return {**a_position(cast), "seen": Position.objects.get(sentence=RENTS).state}


def a_new_source(cast: Cast) -> Mapping[str, Any]:
    assert source_of("https://other.example.org/") is None
    return {"name": "Other", "address": "https://other.example.org/"}


def a_look(cast: Cast) -> Mapping[str, Any]:
    assert Source.objects.exists()
    return {"reliable": "yes", "conflicts": "no", "note": "Read it."}


# The member wrote the post that waits for a check, so their yes is refused on the form itself.
CHECKED = [200 if role == 2 else cell for role, cell in enumerate(who_do(TEAM))]

ACTS: Acts = {
    "new_post": (a_post, who_do(TEAM)),
    "new_post_preview": (a_post, TEAM),
    "edit_post": (a_change, who_do(TEAM)),
    "post_preview": (a_change, TEAM),
    "ask_for_check": (lambda cast: {}, who_do(TEAM)),
    "check_post": (a_yes, CHECKED),
    "give_reason": (lambda cast: {"why": "The vote is tonight."}, who_do(TEAM)),
    "consult_post": (lambda cast: {"question": "May we?"}, who_do(TEAM)),
    "hand_over": (lambda cast: {}, who_do(TEAM)),
    "drop_post": (lambda cast: {"why": "It is over."}, who_do(TEAM)),
    "repost": (lambda cast: {}, who_do(TEAM)),
    "enter_results": (
        lambda cast: {"on": f"{localdate(clock.now())}", f"{cast.page.slug}-reach": "40"},
        who_do(TEAM),
    ),
    "put_out": (lambda cast: {"link": "https://facebook.com/ours/1"}, who_do(TEAM)),
    "new_position": (a_position, who_do(MANAGERS)),
    "edit_position": (the_position_again, who_do(MANAGERS)),
    "new_source": (a_new_source, who_do(TEAM)),
    "vet_source": (a_look, who_do(TEAM)),
    "like_source": (a_page, who_do(TEAM)),
    "unlike_source": (a_page, who_do(TEAM)),
}
