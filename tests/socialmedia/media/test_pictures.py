"""Pictures are made anew from their dots: nothing of what their file told is left."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from socialmedia.media import pictures
from socialmedia.media.pictures import Unusable, cleaned
from tests.socialmedia.media.factories import HERE, jpeg, moving_gif, png


def test_where_and_with_what_a_photograph_was_taken_is_gone() -> None:
    before = jpeg()
    assert (b"Pocketphone" in before, HERE in before) == (True, True)
    found = cleaned(before)
    for content in (found.content, found.thumbnail):
        with Image.open(BytesIO(content)) as image:
            told = {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
            assert (image.format, dict(image.getexif()), told) == ("JPEG", {}, set())
        assert (b"Pocketphone" in content, HERE in content, b"Exif" in content) == (False, False, False)


def test_a_picture_taken_sideways_stands_upright() -> None:
    found = cleaned(jpeg(turned=True))
    assert (found.suffix, found.width, found.height) == (".jpg", 40, 60)


def test_words_in_a_drawing_are_gone_and_it_can_still_be_seen_through() -> None:
    found = cleaned(png())
    with Image.open(BytesIO(found.content)) as image:
        assert (image.format, image.mode, image.info) == ("PNG", "RGBA", {})
    assert (found.suffix, HERE in found.content) == (".png", False)


def test_a_large_picture_is_made_as_small_as_platforms_show_it() -> None:
    found = cleaned(jpeg(size=(5_120, 1_280)))
    assert (found.width, found.height) == (2_560, 640)
    with Image.open(BytesIO(found.thumbnail)) as small:
        assert small.size == (480, 120)


@pytest.mark.parametrize("side", [7_500, 10_000, 20_000])
def test_a_small_file_that_unfolds_to_very_many_dots_is_refused_by_its_head(side: int) -> None:
    file = BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    with pytest.raises(Unusable) as refused:
        cleaned(file.getvalue()[:100])
    assert str(refused.value) == pictures.TOO_MANY_DOTS


def test_what_moves_is_refused() -> None:
    with pytest.raises(Unusable) as refused:
        cleaned(moving_gif())
    assert str(refused.value) == pictures.MOVES


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", jpeg()[:300], b"BM" + bytes(60)],
)
def test_what_is_no_picture_whatever_its_name_is_refused(content: bytes) -> None:
    with pytest.raises(Unusable) as refused:
        cleaned(content)
    assert str(refused.value) == pictures.NO_PICTURE


@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_a_damaged_picture_is_cleaned_or_refused(at: int, dirt: bytes) -> None:
    before = jpeg()
    try:
        found = cleaned(before[:at] + dirt + before[at + len(dirt) :])
    except Unusable:
        return
    assert HERE not in found.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_format_begins_like_a_picture(kind: str) -> None:
    file = BytesIO()
    Image.new("RGB", (4, 4), "teal").save(file, kind)
    assert pictures.is_picture(file.getvalue())


def test_what_does_not_begin_like_a_picture_is_none() -> None:
    assert [pictures.is_picture(content) for content in (b"not a picture!!", b"RIFF1234WAVE", b"")] == [
        False
    ] * 3
