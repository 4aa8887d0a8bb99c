"""Whose site and whose account an address lies on."""

import pytest

from socialmedia.sources.addresses import host_of, key_of, lies_on

PLATFORMS = {
    "facebook.com": "facebook.com", "fb.com": "facebook.com", "x.com": "x.com", "twitter.com": "x.com",
    "youtube.com": "youtube.com", "youtu.be": "youtube.com", "instagram.com": "instagram.com",
    "snapchat.com": "snapchat.com",
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.riverside.example.org/news/1?x=2#y", "riverside.example.org"),
        ("http://RIVERSIDE.example.org:8080/", "riverside.example.org"),
        ("https://news.riverside.example.org/1", "news.riverside.example.org"),
        ("https://m.example.org/", "example.org"),
        ("https://www.org/", "www.org"),
        ("https://twitter.com/Chronicle/status/123", "x.com/chronicle"),
        ("https://x.com/chronicle", "x.com/chronicle"),
        ("https://mobile.twitter.com/chronicle?s=20", "x.com/chronicle"),
        ("https://www.facebook.com/Riverside/posts/5", "facebook.com/riverside"),
        ("https://m.facebook.com/profile.php?id=42&x=1", "facebook.com/42"),
        ("https://facebook.com/groups/Allies/posts/7", "facebook.com/groups/allies"),
        ("https://facebook.com/story.php?id=7", ""),
        ("https://fb.com/riverside", "facebook.com/riverside"),
        ("https://www.youtube.com/@Riverside/videos", "youtube.com/riverside"),
        ("https://www.youtube.com/channel/UC1/about", "youtube.com/channel/uc1"),
        ("https://www.youtube.com/watch?v=abc", ""),
        ("https://youtu.be/", ""),
        ("https://instagram.com/p/abc/", ""),
        ("https://instagram.com/stories/riverside/1", "instagram.com/riverside"),
        ("https://snapchat.com/add/riverside", "snapchat.com/riverside"),
        ("https://x.com/", ""),
        ("https://medium.com/@Alice/why-1", "medium.com/alice"),
        ("https://medium.com/@bob-the-hater/post", "medium.com/bob-the-hater"),
        ("https://alice.medium.com/why-1", "alice.medium.com"),
        ("https://www.tiktok.com/@riverside/video/7", "tiktok.com/riverside"),
        ("https://www.threads.net/@riverside/post/C1", "threads.net/riverside"),
        ("https://www.reddit.com/r/labour/comments/1/x/", "reddit.com/r/labour"),
        ("https://www.reddit.com/u/labour", "reddit.com/u/labour"),
        ("https://t.me/s/riverside/5", "t.me/riverside"),
        ("https://www.linkedin.com/in/alice-smith/", "linkedin.com/in/alice-smith"),
        ("https://github.com/alice/pages", "github.com/alice"),
        ("https://sites.google.com/view/alice/home", "sites.google.com/view/alice"),
        ("https://docs.google.com/document/d/1abc/edit", ""),
        ("https://bsky.app/profile/alice.example.org/post/1", "bsky.app/alice.example.org"),
        ("https://social.example.org/@alice/1", "social.example.org/@alice"),
        ("https://social.example.org/about", "social.example.org"),
        ("https://notx.com/chronicle", "notx.com"),
        ("not a link", ""),
        ("https://[half", ""),
        ("https://example.org:70000/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_addresses_of_one_source_share_a_key(address: str, key: str) -> None:
    assert key_of(address, PLATFORMS) == key


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://facebook.com/1", True),
        ("https://www.facebook.com/1", True),
        ("https://en-gb.facebook.com/1", True),
        ("https://facebook.com.example.org/1", False),
        ("https://notfacebook.com/1", False),
        ("https://facebook.com@example.org/1", False),
        ("https://example.org\\@facebook.com/1", False),
        ("ftp://facebook.com/1", False),
    ],
)
def test_a_link_lies_on_a_site_or_only_seems_to(address: str, found: bool) -> None:
    assert lies_on(address, ["facebook.com", "fb.com"]) is found


def test_a_front_is_left_out_only_before_a_site() -> None:
    assert [host_of(one) for one in ("https://www.gov.uk", "https://m.org")] == ["gov.uk", "m.org"]
