"""Two hundred amendments to a long motion: its pages, one more worked out, all compared, all carried over."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import median
from time import process_time

from django.db import transaction

from benchmarks.data import amend, changed, fill, make_body
from benchmarks.house import House
from benchmarks.pages import as_few, counted, visitor
from benchmarks.reading import Reading, at_most, ratio, seconds
from lla.text.pasted import normalise
from lla.text.units import Units, units
from lla.time import clock
from motions.amendments import clashes
from motions.amendments.applying import apply
from motions.amendments.carrying import carry
from motions.amendments.comparison import between
from motions.amendments.instructions import sentences
from motions.amendments.operations import Operations
from motions.backing.workflow import Person
from motions.motion.choices import Route
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reading.views import amendment_contexts
from motions.submitting.models import Draft
from motions.submitting.workflow import Submission, submit

WORDS = 3_000
AMENDMENTS = 200
CHANGES = 3  # words that each amendment changes
SHARE_OF_WORDS = 50  # every so manieth word of a revision is another
FEW = 10
MORE = 1.5
# Where each page is, and how many amendments are on it at most.
PAGES = {
    "motion page": ("", amendment_contexts.FIRST),
    "marshalled list": ("amendments/", amendment_contexts.A_PAGE),
}
ROUNDS = 5


def amendments(house: House) -> Iterator[Reading]:
    """Seconds of computing, which no other program's figure stands beside."""
    length = min(WORDS, house.size.words)
    body = make_body(1, length)
    base = text(body)
    sets = [between(base, text(changed(body, seed, CHANGES))) for seed in range(AMENDMENTS)]
    for words in (1, CHANGES, length // SHARE_OF_WORDS):
        rounds = [partial(another, base, changed(body, seed, words), sets) for seed in range(ROUNDS)]
        yield at_most(
            f"one more amendment to {length:,} words, {words} changed", median(map(seconds, rounds)), 0.3
        )
    table = seconds(partial(clashes.table, base, sets))
    yield at_most(f"clashes of {AMENDMENTS} amendments", table, 0.5)
    revised = text(changed(body, AMENDMENTS, length // SHARE_OF_WORDS))
    carried = seconds(lambda: [carry(base, revised, operations) for operations in sets])
    yield at_most(f"{AMENDMENTS} amendments carried over", carried, 0.5)


def amended(house: House) -> Iterator[Reading]:
    """The pages of a motion with two hundred amendments against those of the same motion with ten.

    Who reads first after a change is held against a motion whose amendments fill the page: what the others
    cost that are not on it.
    """
    counts = sorted({FEW, AMENDMENTS, *(shown for _, shown in PAGES.values())})
    size = replace(house.size, motions=len(counts), amendments=0, items=1, groups=1)
    conference = fill(size, "Bench 2029", words=min(WORDS, size.words))
    motions = dict(zip(counts, conference.motions.main().order_by("pk"), strict=True))
    for count, motion in motions.items():
        amend([motion], count)
    few, many = motions[FEW], motions[AMENDMENTS]
    for what, (page, shown) in PAGES.items():
        paths = [f"{motion.get_absolute_url()}{page}" for motion in (many, few)]
        what = f"{what}, {AMENDMENTS} amendments"
        most, before = (max(counted(path)) for path in paths)
        yield as_few(what, most, before, f"{before} with {FEW}")
        site = [partial(house.site.rate, [path], lasting=house.lasting) for path in paths]
        pairs = [(one(), ten()) for one, ten in [site] * ROUNDS]
        note = f"{pairs[-1][0]:.0f}/s, with {FEW} {pairs[-1][1]:.0f}/s"
        yield at_most(f"{what}: time a page", 1 / ratio(pairs), MORE, note)
        draw = [partial(drawn_anew, motion, page) for motion in (many, motions[shown])]
        pairs = [(one(), full()) for one, full in [draw] * ROUNDS]
        note = f"{pairs[-1][0] * 1000:.0f} ms, with {shown} {pairs[-1][1] * 1000:.0f} ms"
        yield at_most(f"{what}: first reader after a change", ratio(pairs), MORE, note)
    yield one_more(many)


def drawn_anew(motion: Motion, page: str) -> float:
    """Seconds for the first reader of a page after its motion changed."""
    Motion.objects.filter(pk=motion.pk).update(changed_at=clock.now())
    return seconds(partial(visitor(), f"{motion.get_absolute_url()}{page}"))


def one_more(motion: Motion) -> Reading:
    """Seconds of computing to send one more, others already sent; nothing of it stays."""
    took = []
    for seed in range(ROUNDS):
        text = Text.of(motion.text.title, changed(motion.text.body, seed, CHANGES))
        with transaction.atomic():
            began = process_time()
            send(motion, text)
            took.append(process_time() - began)
            transaction.set_rollback(True)
    return at_most(f"sending one more beside {AMENDMENTS}: seconds of computing", median(took), 0.3)


def send(motion: Motion, text: Text) -> Motion:
    """An amendment as its sender's form gives it."""
    mover = Person(name="Bench Mover", email="mover@example.org")
    submission = Submission(
        item=motion.item,
        route=Route.SIGNATORIES,
        text=text,
        mover=mover,
        amends=motion,
        base=motion.text,
    )
    return submit(Draft.objects.create(conference=motion.conference), submission)


def text(body: str) -> Units:
    return units("Rents", normalise(body, clauses=True))


def another(base: Units, body: str, others: list[Operations]) -> None:
    """What is worked out when somebody sends an amendment as a whole text."""
    operations = between(base, text(body))
    sentences(base, operations)
    apply(base, operations)
    for other in others:
        clashes.between(base, operations, other)
