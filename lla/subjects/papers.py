"""What is held about one person as a file: a PDF to read, or JSON to take elsewhere."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from django.conf import settings

from lla.papers import pdf
from lla.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Span, plain
from lla.subjects.registry import Person, Section
from lla.text.reading import prose
from lla.time.wording import moment_in_words

LONG = 600  # characters: a text, which is read better below the facts than among them
ABOUT = (
    "This is what this website holds about the person named above, table by table. Emails are named by their "
    "subject. Each was sent to this address. Keys of sign-in devices are left out for security."
)


def draw(person: Person, sections: Sequence[Section], *, at: datetime, format: str) -> bytes:
    if format != "json":
        return pdf.render(paper(person, sections, at))
    tables = [{"heading": each.heading, "rows": [dict(row) for row in each.rows]} for each in sections]
    whole = {"about": str(person), "at": at.isoformat(), "held": tables}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def paper(person: Person, sections: Sequence[Section], at: datetime) -> Paper:
    name = settings.ORGANISATION["name"]
    return Paper(
        title=f"Data about {person}",
        blocks=(Paragraph(plain(ABOUT)), *chain.from_iterable(map(_blocks, sections))),
        subject=f"Copy of personal data, {moment_in_words(at)}",
        author=name,
        running_head=f"{name} · {moment_in_words(at)}",
        filename_stem=f"personal-data-{at:%Y-%m-%d}",
    )


def _blocks(section: Section) -> Iterator[Block]:
    yield Heading(1, plain(section.heading))
    for row in section.rows:
        texts = [(label, words) for label, words in row if len(words) > LONG or "\n" in words]
        yield Facts(tuple((label, plain(words)) for label, words in row if (label, words) not in texts))
        for label, words in texts:
            yield Paragraph((Span(label, bold=True),))
            yield from prose(words, typed=True)
