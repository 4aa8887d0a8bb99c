"""The tag tree of a PDF, by which a screen reader reads it: what WeasyPrint leaves untidy, put right."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

_MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
_ARTIFACT = b"/Artifact BMC"


def tidied(drawn: bytes) -> bytes:
    """The same PDF with its running heads and page numbers kept from readers aloud, its facts as a list."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        read: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for element in _elements(pdf.Root.StructTreeRoot):
            if element.S == Name.L:
                _as_list(element)
            read[element.get("/Pg", element).objgen].update(
                int(kid) for kid in kids(element) if isinstance(kid, int)
            )
        for page in pdf.pages:
            _hide_unread(pdf, page.obj, read[page.obj.objgen])
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


def kids(element: Object) -> list[Object]:
    """The children of a structure element, which a PDF may give as one or as several."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def _elements(parent: Object) -> Iterator[Object]:
    for kid in kids(parent):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def append(out: Pdf, source: Pdf, at: int) -> None:
    """Hang the tag tree of `source`, whose pages begin at page `at` of `out`, into the tree of `out`."""
    root = out.Root.StructTreeRoot
    guest = out.copy_foreign(source.Root.StructTreeRoot)
    start = int(root.ParentTreeNextKey)
    highest = -1
    entries = list(guest.ParentTree.Nums)
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        root.ParentTree.Nums.extend([int(key) + start, value])
        highest = max(highest, int(key))
    root.ParentTreeNextKey = start + highest + 1
    for page in out.pages[at:]:
        page.obj.StructParents = int(page.obj.StructParents) + start
        for link in page.obj.get("/Annots", []):
            link.StructParent = int(link.StructParent) + start
    document = root.K[0]
    for part in kids(guest):
        part.S = Name.Art
        part.P = document
        document.K.append(part)


def count_entries(pdf: Pdf) -> None:
    """Tell the tag tree the next free key of its table, which WeasyPrint leaves out."""
    root = pdf.Root.StructTreeRoot
    root.ParentTreeNextKey = 1 + max(int(key) for key in list(root.ParentTree.Nums)[::2])


def _as_list(element: Object) -> None:
    """A list of facts is drawn as divisions of two items; its readers know items of label and body."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and kid.get("/S") == Name.Div:
            kid.S = Name.LI
            parts = [part for part in kids(kid) if part.S == Name.LI]
            for part, role in zip(parts, (Name.Lbl, Name.LBody), strict=True):
                part.S = role
                for inner in kids(part):
                    inner.S = Name.NonStruct
            kid.K = Array(parts)


def _hide_unread(pdf: Pdf, page: Object, read: set[int]) -> None:
    """Marked content that no element of the tree claims is decoration: say so.

    The page leaves the ground as it found it (q, Q): what is stamped on it later stands upright.
    """

    def mark(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) in read else _ARTIFACT

    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"q\n" + _MARKED.sub(mark, content) + b"\nQ\n")
