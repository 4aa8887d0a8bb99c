"""What one hostile client sends: texts, files and addresses made to take as long as they can."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from benchmarks.data import make_conference, make_event, make_revision
from benchmarks.site import Ask
from lla.text.drawn_limits import too_much
from lla.text.typed_limits import why_too_large
from lla.time import clock
from motions.agenda.models import Conference
from motions.motion.choices import Act, Route, Status
from motions.motion.models import Motion, Revision
from motions.motion.texts import BODY_CHARACTERS, Text
from motions.submitting.models import Draft

# One of many visitors, who all are behind networks of their own.
VISITOR = 0xBAD
# Texts that one rule or another was slow on: brackets, marks that combine, long words, many small things.
BODIES = {
    "brackets": "[" * 60_000,
    "brackets in turn": "[a](" * 15_000,
    "stars": "*a_" * 20_000,
    "combining marks": "a" + "\u0f73" * 60_000,
    "marks in turn": "a\u0315\u0f73" * 20_000,
    "one word": "w" * 59_000,
    "items": "- a\n" * 15_000,
    "headings": "# a\n\n" * 10_000,
    "numbers": "\n".join(f"{'  ' * (at % 8)}{at}. a" for at in range(6_000)),
    "backslashes": "\\*" * 30_000,
}
TOO_LARGE = "Words without end. " * 30_000  # more than half a megabyte
LIKE_LINES = 8_000
SEARCHES = ("[" * 180, '"' * 180, "a " * 90, "a|&!(" * 30, "\u0315a" * 80, "%" * 180, "-a" * 90)
MOTIONS = 30  # as many as one client may begin in an hour: each is drawn once, then it is a file


@dataclass(frozen=True, slots=True)
class Attack:
    """One request, and what it is called in the table."""

    name: str
    ask: Ask


def round_of_attacks(*, motions: int) -> list[Attack]:
    """Everything once, with rows that hold the most that the site takes, among them so many motions."""
    conference = make_conference("Hostile 2027", closes_in=timedelta(days=90))
    draft = Draft.objects.create(conference=conference, typed={})
    return [
        *_typed(draft),
        *_files(draft),
        *_papers(conference, motions),
        *_changes(conference),
        *_searches(),
    ]


def _typed(draft: Draft) -> Iterator[Attack]:
    preview, text = (reverse(f"motions:{name}", args=[draft.key]) for name in ("preview", "step_text"))
    for body in BODIES.values():
        form = {"title": "On words", "body": body, "appendix": ""}
        yield Attack("preview", Ask(preview, form, visitor=VISITOR))
        yield Attack("draft", Ask(text, form, visitor=VISITOR))
        yield Attack("draft read again", Ask(text, visitor=VISITOR))
        yield Attack("check", Ask(reverse("motions:check", args=[draft.key]), visitor=VISITOR))
    large = {"title": "On words", "body": TOO_LARGE, "appendix": TOO_LARGE[:300_000]}
    yield Attack("preview, too large", Ask(preview, large, visitor=VISITOR))
    yield Attack("draft, too large", Ask(text, large, visitor=VISITOR))


def _files(draft: Draft) -> Iterator[Attack]:
    text = reverse("motions:step_text", args=[draft.key])
    paragraph = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    contents = {
        "Word, many paragraphs": {"word/document.xml": document(paragraph * 400_000)},
        "Word, many runs": {"word/document.xml": document(b"<w:p>" + b"<w:r/>" * 1_500_000 + b"</w:p>")},
        "Word, one long word": {"word/document.xml": document(paragraph.replace(b"a", b"w" * 9_000_000))},
        "Word, deep": {"word/document.xml": document(b"<w:p>" * 90_000)},
        "Word, other parts": {
            "word/document.xml": document(paragraph),
            "word/styles.xml": b"<a>" + b" " * 90_000_000 + b"</a>",
            "word/numbering.xml": document(b"<w:num/>" * 2_000_000),
        },
        "Word, a document type": {
            "word/document.xml": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
            + document(paragraph)
        },
    }
    for name, parts in contents.items():
        form = {"title": "On words", "body": "", "appendix": ""}
        yield Attack(name, Ask(text, form, visitor=VISITOR, word=packed(parts)))


def document(body: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b'<w:document xmlns:w="' + space + b'"><w:body>' + body + b"</w:body></w:document>"


def packed(parts: dict[str, bytes]) -> bytes:
    """A Word file of these parts, small as it travels."""
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        b'Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": types, "_rels/.rels": relations, **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def _papers(conference: Conference, motions: int) -> Iterator[Attack]:
    bodies = [as_taken(body * 4) for body in BODIES.values()]
    for at in range(motions):
        motion = make_motion(conference, f"{bodies[at % len(bodies)]}\n\n{at}")
        page = reverse("motions:motion", args=[motion.reference])
        yield Attack("motion's page", Ask(page, visitor=VISITOR))
        for suffix in (".pdf", ".docx"):
            yield Attack(f"motion's {suffix}", Ask(page.rstrip("/") + suffix, visitor=VISITOR))


def _changes(conference: Conference) -> Iterator[Attack]:
    """As many lines as are taken that hardly differ, and words that hardly do."""
    lines = [f"- {'resolve ' * 4}{at % 7}." for at in range(LIKE_LINES)]
    like, words = as_taken("\n".join(lines)), as_taken("a b " * 50_000)
    pairs = [(like, like.replace(".", ". Now")), (words, words.replace("a b", "b a"))]
    for before, after in pairs:
        page = reverse("motions:changes", args=[make_motion(conference, before, after).reference, 1, 2])
        yield Attack("changes", Ask(page, visitor=VISITOR))


def _searches() -> Iterator[Attack]:
    for words in SEARCHES:
        yield Attack("search", Ask(f"{reverse('motions:search')}?{urlencode({'q': words})}", visitor=VISITOR))


def as_taken(body: str) -> str:
    """As much of a text as its form takes."""
    while why_too_large(body, characters=BODY_CHARACTERS) or too_much(body):
        body = body[: len(body) * 9 // 10]
    return body


def make_motion(conference: Conference, *bodies: str) -> Motion:
    """A public motion with these revisions, each as it came."""
    now = clock.now()
    item = conference.items.get()
    number = item.motions.count() + 1
    motion = Motion.objects.create(
        conference=conference,
        item=item,
        route=Route.SIGNATORIES,
        status=Status.RECEIVED,
        scope=f"item {item.pk}",
        number=number,
        label=str(number),
        submitted_at=now,
        received_at=now,
        published_at=now,
    )
    texts = [Text("On words", body) for body in bodies]
    revisions = Revision.objects.bulk_create(
        make_revision(motion, text, at) for at, text in enumerate(texts, start=1)
    )
    motion.current = revisions[-1]
    motion.save()
    make_event(motion, Act.PUBLISHED).save()
    return motion
