"""Template tags that draw a paper's blocks on a page."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from lla.papers import html
from lla.papers.blocks import Block

register = template.Library()


@register.simple_tag
def draw(blocks: Iterable[Block], *, base_level: int = 2, prefix: str = "") -> SafeString:
    """`{% draw blocks base_level=3 prefix="m42-" %}`: the blocks as HTML."""
    return html.draw(blocks, base_level=base_level, prefix=prefix)
