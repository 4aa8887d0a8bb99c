"""What a version of the guidelines says on paper: its text and every figure; it may be read by everybody."""

from django.conf import settings
from django.utils.timezone import localdate

from lla.papers.blocks import Block, Facts, Heading, Paper, Table, plain
from lla.text.reading import prose
from lla.time.wording import short_day

from .models import GuidelineVersion
from .parameters import names_in_parts, said
from .selectors import parameters


def of_guidelines(version: GuidelineVersion) -> Paper:
    """A version as a paper of its own; a draft says that it is one."""
    name = f"Social media guidelines, version {version.number}"
    return Paper(
        title=name,
        blocks=(*standing(version), *prose(version.words), *figures(version)),
        subject="Guidelines of the social media team",
        author=settings.ORGANISATION["name"],
        running_head=name,
        filename_stem=f"social-media-guidelines-{version.number}",
    )


def standing(version: GuidelineVersion) -> tuple[Block, ...]:
    """When it was adopted and by which decision."""
    if version.adopted_at is None:
        return (Facts((("Status", plain("A draft, not in force")),)),)
    adopted_on = short_day(localdate(version.adopted_at))
    return (Facts((("Adopted", plain(adopted_on)), ("By", plain(version.decision)))),)


def figures(version: GuidelineVersion) -> tuple[Block, ...]:
    """Every figure, part by part, in tables whose columns follow the length of the names."""
    blocks: list[Block] = [Heading(1, plain("The figures"))]
    for part, names in names_in_parts().items():
        rows = tuple((plain(words), plain(value)) for words, value in said(names, parameters(version)))
        blocks.append(Table(part, ("Figure", "Value"), rows))
    return tuple(blocks)
