"""A film in which only pictures and sound are left: an MP4 or MOV file, copied box by box by a list.

What is on the list is copied, all else is overwritten with nothings of the same length, so that no address
inside the file moves. Of the film's data only what its picture and sound tracks point at is copied: whatever
lies between them, such as where a camera was, second by second, is not. What is inside a coded picture
itself stays as it is.
"""

from collections.abc import Iterator, Mapping
from struct import error as StructError
from struct import unpack_from
from typing import NamedTuple

from .pictures import Cleaned, Unusable

LARGEST = 10 * 1024 * 1024  # bytes
MOST_BOXES, MOST_SAMPLES = 20_000, 500_000
NOT_UNDERSTOOD = (
    "This site cannot remove from this film where it was taken. Save it as an ordinary MP4 file (H.264 "
    "with AAC sound), and upload that."
)
CODERS = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"vp09", b"av01", b"mp4v", b"mp4a", b"Opus", b"ac-3"})
KEPT: Mapping[bytes, frozenset[bytes]] = {
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset(
        {b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"sdtp", b"cslg"}
    ),
}
MADE_AT = frozenset({b"mvhd", b"tkhd", b"mdhd"})  # they say when the film was made


class Box(NamedTuple):
    """A piece of the file: from its length and kind at `start` by way of its `body` to its `end`."""

    kind: bytes
    start: int
    body: int
    end: int


def is_film(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def cleaned(content: bytes) -> Cleaned:
    """The film without what else its file told; raises Unusable for one that is not understood whole."""
    try:
        return _Film(content).cleaned()
    except (StructError, IndexError) as broken:
        raise Unusable(NOT_UNDERSTOOD) from broken


class _Film:
    """One file being copied from `old` to `new`, which begins as nothings."""

    def __init__(self, old: bytes) -> None:
        self.old, self.new, self.boxes = old, bytearray(len(old)), 0
        self.size = (0, 0)
        self.data: list[Box] = []

    def cleaned(self) -> Cleaned:
        top = list(self.read(0, len(self.old)))
        kinds = [box.kind for box in top]
        if kinds.count(b"moov") != 1 or kinds[0] != b"ftyp" or b"moof" in kinds:
            raise Unusable(NOT_UNDERSTOOD)
        self.data = [box for box in top if box.kind == b"mdat"]
        for box in top:
            if box.kind == b"ftyp":
                self.copy(box.start, box.end)
            elif box.kind == b"mdat":
                self.copy(box.start, box.body)
            elif box.kind == b"moov":
                self.keep(box)
            else:
                self.blank(box)
        if not all(self.size):
            raise Unusable(NOT_UNDERSTOOD)
        suffix = ".mov" if self.old[8:12] == b"qt  " else ".mp4"
        return Cleaned(bytes(self.new), suffix, *self.size)

    def read(self, start: int, end: int) -> Iterator[Box]:
        while start < end:
            self.boxes += 1
            length, kind = unpack_from(">I4s", self.old, start)
            body = start + 8
            if length == 1:
                (length,) = unpack_from(">Q", self.old, body)
                body += 8
            stop = end if length == 0 else start + length
            if not body <= stop <= end or self.boxes > MOST_BOXES:
                raise Unusable(NOT_UNDERSTOOD)
            yield Box(kind, start, body, stop)
            start = stop

    def copy(self, start: int, end: int) -> None:
        self.new[start:end] = self.old[start:end]

    def blank(self, box: Box) -> None:
        """A box of the same length that says nothing: every player passes over one that is called free."""
        self.copy(box.start, box.body)
        self.new[box.start + 4 : box.start + 8] = b"free"

    def keep(self, box: Box) -> None:
        """A box with those in it that are on the list; of tracks, those of pictures and sound."""
        self.copy(box.start, box.body)
        for part in self.read(box.body, box.end):
            if part.kind not in KEPT[box.kind] or (part.kind == b"trak" and not self.is_shown(part)):
                self.blank(part)
            elif part.kind in KEPT:
                self.keep(part)
            else:
                self.copy(part.start, part.end)
                self.forget(part)
        if box.kind == b"trak":
            self.take_samples(self.inside(box, b"mdia", b"minf", b"stbl"))

    def inside(self, box: Box, *kinds: bytes) -> Box:
        """The one box of these kinds, each in the one before it."""
        for kind in kinds:
            found = [part for part in self.read(box.body, box.end) if part.kind == kind]
            if len(found) != 1:
                raise Unusable(NOT_UNDERSTOOD)
            box = found[0]
        return box

    def is_shown(self, track: Box) -> bool:
        handler = self.inside(track, b"mdia", b"hdlr")
        what = self.old[handler.body + 8 : handler.body + 12]
        if what == b"vide":
            head = self.inside(track, b"tkhd")
            width, height = unpack_from(">II", self.old, head.end - 8)
            self.size = (width >> 16, height >> 16)
        return what in {b"vide", b"soun"}

    def forget(self, box: Box) -> None:
        """Overwrite when it was made, what wrote a track, and other files that it would look for."""
        if box.kind in MADE_AT:
            long = 16 if self.old[box.body] else 8
            self.zero(box.body + 4, min(box.body + 4 + long, box.end))
        elif box.kind == b"hdlr":
            self.zero(min(box.body + 24, box.end), box.end)
        elif box.kind == b"dref":
            for entry in self.read(box.body + 8, box.end):
                if not self.old[entry.body + 3] & 1:  # its data lies in another file
                    raise Unusable(NOT_UNDERSTOOD)
                self.zero(min(entry.body + 4, entry.end), entry.end)
        elif box.kind == b"stsd":
            for entry in self.read(box.body + 8, box.end):
                if entry.kind not in CODERS:
                    raise Unusable(NOT_UNDERSTOOD)

    def zero(self, start: int, end: int) -> None:
        self.new[start:end] = bytes(end - start)

    def take_samples(self, table: Box) -> None:
        """Copy the data that one track points at, chunk by chunk."""
        sizes = self.sample_sizes(self.inside(table, b"stsz"))
        at = 0
        for offset, samples in zip(*self.chunks(table), strict=False):
            length = sum(sizes[at : at + samples])
            if not any(box.body <= offset and offset + length <= box.end for box in self.data):
                raise Unusable(NOT_UNDERSTOOD)
            self.copy(offset, offset + length)
            at += samples
        if at < len(sizes):
            raise Unusable(NOT_UNDERSTOOD)

    def sample_sizes(self, box: Box) -> list[int]:
        alike, count = unpack_from(">II", self.old, box.body + 4)
        if count > MOST_SAMPLES:
            raise Unusable(NOT_UNDERSTOOD)
        return [alike] * count if alike else list(unpack_from(f">{count}I", self.old, box.body + 12))

    def chunks(self, table: Box) -> tuple[list[int], Iterator[int]]:
        """Where each chunk begins, and how many samples it has; the last number given counts for the rest."""
        parts = {part.kind: part for part in self.read(table.body, table.end)}
        box = parts.get(b"stco") or parts.get(b"co64")
        if box is None or b"stsc" not in parts:
            raise Unusable(NOT_UNDERSTOOD)
        (count,) = unpack_from(">I", self.old, box.body + 4)
        (runs,) = unpack_from(">I", self.old, parts[b"stsc"].body + 4)
        if max(count, runs) > MOST_SAMPLES:
            raise Unusable(NOT_UNDERSTOOD)
        offsets = unpack_from(f">{count}{'I' if box.kind == b'stco' else 'Q'}", self.old, box.body + 8)
        given = unpack_from(f">{runs * 3}I", self.old, parts[b"stsc"].body + 8)
        return list(offsets), _samples(given[::3], given[1::3], count)


def _samples(first: tuple[int, ...], each: tuple[int, ...], chunks: int) -> Iterator[int]:
    run = 0
    for chunk in range(1, chunks + 1):
        while run + 1 < len(first) and first[run + 1] <= chunk:
            run += 1
        yield each[run]
