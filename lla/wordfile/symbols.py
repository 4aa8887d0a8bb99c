"""Signs that Word keeps by their place in a font, or by how high they stand, as the characters they are."""

_WINGDINGS = "28☎ 2A✉ 4A☺ 6C● 6E■ 6F☐ 71☐ 72☐ 9F• A7▪ A8☐ D8➢ DF← E0→ E8➔ FB☒ FC✓ FD☒ FE☑"
_SYMBOL = (
    "A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BB≈ BC… D6√ E5∑ 62β 64δ 6Cλ 6Dμ 70π 44Δ 57Ω"
)
_FONTS = {
    font: {int(sign[:2], 16): sign[2] for sign in signs.split()}
    for font, signs in (("wingdings", _WINGDINGS), ("symbol", _SYMBOL))
}
# Fonts with signs of their own keep them in a private range, at this distance.
_PRIVATE = 0xF000
_PLAIN, _RAISED, _LOWERED = "0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻", "₀₁₂₃₄₅₆₇₈₉₊₋₋"
_HEIGHTS = {"superscript": str.maketrans(_PLAIN, _RAISED), "subscript": str.maketrans(_PLAIN, _LOWERED)}


def character(font: str, code: str) -> str:
    """The character of a font's sign, whose code is written in sixteens; nothing if it is not known here."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if known := _FONTS.get(font.lower()):
        return known.get(place - _PRIVATE if place >= _PRIVATE else place, "")
    is_private = 0xE000 <= place <= 0xF8FF or not 0x20 <= place <= 0x10FFFF or 0xD800 <= place <= 0xDFFF
    return "" if is_private else chr(place)


def raised(text: str, height: str) -> str:
    """Words with their digits as high or as low as Word draws them: ten to the sixth is not 106."""
    return text.translate(_HEIGHTS[height]) if height in _HEIGHTS else text
