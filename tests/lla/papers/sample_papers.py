"""Papers that use every kind of block, for the tests that compare page, PDF and Word."""

from typing import Literal

from lla.papers.blocks import (
    Aim,
    Block,
    Booklet,
    Chart,
    Divider,
    Facts,
    Heading,
    Item,
    ListBlock,
    Mark,
    Names,
    Notice,
    Paper,
    Paragraph,
    Series,
    Span,
    Table,
    plain,
)
from lla.text.reading import parse

BODY = """Conference notes:

1. Groups in neighbouring towns often do not know that the other exists.
2. Meetings in Łódź, Győr and Ørsta were well attended; “difficult” offices – an affinity.

Conference believes:

A paragraph that is no list.

Conference resolves:

- To appoint organisers who:
  - keep a list of the people to contact;
  - hold a meeting each quarter:
    - by train or **bus**;
    - by *bicycle*.
- To thank them. See [our page](https://example.org/page).

Emoji 🎉 and a combined é.
"""
APPENDIX = "## Draft guidelines\n\nBe kind:\n\n" + "\n".join(
    f"- Point {count} about conduct." for count in range(30)
)
HOSTILE = '<script>alert("1")</script> &amp; "quoted" <b onclick=x>bold</b> ]]> {{ x }} {% y %} =1+1'


def make_bullets(words: str, *children: Block) -> ListBlock:
    return ListBlock(False, (Item("", plain(words), children),))


def make_table(words: str = "A word in private", rows: int = 1) -> Table:
    return Table(
        "What was moderated",
        ("Rule", "Times", "What was done"),
        (
            *((plain("Be kind"), 1200 + at, (Span(words, bold=True),)) for at in range(rows)),
            (plain("One language"), None, ()),
        ),
    )


def make_chart(
    *values: float | None, kind: Literal["columns", "lines"] = "columns", words: str = "Facebook"
) -> Chart:
    return Chart(
        f"Posts of {words}",
        f"posts of {words}",
        f"Day of {words}",
        tuple(f"Day {at} {words}" for at in range(1, len(values) + 1)),
        (Series(words, values), Series("Łódź", tuple(reversed(values)))),
        kind,
        Aim(2, 3, f"the aim of {words}: 2 to 3"),
    )


def make_figures() -> tuple[Block, ...]:
    """A table, a chart of either kind, and one that has nothing to show yet."""
    return (
        Heading(1, plain("Figures")),
        make_table(),
        make_chart(2, 0, None, 5),
        make_chart(1200.5, None, -3, 7, kind="lines"),
        make_chart(None, None),
        Paragraph(plain("After the figures.")),
    )


def make_report(title: str = "Report for March") -> Paper:
    return Paper(title, make_figures(), reference="report")


def make_blocks(body: str = BODY) -> tuple[Block, ...]:
    return (
        Mark("In order", "good"),
        Facts((("Submitted by", plain("Ouse Valley Labour Left")), ("Passed on", plain("6 April 2027")))),
        Notice(plain("This is revision 2.")),
        *parse(body),
        Heading(1, plain("Appendix"), anchor="appendix"),
        *parse(APPENDIX, prefix="A", level=2),
        Divider(page=True),
        Names("Supported by", ("Alex Fern", "Kim Vale")),
        Paragraph(plain("Enclosed:")),
        make_bullets("a leaflet", make_bullets("its text")),
    )


def make_paper(title: str = "B) Organisers for every region", body: str = BODY, group: str = "") -> Paper:
    return Paper(
        title,
        make_blocks(body),
        subject="Motion to the annual conference",
        author="Ouse Valley Labour Left",
        running_head="Annual conference 2027",
        filename_stem=f"Conference 2027 {title}",
        reference="m42",
        group=group,
    )


def make_booklet(*parts: Paper) -> Booklet:
    front = Paper(
        "Front", (Facts((("Venue", plain("Marl Street Hall")),)),), running_head="Annual conference 2027"
    )
    return Booklet("Motions to the annual conference 2027", front, parts)
