"""The organisation's accent as a stylesheet: shades that stay readable on our paper, in both schemes."""

import re
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# The surfaces of static/css/tokens.css that the accent is read on.
LIGHT = ("#fbf8f3", "#ffffff", "#f0ebe2")
DARK = ("#171412", "#1f1b18", "#2a2521")
READABLE = 5.0  # WCAG 2.2 asks 4.5 (1.4.3); a little more is kinder to small words
DEEP = 7.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

Shade = str  # "#rrggbb"


def parts(shade: Shade) -> tuple[float, float, float]:
    """Red, green and blue, each from 0 to 1."""
    red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def written(parts: Iterable[float]) -> Shade:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def luminance(shade: Shade) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(shade)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Shade, other: Shade) -> float:
    """Contrast of two shades as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(shade: Shade, other: Shade, *, part: float) -> Shade:
    """`part` of the other shade stirred into the first."""
    return written(one + (two - one) * part for one, two in zip(parts(shade), parts(other), strict=True))


def lit(shade: Shade, lightness: float) -> Shade:
    """The same hue and saturation, as dark (0) or light (1) as asked."""
    hue, _, saturation = rgb_to_hls(*parts(shade))
    return written(hls_to_rgb(hue, lightness, saturation))


def readable(shade: Shade, *, on: tuple[Shade, ...], end: int, least: float) -> Shade:
    """The shade, moved towards black (0) or white (1) only as far as reading it on these surfaces needs."""
    start = (max(parts(shade)) + min(parts(shade))) / 2
    steps = [shade, *(lit(shade, start + (end - start) * step / 50) for step in range(1, 51))]
    return next(one for one in steps if min(contrast(one, surface) for surface in on) >= least)


def shades(accent: Shade, *, surfaces: tuple[Shade, ...], end: int) -> dict[str, Shade]:
    """The accent's tokens for one scheme; `end` is the end of the scale away from its paper."""
    wash = mix(surfaces[0], accent, part=0.1)
    on = (*surfaces, wash)
    main = readable(accent, on=on, end=end, least=READABLE)
    ink = max(("#ffffff", "#150203"), key=lambda shade: contrast(shade, main))
    deep = readable(main, on=on, end=end, least=DEEP)
    return {"accent": main, "accent-deep": deep, "accent-ink": ink, "accent-wash": wash}


@lru_cache(maxsize=8)
def stylesheet(accent: str) -> str:
    """The rules for one accent such as "#a3122a"; nothing, and so our own red, when it is no such colour."""
    if not _COLOUR.fullmatch(accent):
        return ""
    light, dark = (
        "".join(f"--{name}:{shade};" for name, shade in tokens.items())
        for tokens in (
            shades(accent, surfaces=LIGHT, end=0),
            shades(accent, surfaces=DARK, end=1),
        )
    )
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


@require_safe
@cache_control(public=True, max_age=86400)
def theme(request: HttpRequest) -> HttpResponse:
    return HttpResponse(stylesheet(settings.ORGANISATION["accent"]), content_type="text/css; charset=utf-8")
