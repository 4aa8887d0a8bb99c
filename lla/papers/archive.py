"""Many files in one zip, the same bytes for the same files."""

from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lla.papers.names import filename

# PDF and Word files are compressed already.
_ALREADY_SMALL = {".pdf", ".docx", ".zip"}


def make_zip(entries: Iterable[tuple[str, str, bytes]]) -> bytes:
    """A zip of (stem, suffix, content); files that would have one name are told apart by a number."""
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
