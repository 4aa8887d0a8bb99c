"""Random amendments: texts that single acts of a writer lead to, and pairs of them that meet often."""

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from lla.text.units import Kind, Part, Unit, Units, settled
from tests.lla.text.random_units import bodies, texts, unit, word

_ACTS = ["word", "word", "word", "drop", "add", "move", "depth", "split", "join", "all"]
TITLE = Unit(Kind.TITLE, "Rents", part=Part.TITLE)


@st.composite
def edited(draw: st.DrawFn, base: Units, most: int = 3) -> Units:
    """A text made from a base by some acts on its lines and words."""
    text = list(base)
    for _ in range(draw(st.integers(1, most))):
        _act(draw, text)
    text.sort(key=lambda line: list(Part).index(line.part))
    return settled(text)


def _act(draw: st.DrawFn, text: list[Unit]) -> None:
    at, act = draw(st.integers(0, len(text) - 1)), draw(st.sampled_from(_ACTS))
    line = text[at]
    if act == "word":
        run = line.words.split(" ")
        start = draw(st.integers(0, len(run)))
        end = draw(st.integers(start, min(len(run), start + 2)))
        run[start:end] = draw(st.lists(word, max_size=2))
        text[at] = replace(line, words=" ".join(run) or "x")
    elif act == "add":
        text.insert(at + 1, replace(draw(unit()), part=line.part if at else Part.BODY))
    elif act != "word" and at:
        _act_on_a_line(draw, text, at, act)


def _act_on_a_line(draw: st.DrawFn, text: list[Unit], at: int, act: str) -> None:
    line = text[at]
    if act == "drop":
        del text[at]
    elif act == "move":
        del text[at]
        text.insert(draw(st.integers(1, len(text))), line)
    elif act == "depth" and line.kind is Kind.CLAUSE:
        text[at] = replace(line, depth=draw(st.integers(0, 3)), ordered=draw(st.booleans()))
    elif act == "split" and " " in line.words:
        first, _, rest = line.words.partition(" ")
        text[at : at + 1] = [replace(line, words=first), replace(line, words=rest)]
    elif act == "join" and at + 1 < len(text):
        text[at : at + 2] = [replace(line, words=f"{line.words} {text[at + 1].words}")]
    elif act == "all" and draw(st.integers(0, 4)) == 0:
        text[1:] = draw(bodies)


@st.composite
def amended(draw: st.DrawFn, amendments: int, most: int = 3) -> tuple[Units, ...]:
    """A base, and texts that amendments to it lead to."""
    base = draw(texts)
    return base, *(draw(edited(base, most)) for _ in range(amendments))


@st.composite
def amended_where_words_differ(draw: st.DrawFn) -> tuple[Units, Units, Units]:
    """A base whose words all differ, so that what is carried over finds its place, and two texts."""
    number = count()
    base = settled(
        line.saying(" ".join(f"w{next(number)}" for _ in line.text.split())) for line in draw(texts)
    )
    return base, draw(edited(base, 2)), draw(edited(base, 2))


@st.composite
def meeting(draw: st.DrawFn) -> tuple[Units, Units, Units]:
    """Three short clauses whose words all differ, and two texts a single act away: they meet often."""
    number = count()
    clauses = (
        Unit(Kind.CLAUSE, " ".join(f"w{next(number)}" for _ in range(6)), draw(st.integers(1, 2)), True)
        for _ in range(3)
    )
    base = settled([TITLE, *clauses])
    return base, _single_act(draw, base, "alpha"), _single_act(draw, base, "beta")


def _single_act(draw: st.DrawFn, base: Units, name: str) -> Units:
    text, at = list(base), draw(st.integers(1, 3))
    act = draw(st.sampled_from(["word", "word", "word", "add", "drop", "move"]))
    if act == "word":
        run = text[at].words.split()
        start, gone = draw(st.integers(2, 4)), draw(st.sampled_from([0, 0, 1, 2]))
        run[start : start + gone] = [name] * (draw(st.integers(0, 1)) if gone else 1)
        text[at] = replace(text[at], words=" ".join(run))
    elif act == "add":
        new = Unit(Kind.CLAUSE, f"{name} new", draw(st.integers(1, 2)), True)
        text.insert(draw(st.integers(1, 4)), new)
    else:
        gone_line = text.pop(at)
        if act == "move":
            text.insert(draw(st.integers(1, 3)), gone_line)
    return settled(text)
