"""File names that every machine and mail header can carry, and many files in one zip."""

import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lla.words import composed

_LONGEST_NAME = 80
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
# PDF and Word files are compressed already.
_ALREADY_SMALL = {".pdf", ".docx", ".zip"}


def filename(stem: str, suffix: str) -> str:
    """A file name in plain ASCII; `suffix` is ours, such as ".pdf"."""
    plain = composed(stem, "NFKD").encode("ascii", "ignore").decode().lower()
    safe = _NOT_PLAIN.sub("-", plain).strip("-")[:_LONGEST_NAME].rstrip("-")
    return f"{safe or 'paper'}{suffix}"


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
