"""What reading pages show of motion, item and conference, drawn from the papers that make their files."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from lla.papers.blocks import Block, Facts, Heading, Names, Paper, Paragraph, Spans, words_of
from lla.papers.html import draw, draw_spans
from lla.text.reading import prose, read
from lla.time import clock
from lla.time.wording import short_day

from ...agenda import rules as agenda_rules
from ...agenda.choices import Closing, Nature
from ...agenda.deadlines import deadlines
from ...agenda.models import AgendaItem, Conference
from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...composites import papers as composites_papers
from ...composites import selectors as composites_selectors
from ...motion import moved_labels, visibility, wording
from ...motion import papers as motion_papers
from ...motion.choices import Status
from ...motion.history import public_history
from ...motion.models import Motion, Revision
from ...motion.moved_labels import MovedLabel
from ...motion.rules import LIVE
from ...order_paper import selectors as order_paper_selectors
from ...placing import selectors as placing_selectors
from . import amendment_contexts

NEWEST = 5
DESCRIBED = 200  # characters of a link's preview


def motion_context(motion: Motion) -> dict[str, Any]:
    """One motion as it stands, the texts it has had and what happened to it."""
    revisions = list(motion.revisions.public().defer("body", "appendix", "search"))
    events = motion.events.filter(public=True).select_related("remark")
    composites_selectors.with_sources([motion])
    paper = motion_papers.of_motion(motion, composites_papers.ALONE)
    sheet = paper_context(paper, motion=motion, level=1)
    amendments = [] if motion.amends else amendment_contexts.rows_of(motion)
    hidden = bool(visibility.visible_text(motion).instead)
    composed = motion.nature == Nature.COMPOSITE and not hidden
    context = {
        "motion": motion,
        "amendments": amendment_contexts.lines(amendments[: amendment_contexts.FIRST]),
        "amendments_counted": amendment_contexts.counted(amendments),
        "more_amendments": len(amendments) > amendment_contexts.FIRST,
        **amendment_contexts.of_amendment(motion),
        "origins": composites_selectors.origins_of(motion, motion.text) if composed else [],
        "sheet": sheet,
        "events": public_history(motion, events, _readable(motion, revisions)),
        "hidden": hidden,
        **_texts(motion, revisions),
    }
    return {
        "motion": motion,
        "item": motion.item,
        "conference": motion.conference,
        "drawn": render_to_string("motions/reading/_motion.html", context),
        "sections": [
            (sheet["anchor"], "Text"),
            *((fold["anchor"], fold["heading"]) for fold in sheet["folds"]),
            *([("origins", "Origins")] if context["origins"] else []),
            *([("amendments", "Amendments")] if amendments else []),
            ("texts", "Revisions"),
            ("history", "History"),
        ],
        "title": motion_papers.titled(motion),
        "description": description(motion, motion.text),
        "tone": wording.TONES[Status(motion.status)],
    }


def amendments_context(motion: Motion, page: str) -> dict[str, Any]:
    """A page of the public amendments to a motion, in the order of voting."""
    rows = amendment_contexts.rows_of(motion)
    shown = Paginator(rows, amendment_contexts.A_PAGE).get_page(page)
    lines = amendment_contexts.lines(shown.object_list)
    drawn = render_to_string("motions/reading/_amendments.html", {"amendments": lines, "level": 2})
    return {
        "motion": motion,
        "titled": motion_papers.titled(motion),
        "item": motion.item,
        "conference": motion.conference,
        "counted": amendment_contexts.counted(rows),
        "voted": amendment_contexts.voted(rows),
        "page": shown,
        "ordered": any(row.motion.amendment.voting_order for row in rows),
        "stem": f"{motion.get_absolute_url()}amendments",
        "drawn": drawn,
    }


def _texts(motion: Motion, revisions: list[Revision]) -> dict[str, Any]:
    """The texts of a motion, the newest first, and those that readers can compare, the oldest first."""
    readable = _readable(motion, revisions)
    texts = [(revision, revision in readable) for revision in reversed(revisions)]
    return {"texts": texts, "choices": readable, "pair": readable[-2:] if len(readable) > 1 else []}


def _readable(motion: Motion, revisions: list[Revision]) -> list[Revision]:
    return [revision for revision in revisions if not visibility.visible_text(motion, revision).instead]


def item_context(item: AgendaItem) -> dict[str, Any]:
    """All motions received on an agenda item, and the agenda it stands in."""
    on_the_agenda = composites_selectors.with_sources(
        item.motions.on_the_agenda().public().for_papers().in_label_order()
    )
    motions = amendments_selectors.with_amendments(on_the_agenda)
    moved = placing_selectors.moved_from([item]).get(item.pk, [])
    booklet = motion_papers.of_item(item, motions, composites_papers.ANY_NATURE, moved=moved)
    sheets = [
        {**paper_context(part, motion=motion, level=2), "earlier": earlier}
        for motion, part, earlier in zip(motions, booklet.parts, _earlier(motions), strict=True)
    ]
    context = {"item": item, "sheets": sheets, "lines": _lines(motions, moved)}
    return {
        "item": item,
        "conference": item.conference,
        "count": len(on_the_agenda),
        "counted": wording.count(len(on_the_agenda), "motion", "motions"),
        "title": booklet.title,
        "introduction": draw(prose(item.introduction, typed=True)),
        "drawn": render_to_string("motions/reading/_item.html", context),
        "agenda": list(item.conference.items.counted()),
    }


def front_page_context(conference: Conference) -> dict[str, Any]:
    """The agenda in short and what was published last, for the front page."""
    newest = composites_selectors.with_sources(
        conference.motions.on_the_agenda().newest().for_papers()[:NEWEST]
    )
    context = {
        "conference": conference,
        "agenda": [
            {"item": item, "to": item_address(conference, item), "count": item.public_motions}
            for item in conference.items.counted()
        ],
        "newest": [
            {**index_line(motion), "label": motion.full_label, "item": motion.item} for motion in newest
        ],
    }
    return {"drawn": render_to_string("motions/reading/_front_page.html", context)}


def conference_context(conference: Conference) -> dict[str, Any]:
    """The agenda of a conference with a line for each motion."""
    motions = (
        conference.motions.on_the_agenda()
        .public()
        .for_papers()
        .in_label_order()
        .defer("current__body", "current__appendix", "current__search")
    )
    of_items: dict[int, list[Motion]] = {}
    for motion in composites_selectors.with_sources(motions):
        of_items.setdefault(motion.item_id, []).append(motion)
    items = list(conference.items.order_by("order"))
    moved = placing_selectors.moved_from(items)
    agenda = [
        _entry(conference, item, of_items.get(item.pk, []), moved=moved.get(item.pk, [])) for item in items
    ]
    count = sum(map(len, of_items.values()))
    return {
        "conference": conference,
        "count": count,
        "counted": wording.count(count, "motion", "motions"),
        "papers": _papers(conference, any_motions=bool(count)),
        "introduction": draw(prose(conference.introduction, typed=True)),
        "drawn": render_to_string("motions/reading/_agenda.html", {"agenda": agenda}),
    }


def _papers(conference: Conference, *, any_motions: bool) -> list[tuple[str, str]]:
    """The papers of a conference besides its motions, each with its address."""
    reports = conference.reports.issued().select_related("conference")
    papers = []
    if order_paper_selectors.is_issued(conference):
        papers = [
            ("Order paper", reverse("motions:order_paper", args=[conference.slug])),
            ("Delegates’ list", reverse("motions:delegates_list", args=[conference.slug])),
        ]
    corrected_by = {report.corrects_id: f", corrected by report {report.number}" for report in reports}
    for report in reports:
        issued = short_day(localdate(report.issued_at))
        papers.append((f"{report}, {issued}{corrected_by.get(report.pk, '')}", report.get_absolute_url()))
    if any_motions:
        papers.append(("Motions by submitter", reverse("motions:submitters", args=[conference.slug])))
    return papers


def _entry(
    conference: Conference, item: AgendaItem, motions: list[Motion], *, moved: list[MovedLabel]
) -> dict[str, Any]:
    return {
        "item": item,
        "to": f"#item-{item.order}",
        "url": "" if conference.is_draft else item_address(conference, item),
        "introduction": draw(prose(item.introduction, typed=True), base_level=3),
        "count": len(motions),
        "counted": wording.count(len(motions), "motion", "motions"),
        "lines": _lines(motions, moved),
    }


def _lines(motions: Sequence[Motion], moved: Sequence[MovedLabel]) -> list[dict[str, Any]]:
    """The lines of an index, those of labels that have moved elsewhere among them."""
    return [
        _moved_line(entry) if isinstance(entry, MovedLabel) else index_line(entry)
        for entry in moved_labels.entries(motions, moved)
    ]


def _moved_line(moved: MovedLabel) -> dict[str, Any]:
    printed = moved_labels.moved_line(moved)
    return {"label": printed.label, "title": printed.title, "url": moved.url, "gone": True}


def index_line(motion: Motion) -> dict[str, Any]:
    """One line of an index, with the addresses of its files; a withdrawn motion has none."""
    printed = motion_papers.index_line(motion)
    url = motion.get_absolute_url()
    return {
        "label": printed.label,
        "title": printed.title,
        "by": printed.by,
        "anchor": printed.anchor,
        "url": url,
        "stem": url.rstrip("/"),
        "gone": motion.status == Status.WITHDRAWN,
        "amends": motion.amends_id is not None,
    }


def paper_context(paper: Paper, *, motion: Motion, level: int, url: str = "") -> dict[str, Any]:
    """A paper as an article of a page: its heading is of `level`, and each clause has an address."""
    facts, rest = _parted(paper.blocks)
    own, originals = _split(rest, composites_papers.ORIGINALS_HEADING)
    text, appendix, people = _divided(own)
    url = url or motion.get_absolute_url()
    anchor = motion_papers.anchor(motion)

    def drawn(blocks: Sequence[Block]) -> str:
        # The clauses of a text that is quoted have their addresses on a page of their own.
        prefix = "" if blocks is originals else f"{motion.reference}-"
        return draw(blocks, base_level=level + 1, prefix=prefix)

    return {
        "title": paper.title,
        "level": level,
        "anchor": anchor,
        "facts": [(term, draw_spans(_on_site(spans))) for term, spans in facts],
        "tone": wording.TONES[Status(motion.status)],
        "text": drawn(text),
        "folds": [
            {
                "anchor": f"{anchor}-{name}",
                "heading": heading,
                # A count of signatories who are not named has no heading in print.
                "level": 0 if blocks is people and not isinstance(blocks[0], Names) else level + 1,
                "drawn": drawn(blocks),
            }
            for name, heading, blocks in (
                ("appendix", words_of(motion_papers.APPENDIX_HEADING.spans), appendix),
                ("signatories", motion_papers.SIGNATORIES, people),
                ("originals", words_of(composites_papers.ORIGINALS_HEADING.spans), originals),
            )
            if blocks
        ],
        "url": url,
        "stem": url.rstrip("/"),
        "withdrawn": not facts,
    }


def _on_site(spans: Spans) -> Spans:
    """Words whose links to pages of this site do not leave it, whatever it is called on paper."""
    site = settings.ORGANISATION["url"]
    return tuple(replace(span, href=span.href.removeprefix(site)) for span in spans)


def description(motion: Motion, revision: Revision) -> str:
    """The beginning of a text, as a link's preview shows it; or what stands in its place."""
    said = revision.instruction or " ".join(words_of(line.spans) for line in read(revision.body))
    words = visibility.visible_text(motion, revision).instead or said
    return words if len(words) <= DESCRIBED else words[:DESCRIBED].rsplit(" ", 1)[0] + " …"


def today(conference: Conference, motion: Motion | None = None) -> dict[str, Any]:
    """What depends on the day a page is read, and so is never cached."""
    now = clock.now()
    over = conference.is_over(now)
    dates = deadlines(conference, now=now)
    return {
        "over": over,
        "deadlines": dates,
        "ahead": [deadline for deadline in dates if not deadline.closed],
        "taking": not agenda_rules.why_not_start(conference, now=now)
        and conference.in_time(Closing.MOTIONS, now),
        "amendable": motion is not None and not amendments_rules.why_not_amend(motion, now=now),
        "next_words": _next_words(motion, over=over) if motion else "",
    }


def _next_words(motion: Motion, *, over: bool) -> str:
    if motion.status in LIVE and amendments_rules.why_fallen(motion):
        return wording.FALLEN
    amends = motion.amends.noun if motion.amends else ""
    return wording.next_for_readers(motion.status, over=over, amends=amends)


def item_address(conference: Conference, item: AgendaItem) -> str:
    """The address of an item whose conference is at hand, without asking for it again."""
    return reverse("motions:item", args=[conference.slug, item.slug])


def _parted(blocks: tuple[Block, ...]) -> tuple[tuple[tuple[str, Spans], ...], tuple[Block, ...]]:
    """The facts a motion opens with, and the rest."""
    first = blocks[0] if blocks else None
    return (first.rows, blocks[1:]) if isinstance(first, Facts) else ((), blocks)


def _divided(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """A text, its appendix and those named with it; the latter two without their headings."""
    beside = (at for at, block in enumerate(blocks) if isinstance(block, Names) or _is_aside(block))
    people_at = next(beside, len(blocks))
    text, people = blocks[:people_at], blocks[people_at:]
    people = [replace(block, heading="") if isinstance(block, Names) else block for block in people]
    text, appendix = _split(text, motion_papers.APPENDIX_HEADING)
    return text, appendix, people


def _split(blocks: Sequence[Block], heading: Heading) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands before a heading, and what stands below it."""
    at = blocks.index(heading) if heading in blocks else len(blocks)
    return blocks[:at], blocks[at + 1 :]


def _is_aside(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.aside


def _earlier(motions: list[Motion]) -> list[list[Revision]]:
    """For each motion its earlier public texts, in one query."""
    former = (
        Revision.objects.public()
        .filter(motion__in=motions, current_of=None)
        .defer("body", "appendix", "search")
        .select_related("motion")
    )
    earlier: dict[int, list[Revision]] = {motion.pk: [] for motion in motions}
    for revision in former.order_by("number"):
        earlier[revision.motion_id].append(revision)
    return list(earlier.values())
