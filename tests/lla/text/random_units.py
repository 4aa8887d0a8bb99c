"""Random texts as units: lists three deep, repeated words, marks, combining accents, headings, lead-ins."""

from hypothesis import strategies as st

from lla.text.units import Kind, Part, Unit, Units, settled

WORDS = [
    *("the", "the", "Party", "rent", "five", "pounds", "ten", "trade-union", "don't", "£5,000", "of"),
    *("insert", "e\u0301te\u0301", "q\u0323\u0307x", "\u0301z", "नमस्ते", "65.77%", "3.", "10.", "1999."),
    *("a)", "(iv)", "a.", "b.", "1.2", "-", "—", "•", "#", "“", "”", "(", ")", "’", '"', ":", "|", "*", "\\"),
    *("; delete", "https://example.org/x-y"),
]
_BEHIND = ["", "", "", ",", ".", ";", "!", ":", "”", "-", "—", "/", "\u0301"]
_LINES = ["Conference notes:", "Conference resolves", "We agree.", "We agree.", "Region | Groups | Members"]

word = st.sampled_from(WORDS)
phrase = st.lists(st.tuples(word, st.sampled_from(_BEHIND)).map("".join), min_size=1, max_size=9).map(
    " ".join
)
_marks = st.sampled_from(["{} **{}**", "*{}* {}", "{} [{}](https://example.org/a)", "**{} *{}***"])
marked = st.tuples(_marks, phrase, word).map(lambda parts: parts[0].format(*parts[1:]))
line = st.one_of(phrase, phrase, phrase, phrase, marked, st.sampled_from(_LINES))
_KINDS = [*[Kind.CLAUSE] * 6, Kind.MORE, Kind.HEADING, Kind.LEAD_IN]


def unit(part: Part = Part.BODY) -> st.SearchStrategy[Unit]:
    """A unit that need not fit where it comes to stand."""
    return st.builds(Unit, st.sampled_from(_KINDS), line, st.integers(0, 3), st.booleans(), st.just(part))


titles = phrase.map(lambda words: Unit(Kind.TITLE, " ".join(words.split()), part=Part.TITLE))
bodies = st.lists(unit(), min_size=1, max_size=9)
appendices = st.lists(unit(Part.APPENDIX), max_size=3)


def _put_together(title: Unit, body: list[Unit], appendix: list[Unit]) -> Units:
    return settled([title, *body, *appendix])


texts = st.builds(_put_together, titles, bodies, appendices)
