"""What is filled in for a platform that many teams add, so that they need not look up its limits."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..channels.choices import Counting, FilterFormat, Function


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The facts of a platform; `note` is what the manager still has to look at."""

    name: str
    hosts: tuple[str, ...]
    character_limit: int
    counting: Counting
    functions: tuple[Function, ...]
    byte_limit: int | None = None
    needs_media: bool = False
    links_open: bool = True
    takes_alternative_text: bool = True
    hashtag_limit: int | None = None
    filter_format: FilterFormat = FilterFormat.LINES
    note: str = ""

    @property
    def filled_in(self) -> dict[str, Any]:
        """By the fields of the form."""
        facts = {name: value for name, value in asdict(self).items() if name != "note"}
        return {**facts, "hosts": list(self.hosts), "functions": list(self.functions)}


PRESETS: Mapping[str, Preset] = {
    # The lexicon app.bsky.feed.post: a text has at most 300 graphemes (maxGraphemes) and 3,000 bytes of UTF-8
    # (maxLength, which lexicons count so). Its app shortens links (shortenLinks in bluesky-social/social-app)
    # before it counts and posts. Muted words are entered one by one.
    "bluesky": Preset(
        name="Bluesky",
        hosts=("bsky.app",),
        character_limit=300,
        counting=Counting.BLUESKY,
        byte_limit=3_000,
        functions=(
            Function.PINNED_RULES,
            Function.FILTERS,
            Function.MODERATION,
            Function.ALTERNATIVE_TEXT,
        ),
    ),
    # docs.joinmastodon.org/user/posting: 500 characters unless the server says otherwise, "all links are
    # counted as 23 characters", "the username part of a mention" alone counts.
    "mastodon": Preset(
        name="Mastodon",
        hosts=("mastodon.social",),
        character_limit=500,
        counting=Counting.MASTODON,
        functions=(
            Function.PINNED_RULES,
            Function.POLLS,
            Function.FILTERS,
            Function.MODERATION,
            Function.ALTERNATIVE_TEXT,
        ),
        note="Enter the server of your own account under “Sites of its addresses”. Some servers allow more "
        "than 500 characters: the “About” page of the server says so.",
    ),
    # developers.facebook.com/documentation/threads/posts: "text posts are limited to 500 characters", "emojis
    # are counted as the number of UTF-8 bytes"; a post has one topic tag. Addresses of both sites are in use.
    "threads": Preset(
        name="Threads",
        hosts=("threads.com", "threads.net"),
        character_limit=500,
        counting=Counting.THREADS,
        functions=(
            Function.POLLS,
            Function.FILTERS,
            Function.MODERATION,
            Function.ALTERNATIVE_TEXT,
        ),
        hashtag_limit=1,
        filter_format=FilterFormat.COMMAS,
    ),
    # developers.tiktok.com, Content Posting API: a caption has at most 2,200 UTF-16 units, and every post is
    # a film or pictures. Five hashtags a post since August 2025, as whoever posts is told; addresses in
    # captions are plain words.
    "tiktok": Preset(
        name="TikTok",
        hosts=("tiktok.com",),
        character_limit=2_200,
        counting=Counting.PLAIN,
        functions=(Function.FILTERS, Function.MODERATION),
        needs_media=True,
        links_open=False,
        takes_alternative_text=False,
        hashtag_limit=5,
        filter_format=FilterFormat.COMMAS,
    ),
}
