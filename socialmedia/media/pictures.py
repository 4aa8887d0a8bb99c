"""A picture made anew from its own dots: nothing else of the file it came in is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

LARGEST = 10 * 1024 * 1024  # bytes
MOST_DOTS = 50_000_000  # more than any telephone takes; a small file can unfold to far more
LONGEST_SIDE, THUMBNAIL = 2_560, 480  # dots; no platform shows more
QUALITY = 88
FORMATS: Mapping[str, str] = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".jpg", "GIF": ".png", "MPO": ".jpg"}
NO_PICTURE = "This file cannot be used as a picture. Save it as JPEG, PNG or WebP, and upload that."
TOO_MANY_DOTS = "This picture has too many pixels. Make it smaller, and upload that."
MOVES = "This picture moves. Upload it as a film, or one still picture of it."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept of an upload: its bytes, the end of its name, its size in dots, a small one of it."""

    content: bytes
    suffix: str
    width: int
    height: int
    thumbnail: bytes = b""


class Unusable(Exception):
    """A file that is not taken, with the sentence that says why."""


def is_picture(content: bytes) -> bool:
    """Whether a file begins as those of the formats do; whether it is one is seen when it is read."""
    begins = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
    return content.startswith(begins) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP")


def cleaned(content: bytes) -> Cleaned:
    """The picture upright, in sRGB, no longer than platforms show; raises Unusable.

    Its kind is read from what it holds, whatever its name says. Where and with what it was taken, its
    colour profile, comments and a thumbnail of before somebody cut it all stay behind.
    """
    try:
        with Image.open(BytesIO(content), formats=list(FORMATS)) as image:
            if image.width * image.height > MOST_DOTS:
                raise Unusable(TOO_MANY_DOTS)
            if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
                raise Unusable(MOVES)
            suffix = FORMATS[str(image.format)]
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _made_anew(image, suffix)
    except (Unusable, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unusable(TOO_MANY_DOTS) from error
    # A damaged picture makes its readers give up in a dozen ways, which all mean the same to its sender.
    except Exception as error:
        raise Unusable(NO_PICTURE) from error


def _made_anew(image: Image.Image, suffix: str) -> Cleaned:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = _in_srgb(upright, see_through=suffix == ".png")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    small = _on_white(bare)
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return Cleaned(_written(bare, suffix), suffix, bare.width, bare.height, _written(small, ".jpg"))


def _in_srgb(image: Image.Image, *, see_through: bool) -> Image.Image:
    """Its dots in the colours that every screen means when a file says nothing of them."""
    profile = image.info.get("icc_profile")
    seen_through = image.has_transparency_data and see_through
    plain = image.convert("RGBA" if seen_through else "RGB") if image.mode != "RGB" or seen_through else image
    if profile and image.mode in {"RGB", "RGBA"}:
        try:
            there = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(plain, BytesIO(profile), there, outputMode=plain.mode) or plain
        except ImageCms.PyCMSError:
            return plain
    return plain


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image.copy()
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _written(image: Image.Image, suffix: str) -> bytes:
    file = BytesIO()
    if suffix == ".png":
        image.save(file, "PNG", optimize=True)
    else:
        image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
