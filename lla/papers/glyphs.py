"""Which signs can be drawn: whether any font of this machine has a glyph for them, asked of fontconfig."""

import ctypes
import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category

# Every European letter and the usual signs have a glyph in the fonts that come along.
_FURTHER = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")
_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib")
_SYSTEM_FONTS = 0
_NOT_SEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


def missing(text: str) -> list[str]:
    """The signs of a text that no font has, each once; empty where the fonts cannot be asked."""
    further = dict.fromkeys(_FURTHER.findall(text))
    return [sign for sign in further if not _is_drawn(sign)] if further else []


def spelt_out(text: str) -> str:
    """The text with "[U+13000]" in place of each sign that would be drawn as an empty box."""
    return text.translate({ord(sign): f"[{code(sign)}]" for sign in missing(text)})


def code(sign: str) -> str:
    """A sign by its number, "U+13000"."""
    return f"U+{ord(sign):04X}"


def _is_drawn(sign: str) -> bool:
    number = ord(sign)
    if category(sign) in _NOT_SEEN or any(number in selectors for selectors in _SELECTORS):
        return True
    found = _coverage()
    return found is None or bool(found[0].FcCharSetHasChar(found[1], number))


@cache
def _coverage() -> tuple[ctypes.CDLL, ctypes.c_void_p] | None:
    """The library and the set of all characters that any font has, or None where there is no library."""
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        return library, _union(library)
    return None


def _union(library: ctypes.CDLL) -> ctypes.c_void_p:
    library.FcCharSetCreate.restype = ctypes.c_void_p
    library.FcCharSetMerge.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    whole = ctypes.c_void_p(library.FcCharSetCreate())
    for part in _character_sets(library):
        library.FcCharSetMerge(whole, part, None)
    return whole


def _character_sets(library: ctypes.CDLL) -> Iterator[ctypes.c_void_p]:
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcPatternGetCharSet.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_void_p),
    ]
    library.FcInit()
    fonts = library.FcConfigGetFonts(None, _SYSTEM_FONTS)
    for at in range(fonts.contents.nfont if fonts else 0):
        part = ctypes.c_void_p()
        if library.FcPatternGetCharSet(fonts.contents.fonts[at], b"charset", 0, ctypes.byref(part)) == 0:
            yield part
