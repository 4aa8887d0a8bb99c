"""What Word leaves in a file whose text somebody changed with every change tracked."""

from itertools import count

_NUMBERS = count(1000)
_LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="2"/></w:numPr>'


def change(tag: str, inside: str = "") -> str:
    begin = f'<w:{tag} w:id="{next(_NUMBERS)}" w:author="A" w:date="2026-05-02T10:00:00Z"'
    return f"{begin}>{inside}</w:{tag}>" if inside else f"{begin}/>"


def run(words: str, tag: str = "t", look: str = "") -> str:
    return f'<w:r>{look}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def gone(words: str) -> str:
    return change("del", run(words, "delText"))


def new(words: str) -> str:
    return change("ins", run(words))


def place(depth: int) -> str:
    if not depth:
        return '<w:pStyle w:val="Normal"/>'
    return f'<w:pStyle w:val="Point{depth if depth > 1 else ""}"/>{_LIST.format(depth - 1)}'


def line(depth: int, inside: str, mark: str = "", was: int | None = None) -> str:
    """A paragraph, its end a tracked change or not, and of which depth it was before."""
    marked = f"<w:rPr>{change(mark)}</w:rPr>" if mark else ""
    before = "" if was is None else change("pPrChange", f"<w:pPr>{place(was)}</w:pPr>")
    return f"<w:p><w:pPr>{place(depth)}{marked}{before}</w:pPr>{inside}</w:p>"


ONE, FOUR, FIVE, SEVEN = (
    line(depth, run(words))
    for depth, words in ((1, "one two three"), (1, "four"), (2, "five six"), (1, "seven"))
)
TOP = (
    '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>A title</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="LeadIn"/></w:pPr><w:r><w:t>Conference notes:</w:t></w:r></w:p>'
)
BOLD = f"<w:rPr><w:b/>{change('rPrChange', '<w:rPr/>')}</w:rPr>"
ENDED = line(1, run("one two three"), "ins")
FROM, TO = (
    f'<w:move{way}RangeStart w:id="{at}" w:name="m" w:author="A"/>'
    + line(1, change(f"move{way}", run("one two three")), f"move{way}")
    + f'<w:move{way}RangeEnd w:id="{at}"/>'
    for way, at in (("From", 900), ("To", 901))
)
ALL = {1: "- one two three", 4: "- four", 5: "  - five six", 7: "- seven"}
# What somebody did, the paragraphs that Word writes of it, and the lines that the text has then.
EDITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Enter at the end of a line": (
        ENDED + line(1, new("x")) + FOUR + FIVE + SEVEN,
        (ALL[1], "- x", ALL[4], ALL[5], ALL[7]),
    ),
    "Enter and Tab": (
        ENDED + line(2, new("x"), was=1) + FOUR + FIVE + SEVEN,
        (ALL[1], "  - x", ALL[4], ALL[5], ALL[7]),
    ),
    "Enter after the last line": (
        ONE + FOUR + FIVE + line(1, run("seven"), "ins") + line(1, new("x")),
        (*ALL.values(), "- x"),
    ),
    "two lines deleted": (
        ONE + line(1, gone("four"), "del") + line(2, gone("five six"), "del") + SEVEN,
        (ALL[1], ALL[7]),
    ),
    "the last line deleted": (
        ONE + FOUR + FIVE + line(1, gone("seven"), "del"),
        (ALL[1], ALL[4], ALL[5]),
    ),
    "the last line emptied": (
        ONE + FOUR + FIVE + line(1, gone("seven")),
        (ALL[1], ALL[4], ALL[5]),
    ),
    "a line split": (
        line(1, run("one "), "ins") + line(1, run("two three")) + FOUR + FIVE + SEVEN,
        ("- one", "- two three", ALL[4], ALL[5], ALL[7]),
    ),
    "two lines joined": (
        ONE + line(1, run("fo") + gone("ur"), "del") + line(2, gone("five") + run(" six")) + SEVEN,
        (ALL[1], "- fo six", ALL[7]),
    ),
    "a line moved": (
        FROM + FOUR + FIVE + SEVEN + TO,
        (ALL[4], ALL[5], ALL[7], ALL[1]),
    ),
    "another depth": (
        ONE + FOUR + line(1, run("five six"), was=2) + SEVEN,
        (ALL[1], ALL[4], "- five six", ALL[7]),
    ),
    "a number taken off": (
        ONE + line(0, run("four"), was=1) + FIVE + SEVEN,
        (ALL[1], "", "four", "", "- five six", ALL[7]),
    ),
    "words deleted that were inserted": (
        ONE + line(1, run("four") + change("ins", run(" and ") + gone("not ") + run("x"))) + FIVE + SEVEN,
        (ALL[1], "- four and x", ALL[5], ALL[7]),
    ),
    "words made bold": (
        ONE + line(1, run("four", look=BOLD)) + FIVE + SEVEN,
        (ALL[1], "- **four**", ALL[5], ALL[7]),
    ),
    "all typed anew": (
        line(1, gone("one two three"), "del")
        + line(1, gone("four"), "del")
        + line(2, gone("five six"), "del")
        + line(1, new("x") + gone("seven")),
        ("- x",),
    ),
}
