"""A post is as long as the platform says that takes it."""

import pytest

from socialmedia.channels.choices import Counting
from socialmedia.posts.character_count import count, hashtags, links

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
COMPOSED, APART = "caf\u00e9", "cafe\u0301"

WEIGHED = [
    ("", 0),
    ("Join us on Saturday.", 20),
    ("two\nlines", 9),
    # Our own punctuation weighs one where X's list has it, and two where it has not.
    ("it’s “so” – really", 18),
    ("more …", 7),
    ("€5", 3),
    # Composed first: an accent of its own adds nothing.
    (COMPOSED, 4),
    (APART, 4),
    ("日本語", 6),
    ("Привет", 6),
    ("한국", 4),
    # An emoji weighs two, whatever it is made of.
    ("😀", 2),
    ("👍🏽", 2),
    ("🏽", 2),
    (FAMILY, 2),
    (FAMILY * 3, 6),
    ("👩🏿\u200d🚀", 2),
    ("🇬🇧", 2),
    ("🇬🇧🇨🇾", 4),
    (ENGLAND, 2),
    ("1\ufe0f\u20e3", 2),
    ("❤\ufe0f", 2),
    ("❤", 2),
    ("©", 1),
    ("©\ufe0f", 2),
    ("a😀b", 4),
    # A link weighs 23, long or short, with https:// or without.
    ("https://example.org", 23),
    ("https://example.org/" + "a" * 300, 23),
    ("example.org", 23),
    ("Read https://example.org/a?b=c, and tell us.", 5 + 23 + 14),
    ("(example.org)", 25),
    ("https://example.org/a_(b)", 23),
    ("www.gov.uk", 23),
    ("bit.ly/abc", 23),
    ("bit.ly", 23),
    ("t.co", 23),
    ("gov.uk", 23),
    ("foo.co.jp", 23),
    ("http://bit.ly/dJpywL", 23),
    ("node.js", 7),
    ("Test https://test.com test https://test.com test.com test", 86),
    ("https://www.youtube.com/playlist?list=PL0ZPu8XSRTB7wZzn0mLHMvyzVFeRxbWn-", 23),
    ("HTTPS://www.ExaMPLE.COM/index.html", 23),
    ("http://twitter.com/#!/twitter", 23),
    ("ftp://www.example.com/", 22),
    ("the end.Start again", 19),
    ("sam@example.org", 15),
    ("https://example.org https://example.org", 47),
    ("a" * 10_000, 10_000),
    ("日" * 10_000, 20_000),
]


@pytest.mark.parametrize(("words", "weight"), WEIGHED)
def test_x_weighs_code_points_links_and_emoji(words: str, weight: int) -> None:
    assert count(words, Counting.WEIGHTED) == weight


@pytest.mark.parametrize(
    ("words", "units", "octets"),
    [
        ("", 0, 0),
        ("plain", 5, 5),
        (COMPOSED, 4, 5),
        (APART, 4, 5),
        ("日本語", 3, 9),
        ("😀", 2, 4),
        ("👍🏽", 4, 8),
        (FAMILY, 11, 25),
        ("🇬🇧", 4, 8),
        ("https://example.org", 19, 19),
        ("\ud800", 1, 1),  # half a character, which no keyboard types
    ],
)
def test_other_platforms_count_units_or_bytes(words: str, units: int, octets: int) -> None:
    assert (count(words, Counting.PLAIN), count(words, Counting.BYTES)) == (units, octets)


@pytest.mark.parametrize(
    ("words", "bluesky", "mastodon", "threads"),
    [
        ("", 0, 0, 0),
        ("Join us on Saturday.", 20, 20, 20),
        (COMPOSED, 4, 4, 4),
        (APART, 4, 4, 4),
        # What people see as one sign is one, of however many code points; Threads counts its bytes.
        ("👍🏽", 1, 1, 8),
        (FAMILY, 1, 1, 25),
        (ENGLAND, 1, 1, 28),
        ("🇬🇧🇨🇾", 2, 2, 16),
        ("a😀b", 3, 3, 6),
        ("日本語", 3, 3, 3),
        ("g̈", 1, 1, 2),
        # Bluesky's app shortens what follows the site, Mastodon takes 23 for a link that begins with https://.
        ("https://example.org", 11, 23, 19),
        ("https://example.org/", 11, 23, 20),
        ("https://example.org/news/today", 11 + 11, 23, 30),
        ("https://example.org/" + "a" * 300, 11 + 16, 23, 320),
        ("https://example.org?q=1234567890123456", 11 + 16, 23, 38),
        ("Read https://example.org/a?b=c, and tell us.", 5 + 17 + 14, 5 + 23 + 14, 44),
        ("(https://example.org/a_(b))", 19, 25, 27),
        ("example.org/abc", 15, 15, 15),
        # Of somebody on another server Mastodon counts the name alone; an email address is none.
        ("@ann@mastodon.example says", 26, 9, 26),
        ("@ann says", 9, 9, 9),
        ("sam@example.org", 15, 15, 15),
        ("https://mastodon.example/@ann@example.org", 16 + 16, 23, 41),
        ("a" * 10_000, 10_000, 10_000, 10_000),
        ("\ud800", 1, 1, 1),
    ],
)
def test_bluesky_mastodon_and_threads_count_in_their_own_ways(
    words: str, bluesky: int, mastodon: int, threads: int
) -> None:
    ways = (Counting.BLUESKY, Counting.MASTODON, Counting.THREADS)
    assert [count(words, way) for way in ways] == [bluesky, mastodon, threads]


@pytest.mark.parametrize(
    ("words", "tags", "addresses"),
    [
        ("", 0, 0),
        ("#solidarity and #Solidarity", 2, 0),
        ("We are #1, and #2027 is ours", 0, 0),
        ("#m8 #8m", 2, 0),
        ("a#b &#39; https://example.org/#top", 0, 1),
        ("example.org, https://example.org and www.gov.uk", 0, 3),
        ("the end.Start again", 0, 0),
    ],
)
def test_hashtags_and_links_are_told_from_other_words(words: str, tags: int, addresses: int) -> None:
    assert (hashtags(words), links(words)) == (tags, addresses)
