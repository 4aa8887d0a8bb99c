"""Words too long for a line of a template: {% capture as lede %}…{% endcapture %}, a builtin everywhere."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def capture(content: SafeString) -> SafeString:
    """What stands between the two tags, its lines joined by spaces, escaped already as in any template."""
    lines = (line.strip(" ") for line in content.split("\n"))
    return SafeString(" ".join(line for line in lines if line))
