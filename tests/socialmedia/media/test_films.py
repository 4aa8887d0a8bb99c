"""Films keep their pictures and their sound, at the same places in a file of the same length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialmedia.media.films import NOT_UNDERSTOOD, cleaned, is_film
from socialmedia.media.pictures import Unusable
from tests.socialmedia.media.factories import HERE, PICTURES, SOUNDS, box, mp4


def test_nothing_is_left_of_where_and_when_and_with_what_a_film_was_made() -> None:
    before = mp4()
    assert before.count(HERE) > 10
    found = cleaned(before)
    assert (found.suffix, found.width, found.height, found.thumbnail) == (".mp4", 64, 48, b"")
    for trace in (
        HERE,
        b"Pocketphone",
        b"/media/sam",
        (3_800_000_000).to_bytes(4, "big"),
        b"\xa9xyz",
        b"udta",
        b"mebx",
    ):
        assert (trace, trace in before, trace in found.content) == (trace, True, False)


def test_pictures_and_sound_stay_where_the_tables_say() -> None:
    before, after = mp4(), cleaned(mp4()).content
    assert len(after) == len(before)
    for kept in (PICTURES, SOUNDS, b"avc1", b"mp4a"):
        assert (kept, after.find(kept)) == (kept, before.find(kept))


def test_a_cleaned_film_is_clean() -> None:
    once = cleaned(mp4()).content
    assert cleaned(once).content == once


@pytest.mark.parametrize(
    "content",
    [
        mp4(after=box(b"moof")),
        mp4(coder=b"gpmd"),
        mp4(handler=b"text"),
        mp4(reference=0),
        mp4()[:-30],
        mp4().replace(b"stsz", b"stz2"),
        mp4().replace(b"moov", b"free"),
        box(b"ftyp", b"isom"),
        b"\x00\x00\x00\x01ftyp" + bytes(8),
    ],
)
def test_what_is_not_understood_whole_is_refused(content: bytes) -> None:
    with pytest.raises(Unusable) as refused:
        cleaned(content)
    assert (is_film(content), str(refused.value)) == (True, NOT_UNDERSTOOD)


@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_film_is_refused_or_has_the_same_length(at: int, dirt: bytes) -> None:
    before = mp4()
    damaged = before[:at] + dirt + before[at + len(dirt) :]
    try:
        found = cleaned(damaged)
    except Unusable:
        return
    assert len(found.content) == len(damaged)
