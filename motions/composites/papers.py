"""What is printed of a composite: whom it is from, where its clauses came from, its motions' texts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings

from lla.papers.blocks import Block, Heading, Item, LeadIn, ListBlock, Paragraph, Span, Spans, plain
from lla.text.reading import parse

from ..agenda.choices import Nature, OptionVoting
from ..amendments import papers as amendments_papers
from ..motion import papers as motion_papers
from ..motion import visibility, wording
from ..motion.models import Motion, Revision
from ..motion.papers import Rows
from . import selectors
from .models import CompositeSource

ORIGINALS_HEADING = Heading(1, plain("The motions it is made of"))


def _origin(motion: Motion) -> Rows:
    """Received from whom, who moves it and who seconds it."""
    if motion.nature != Nature.COMPOSITE:
        return amendments_papers.ANY_NATURE.origin(motion)
    sources = selectors.parts_of(motion)
    parts = [source.motion for source in sources]
    rows = [("Made of", _links(parts)), ("Received from", plain("; ".join(map(_whose, parts))))]
    return rows + [(role.label, plain(spoken_by(source))) for role, source in selectors.speakers(sources)]


def spoken_by(source: CompositeSource) -> str:
    """Who moves or seconds a composite for a motion: one of its people who may be named, or whose it is."""
    if not visibility.visible_text(source.motion).instead:
        for backing in source.motion.backings.all():
            if backing.pk == source.speaker_id and backing.stands and backing.name_public:
                return motion_papers.full_name(backing)
    return motion_papers.by_line(source.motion)


def _whose(part: Motion) -> str:
    return f"{selectors.name(part)}: {motion_papers.by_line(part)}"


def _links(parts: Sequence[Motion]) -> Spans:
    """Motions 1A, 1D: each leads to its page."""
    spans = list(plain("motions "))
    for part in parts:
        spans += [_link(selectors.name(part), part), *plain(", ")]
    return tuple(spans[:-1])


def _link(words: str, motion: Motion) -> Span:
    """Words that lead to where a motion is read, from files that leave the site too."""
    url: str = settings.ORGANISATION["url"]
    return Span(words, href=f"{url}{motion.get_absolute_url()}")


def _facts(motion: Motion, revision: Revision) -> Rows:
    facts = amendments_papers.ANY_NATURE.facts(motion, revision)
    if source := selectors.joined(motion):
        facts = [*facts, ("Now in", (_link(source.composite.label, source.composite),))]
    return [*facts, *_moved(motion)]


def _moved(motion: Motion) -> Rows:
    """Of an amendment to a motion that joined a composite, which it was or is, and what became of it."""
    row = selectors.in_effect(motion)
    if row is None:
        return []
    motion, composite = row.source.motion, row.source.composite
    of_motion = _link(f"motion {selectors.name(motion)}", motion)
    if row.moves:
        was = f", as {row.was}" if row.label else ""
        return [("Moved from", (of_motion, *plain(was)))]
    return [("Falls with", (of_motion, *plain(", which is part of "), _link(composite.label, composite)))]


def _text(motion: Motion, revision: Revision) -> list[Block]:
    blocks = amendments_papers.ANY_NATURE.text(motion, revision)
    if motion.nature == Nature.COMPOSITE and motion.conference.origin_markers:
        came = selectors.origins_of(motion, revision)
        blocks = _marked(blocks, {clause.number: f" [{clause.where}]" for clause in came if clause.where})
    appendix = motion_papers.APPENDIX_HEADING
    at = blocks.index(appendix) if appendix in blocks else len(blocks)
    below = (*options_blocks(motion, revision), *_amendments(motion))
    return [*blocks[:at], *below, *blocks[at:]]


def _amendments(motion: Motion) -> list[Block]:
    """Of a composite and of a motion in one, where the amendments to its motions went, or its own."""
    if not (rows := selectors.became(motion)):
        return []
    of_several = motion.nature == Nature.COMPOSITE
    heading = "Amendments to its motions" if of_several else "Where its amendments went"
    items = tuple(Item("", (_link(row.was, row.amendment), *plain(f": {row.became}"))) for row in rows)
    return [Heading(1, plain(heading)), ListBlock(False, items)]


def options_blocks(motion: Motion, revision: Revision) -> list[Block]:
    """The questions inside a text, how conference answers them, and the answers that it chooses from."""
    questions = selectors.options_of(revision) if motion.nature == Nature.COMPOSITE else ()
    if not questions:
        return []
    voting = OptionVoting(motion.conference.option_voting).sentence
    blocks: list[Block] = [Heading(1, plain("Options")), Paragraph(plain(voting))]
    for number, question in enumerate(questions, start=1):
        answers = tuple(Item(name, plain(words)) for name, words in question.named(number))
        blocks += [LeadIn(plain(f"{number}. {question.asks}"), level=2), ListBlock(False, answers)]
    return blocks


def _marked(blocks: Sequence[Block], markers: Mapping[str, str]) -> list[Block]:
    """The blocks of a text with a marker behind each clause that came from a motion: "[1A 2.1]"."""
    marked: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(spans, number):
                block = replace(block, spans=_with_marker(spans, number, markers))
            case ListBlock(_, items):
                block = replace(block, items=tuple(_marked_item(item, markers) for item in items))
        marked.append(block)
    return marked


def _marked_item(item: Item, markers: Mapping[str, str]) -> Item:
    spans = _with_marker(item.spans, item.number, markers)
    return replace(item, spans=spans, children=tuple(_marked(item.children, markers)))


def _with_marker(spans: Spans, number: str, markers: Mapping[str, str]) -> Spans:
    return (*spans, *plain(markers[number])) if number in markers else spans


def _originals(motion: Motion, revision: Revision) -> list[Block]:
    """The texts that the motions of a composite had when it was made, as far as readers see them."""
    if motion.nature != Nature.COMPOSITE or visibility.visible_text(motion, revision).instead:
        return []
    blocks: list[Block] = [ORIGINALS_HEADING]
    for source in selectors.parts_of(motion):
        blocks += _original(source)
    return blocks


def _original(source: CompositeSource) -> list[Block]:
    motion, revision = source.motion, source.revision
    shown = visibility.visible_text(motion, revision)
    heading = Heading(2, plain(wording.label_line(selectors.name(motion), shown.title)))
    if shown.instead:
        return [heading, Paragraph(plain(shown.instead))]
    appendix = parse(revision.appendix, prefix=motion_papers.APPENDIX, level=4) if revision.appendix else ()
    return [
        heading,
        *parse(revision.body, level=3),
        *([replace(motion_papers.APPENDIX_HEADING, level=3)] if appendix else []),
        *appendix,
    ]


ANY_NATURE = replace(amendments_papers.ANY_NATURE, text=_text, facts=_facts, origin=_origin)
# A composite by itself has the texts of its motions behind it; in a booklet they stand by themselves.
ALONE = replace(ANY_NATURE, behind=_originals)
