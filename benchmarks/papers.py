"""One motion's PDF and a conference's booklets, against WeasyPrint and python-docx given the same."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from benchmarks import alone
from benchmarks.house import House
from benchmarks.pages import against_bare, visitor
from benchmarks.plain import plain_word, weasyprint_alone
from benchmarks.reading import Reading, at_most, in_turn, ratio, seconds
from lla.papers import pdf as engine
from lla.papers import word as word_engine
from motions.motion import papers as motion_papers

FILES = 12
WORD_ROUNDS = 3


def pdf(house: House) -> Iterator[Reading]:
    """The first request for a motion's file draws it; later ones send what is kept."""
    motions = house.motions[: FILES + 1]
    get, pairs = visitor(), []
    engine.render(motion_papers.of_motion(motions[0]))  # the process that draws is there from now on
    for at, motion in enumerate(motions):
        ours = partial(get, f"{motion.get_absolute_url()[:-1]}.pdf")
        plain = partial(weasyprint_alone, *engine.whole(motion_papers.of_motion(motion)))
        # Whoever comes second finds the fonts' glyphs ready.
        pairs.append(in_turn(ours, plain) if at % 2 else in_turn(plain, ours)[::-1])
    warm = pairs[1:]
    note = f"{warm[-1][0] * 1000:.0f} ms, WeasyPrint {warm[-1][1] * 1000:.0f} ms"
    yield at_most("one motion's PDF, first time, against WeasyPrint", ratio(warm), 1.2, note)
    again = f"{motions[0].get_absolute_url()[:-1]}.pdf"
    yield against_bare(house, "one motion's PDF again, as a file: rate", [again], 0.7)


def booklet(house: House) -> Iterator[Reading]:
    """Each way in a process of its own, so that its memory can be told."""
    pk, count = house.conference.pk, house.size.motions
    plain = alone.run("plain", pk)
    cold = alone.run("bound", pk)
    alone.revise_one(house.motions[0])
    changed = alone.run("bound", pk)
    what = f"conference booklet of {count}"
    against = f"WeasyPrint {plain.seconds:.1f} s"
    note = f"{cold.seconds:.1f} s, {against}"
    yield at_most(f"{what}, everything cold", cold.seconds / plain.seconds, 0.4, note)
    note = f"{changed.seconds:.2f} s, {against}"
    yield at_most(f"{what}, after one change", changed.seconds / plain.seconds, 0.05, note)
    note = f"{cold.megabytes} MB with its processes, WeasyPrint {plain.megabytes} MB"
    yield at_most(f"{what}: peak memory", cold.megabytes / plain.megabytes, 0.35, note)


def word(house: House) -> Iterator[Reading]:
    thing = alone.booklet(house.conference.pk)
    word_engine.render(replace(thing, parts=thing.parts[:1]))
    plain = seconds(partial(plain_word, thing))
    pairs = [(seconds(partial(word_engine.render, thing)), plain) for _ in range(WORD_ROUNDS)]
    note = f"{pairs[-1][0]:.2f} s, python-docx {plain:.1f} s"
    yield at_most(f"Word booklet of {house.size.motions}, against python-docx", ratio(pairs), 0.15, note)
