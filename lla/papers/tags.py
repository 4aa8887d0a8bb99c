"""The tag tree of a PDF, by which a screen reader reads it: what WeasyPrint leaves untidy, put right."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

_MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
_ARTIFACT = b"/Artifact BMC"
_WRAPPERS = (Name.Span, Name.NonStruct)

# By page, which element each piece of marked content belongs to.
_Owners = dict[tuple[int, int], dict[int, Object]]


def tidied(drawn: bytes) -> bytes:
    """The same PDF with its running heads and page numbers kept from readers aloud, its facts as a list,
    its tables whole, and no more elements in its tree than say something."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        _flatten(document)
        _whole_tables(document)
        for element in _elements(document):
            _describe(element)
        owners: _Owners = {}
        for element in _elements(document):
            for kid in _kids(element):
                if isinstance(kid, int):
                    owners.setdefault(element.Pg.objgen, {})[int(kid)] = element
        _table(pdf, owners)
        for page in pdf.pages:
            _hide_unread(pdf, page.obj, set(owners.get(page.obj.objgen, ())))
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
        return out.getvalue()


def append(out: Pdf, source: Pdf, at: int) -> None:
    """Hang the tag tree of `source`, whose pages begin at page `at` of `out`, into the tree of `out`."""
    root = out.Root.StructTreeRoot
    guest = out.copy_foreign(source.Root.StructTreeRoot)
    start = int(root.ParentTreeNextKey)
    entries = list(guest.ParentTree.Nums)
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        root.ParentTree.Nums.append(int(key) + start)
        root.ParentTree.Nums.append(value)
    root.ParentTreeNextKey = start + int(guest.ParentTreeNextKey)
    for page in out.pages[at:]:
        page.obj.StructParents = int(page.obj.StructParents) + start
        for link in page.obj.get("/Annots", []):
            link.StructParent = int(link.StructParent) + start
    document = root.K[0]
    for part in guest.K:
        part.S = Name.Art
        part.P = document
        document.K.append(part)


def _kids(element: Object) -> list[Any]:
    """The children of a structure element: elements, links, and the numbers of marked content."""
    found = element.get("/K")
    return list(found) if isinstance(found, Array) else []


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _elements(parent: Object) -> Iterator[Object]:
    for kid in _kids(parent):
        if _is_element(kid):
            yield kid
            yield from _elements(kid)


def _flatten(element: Object) -> None:
    """Give the words of wrappers that mean nothing to what they wrap: a line of text has one each."""
    if element.S == Name.L:
        _as_list(element)
    flat: list[Any] = []
    for kid in _kids(element):
        if not _is_element(kid):
            flat.append(kid)
            continue
        _flatten(kid)
        inner = _kids(kid)
        same_page = "/Pg" in element and element.Pg.objgen == kid.Pg.objgen
        if kid.S in _WRAPPERS and same_page and all(isinstance(part, int) for part in inner):
            flat.extend(inner)
        else:
            flat.append(kid)
    element.K = Array(flat)


def _as_list(element: Object) -> None:
    """A list of facts is drawn as divisions of two items; its readers know items of label and body."""
    for kid in _kids(element):
        if _is_element(kid) and Name.Div == kid.S:
            kid.S = Name.LI
            parts = [part for part in _kids(kid) if part.S == Name.LI]
            for part, role in zip(parts, (Name.Lbl, *[Name.LBody] * len(parts)), strict=False):
                part.S = role
                for inner in _kids(part):
                    inner.S = Name.NonStruct
            kid.K = Array(_whole(parts))


def _whole(parts: list[Object]) -> list[Object]:
    """A label and one body, to which every further line belongs."""
    label_and_body, others = parts[:2], parts[2:]
    for part in others:
        part.S, part.P = Name.NonStruct, label_and_body[1]
        label_and_body[1].K.append(part)
    return label_and_body


def _whole_tables(parent: Object) -> None:
    """A table broken over pages is one table again; every table of ours has a caption, so what follows one
    without it goes on with it, and the head that stands on its page again is decoration."""
    kept: list[Any] = []
    for kid in _kids(parent):
        if not _is_element(kid):
            kept.append(kid)
            continue
        before = kept[-1] if kept and _is_element(kept[-1]) else None
        if before is not None and Name.Table == before.S == kid.S and not _parts(kid, Name.Caption):
            body = _parts(before, Name.TBody)[-1]
            for row in (row for part in _parts(kid, Name.TBody) for row in _kids(part)):
                row.P = body
                body.K.append(row)
            continue
        _whole_tables(kid)
        kept.append(kid)
    if kept:
        parent.K = Array(kept)


def _parts(element: Object, role: Name) -> list[Object]:
    return [kid for kid in _kids(element) if _is_element(kid) and role == kid.S]


def _describe(element: Object) -> None:
    """What a reader is told about a cell and a picture: which way a head leads, and where the picture is.

    Names of heads would be the same in two parts of a booklet; places are counted in points from below.
    """
    if element.S == Name.TR:
        for cell in _kids(element):
            about = Dictionary(O=Name.Table)
            if cell.S == Name.TH:
                about.Scope = Name.Column if Name.THead == element.P.S else Name.Row
            cell.A = about
            if "/ID" in cell:
                del cell["/ID"]
    elif Name.Figure == element.S:
        left, top, right, bottom = (float(edge) * 0.75 for edge in element.A.BBox)
        height = float(element.Pg.MediaBox[3])
        element.A.BBox = Array([round(edge, 2) for edge in (left, height - bottom, right, height - top)])


def _table(pdf: Pdf, owners: _Owners) -> None:
    """Write anew the table that leads from marked content back to its element."""
    root = pdf.Root.StructTreeRoot
    pages = {int(page.obj.StructParents): page.obj.objgen for page in pdf.pages}
    entries = list(root.ParentTree.Nums)
    table: list[Any] = []
    for key, value in zip(map(int, entries[::2]), entries[1::2], strict=True):
        owned = owners.get(pages[key], {}) if key in pages else None
        if owned is not None:
            value = Array([owned.get(mark) for mark in range(max(owned, default=-1) + 1)])
        table.extend([key, value])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(table)))
    root.ParentTreeNextKey = 1 + max(map(int, entries[::2]))


def _hide_unread(pdf: Pdf, page: Object, read: set[int]) -> None:
    """Marked content that no element of the tree claims is decoration: say so.

    The page leaves the ground as it found it (q, Q): what is stamped on it later stands upright.
    """

    def mark(found: re.Match[bytes]) -> bytes:
        return found[0] if int(found[1]) in read else _ARTIFACT

    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(b"q\n" + _MARKED.sub(mark, content) + b"\nQ\n")
