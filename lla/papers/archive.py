"""File names that every machine and mail header can carry, and many files in one zip."""

from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from unicodedata import category
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lla.words.cleaning import composed

_LONGEST_NAME = 80
_MOST_BYTES = 200  # systems take 255, and a zip or a download adds to a name
_APOSTROPHES = dict.fromkeys(map(ord, "'’"))
_JOINERS = "\u200c\u200d"
# PDF and Word files are compressed already.
_ALREADY_SMALL = {".pdf", ".docx", ".zip"}


def filename(stem: str, suffix: str) -> str:
    """A file name of small letters of any script, figures and hyphens; `suffix` is ours, such as ".pdf"."""
    words = composed(stem, "NFKC").lower().translate(_APOSTROPHES)
    # Kept are letters, marks on them, figures, and what joins two letters.
    kept = "".join(char if category(char)[0] in "LMN" or char in _JOINERS else " " for char in words)
    name = "-".join(kept.split())[:_LONGEST_NAME].encode()[:_MOST_BYTES].decode(errors="ignore")
    return f"{name.strip('-' + _JOINERS) or 'paper'}{suffix}"


def make_zip(entries: Iterable[tuple[str, str, bytes]]) -> bytes:
    """A zip of (stem, suffix, content), the same bytes for the same files.

    Files that would have one name are told apart by a number.
    """
    out = BytesIO()
    seen: Counter[str] = Counter()
    with ZipFile(out, "w") as archive:
        for stem, suffix, content in entries:
            name = filename(stem, suffix)
            seen[name] += 1
            if seen[name] > 1:
                name = filename(f"{stem[:70]} {seen[name]}", suffix)
            info = ZipInfo(name)
            info.external_attr = 0o644 << 16
            method = ZIP_STORED if suffix in _ALREADY_SMALL else ZIP_DEFLATED
            archive.writestr(info, content, compress_type=method)
    return out.getvalue()


def without_moments(archive: bytes) -> bytes:
    """A zip, or a Word file, that does not say when each of its parts was written."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(out, "w") as target:
        for part in source.infolist():
            target.writestr(ZipInfo(part.filename), source.read(part), compress_type=part.compress_type)
    return out.getvalue()
