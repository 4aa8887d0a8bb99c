"""Pictures and films as telephones make them, with what they tell of their makers."""

from io import BytesIO
from struct import pack
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from lla.accounts.models import User
from lla.acts.actors import Actor
from socialmedia.media import workflow
from socialmedia.media.models import MediaFile
from socialmedia.media.pictures import Cleaned, cleaned
from tests.factories import make_user

HERE = b"+51.5007-000.1246/"  # where a telephone says it was
SAID = {
    "title": "The queue at the door",
    "alternative_text": "Twenty people wait at a door in the rain.",
    "owner": "Sam Hollis",
    "ground": "ours",
    "ground_words": "",
    "people": "crowd",
}


def jpeg(colour: str = "teal", size: tuple[int, int] = (60, 40), *, turned: bool = False) -> bytes:
    """A photograph that says where and with what it was taken, and what somebody wrote into it."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Artist] = "Pocketphone", "Sam Hollis"
    if turned:
        exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (51.0, 30.0, 2.5)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", exif=exif, comment=HERE)
    return file.getvalue()


def png(size: tuple[int, int] = (30, 30)) -> bytes:
    """A drawing that can be seen through, with words in it."""
    said = PngInfo()
    said.add_text("Location", HERE.decode())
    file = BytesIO()
    Image.new("RGBA", size, (200, 0, 0, 90)).save(file, "PNG", pnginfo=said)
    return file.getvalue()


def moving_gif() -> bytes:
    file = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I4s", 8 + len(body), kind) + body


def table(kind: bytes, *numbers: int) -> bytes:
    return box(kind, pack(f">{1 + len(numbers)}I", 0, *numbers))


def track(handler: bytes, coder: bytes, offset: int, sizes: list[int], *, reference: int = 1) -> bytes:
    """A track whose data is one chunk."""
    stbl = box(
        b"stbl",
        box(b"stsd", pack(">II", 0, 1), box(coder, bytes(28))),
        table(b"stts", 1, len(sizes), 1),
        table(b"stsc", 1, 1, len(sizes), 1),
        table(b"stsz", 0, len(sizes), *sizes),
        table(b"stco", 1, offset),
    )
    dref = box(b"dref", pack(">II", 0, 1), box(b"url ", pack(">I", reference), b"file:///media/sam/"))
    hdlr = box(b"hdlr", pack(">II4s12s", 0, 0, handler, b""), b"Pocketphone\x00")
    tkhd = box(
        b"tkhd", pack(">IIII", 0, 3_800_000_000, 3_800_000_000, 1), bytes(60), pack(">II", 64 << 16, 48 << 16)
    )
    minf = box(b"minf", box(b"vmhd", bytes(12)), box(b"dinf", dref), stbl)
    mdia = box(b"mdia", box(b"mdhd", pack(">III", 0, 3_800_000_000, 3_800_000_000), bytes(12)), hdlr, minf)
    return box(b"trak", tkhd, mdia, box(b"udta", box(b"name", HERE)))


PICTURES, BETWEEN, PLACES, SOUNDS = b"PIC1PIC22", b"??" + HERE, HERE * 3, b"SOUND"


def mp4(*, handler: bytes = b"vide", coder: bytes = b"avc1", reference: int = 1, after: bytes = b"") -> bytes:
    """A film with pictures, sound, a track of places, and words wherever a file can hold some."""
    ftyp = box(b"ftyp", b"isom", bytes(4), b"isommp42")
    free = box(b"free", HERE)
    start = len(ftyp) + len(free) + 8
    data = PICTURES + BETWEEN + PLACES + SOUNDS
    at = [start, start + len(PICTURES + BETWEEN), start + len(PICTURES + BETWEEN + PLACES)]
    moov = box(
        b"moov",
        box(b"mvhd", pack(">III", 0, 3_800_000_000, 3_800_000_000), bytes(88)),
        track(handler, coder, at[0], [4, 5], reference=reference),
        track(b"soun", b"mp4a", at[2], [5]),
        track(b"meta", b"mebx", at[1], [len(PLACES)]),
        box(b"udta", box(b"\xa9xyz", HERE), box(b"meta", HERE)),
        box(b"uuid", bytes(16), HERE),
    )
    return ftyp + free + box(b"mdat", data) + moov + box(b"uuid", bytes(16), HERE) + after


def make_medium(
    user: User | None = None, *, found: Cleaned | None = None, described: bool = True, **said: Any
) -> MediaFile:
    """A picture in the library, by way of its acts."""
    user = user or make_user()
    by = Actor.user(user, role="team")
    row = workflow.add(found or cleaned(jpeg()), user=user, by=by)
    if not described:
        return row
    return workflow.describe(row, {**SAID, **said}, seen=row.state, by=by)
