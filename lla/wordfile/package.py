"""Unpacking a Word file that somebody sent us: what is in it is counted before anything else reads it."""

from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lla.acts.refusals import NotAllowed

NOT_WORD = "This is not a Word file. Save it as .docx in your word processor, or paste the text instead."
TOO_MUCH = "This Word file is too large to read. Paste the text instead."
MACROS = (
    "This Word file contains macros (small programs). Save it as "
    ".docx without them and choose it again, or paste the text instead."
)
_LOCKED = "This Word file is locked with a password. Save it without one and choose it again."
_OLD = "This file is from an older version of Word. Save it as .docx and choose it again."

_MOST_PARTS = 1_000
# Of all parts together: bytes, and bytes of those that are XML, which are what is read.
_LARGEST_UNPACKED = 60 * 1024 * 1024
_LARGEST_MARKUP = 8 * 1024 * 1024
# Of all parts that are XML together, whatever they are called.
_MOST_PARAGRAPHS = 5_000
_MOST_RUNS = 12_000
_MOST_ELEMENTS = 100_000  # attributes counted with them
_DEEPEST = 100
# A reader that takes a part in pieces looks at an unfinished tag or comment again with each.
_LONGEST_TAG = 100_000
_AT_A_TIME = 64 * 1024
_PROGRAM = "vbaproject.bin"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts that are XML by their names, each exactly as it was counted here.

    Sizes that a zip's own lists give are not believed, so nobody reads the original after this. Raises
    NotAllowed with the sentence for the field, and much else for a damaged zip.
    """
    if content.startswith(_OLD_OFFICE):
        raise NotAllowed([_LOCKED if _LOCKED_PACKAGE in content else _OLD])
    with ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > _MOST_PARTS:
            raise NotAllowed([TOO_MUCH])
        if any(entry.flag_bits & 1 for entry in entries):
            raise NotAllowed([_LOCKED])
        if "[Content_Types].xml" not in package.namelist():
            raise NotAllowed([NOT_WORD])
        if any(entry.filename.lower().endswith(_PROGRAM) for entry in entries):
            raise NotAllowed([MACROS])
        counted = _Count()
        markup = {}
        for entry in entries:
            part = _part(package, entry, counted)
            if counted.reads(part):
                markup[entry.filename] = part
    return markup


def _part(package: ZipFile, entry: ZipInfo, counted: "_Count") -> bytes:
    # The other methods unpack a piece to any size at once; Word uses neither.
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise NotAllowed([NOT_WORD])
    pieces = []
    with package.open(entry) as file:
        while piece := file.read(_AT_A_TIME):
            counted.unpacked += len(piece)
            if counted.unpacked > _LARGEST_UNPACKED:
                raise NotAllowed([TOO_MUCH])
            pieces.append(piece)
    return b"".join(pieces)


class _Count:
    """What the parts of one package come to."""

    def __init__(self) -> None:
        self.unpacked = 0
        self._markup = 0
        self._elements = 0
        self._paragraphs = 0
        self._runs = 0
        self._depth = 0

    def reads(self, part: bytes) -> bool:
        """Whether a part is XML; counts what is in it, and refuses it when it has too much of it.

        The parser is that of the reader, so that what is in an encoding unknown here is read by nobody.
        """
        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = self._long
        parser.ProcessingInstructionHandler = self._long
        self._depth = 0
        try:
            parser.Parse(part, True)
        except (ExpatError, LookupError, ValueError):
            return False
        self._markup += len(part)
        if self._markup > _LARGEST_MARKUP:
            raise NotAllowed([TOO_MUCH])
        return True

    def _refuse(self, *_: object) -> None:
        """A document type could define words that grow without end; Word writes none."""
        raise NotAllowed([NOT_WORD])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1 + len(attributes)
        self._depth += 1
        kind = name.rpartition(":")[2]
        self._paragraphs += kind == "p"
        self._runs += kind == "r"
        if (
            self._elements > _MOST_ELEMENTS
            or self._paragraphs > _MOST_PARAGRAPHS
            or self._runs > _MOST_RUNS
            or self._depth > _DEEPEST
        ):
            raise NotAllowed([TOO_MUCH])
        self._long(*attributes.values())

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _long(self, *words: str) -> None:
        if sum(map(len, words)) > _LONGEST_TAG:
            raise NotAllowed([TOO_MUCH])
