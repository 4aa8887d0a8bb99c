"""The emblem of hanging clauses on paper, in the organisation's colour."""

import struct
import zlib

SIDE = 32  # units, of the same drawing as templates/components/emblem.html
_SCALE = 8  # pixels to the unit
# Left, top, width and height of each line.
_ROWS = ((8, 14), (15, 14), (22, 9))
_LINES = [(left, top, width, 2) for top, long in _ROWS for left, width in ((6, 3), (12, long))]


def svg(accent: str) -> str:
    """The emblem as a drawing; `accent` is a colour such as #a3122a."""
    lines = "M6 9h3M12 9h14M6 16h3M12 16h14M6 23h3M12 23h9"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="3" fill="{accent}"/>'
        f'<path d="{lines}" fill="none" stroke="#fff" stroke-width="2.5"/></svg>'
    )


def png(accent: str) -> bytes:
    """The emblem as a picture of two colours, for files without drawings; `accent` is six digits."""
    grid = [bytearray(SIDE) for _ in range(SIDE)]
    for left, top, width, height in _LINES:
        for row in grid[top : top + height]:
            row[left : left + width] = b"\1" * width
    drawn = b"".join((b"\0" + bytes(unit for unit in row for _ in range(_SCALE))) * _SCALE for row in grid)
    side = SIDE * _SCALE
    head = struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0)
    colours = bytes.fromhex(accent) + b"\xff\xff\xff"
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(drawn, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
