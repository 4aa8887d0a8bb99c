"""Pages that anybody may read: their queries at two sizes of data, their rate against the bare page."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.data import RARE, SMALL, THOUSANDS, fill
from benchmarks.house import House
from benchmarks.reading import Reading, at_least, ratio
from benchmarks.settings import BARE, HOST
from motions.agenda.models import Conference

MOST_QUERIES = 12
ROUNDS = 9
READ_IN_TURN = 20


def queries(house: House) -> Iterator[Reading]:
    """Asked twice, the second time as the site remembers it; the greater number counts."""
    with transaction.atomic():
        at_tenth = {what: counted(path) for what, path in paths(fill(house.tenth)).items()}
        transaction.set_rollback(True)
    for what, path in paths(house.conference).items():
        first, again = counted(path)
        note = f"{max(at_tenth[what])} at a tenth of the data, {again} when asked again"
        yield as_few(what, max(first, again), max(at_tenth[what]), note)


def as_few(what: str, most: int, at_tenth: int, note: str) -> Reading:
    """How many queries a page takes, which hangs on no amount of data."""
    met = most == at_tenth <= MOST_QUERIES
    return Reading(f"{what}: queries", str(most), f"at most {MOST_QUERIES}, as at a tenth", met, note)


def paths(conference: Conference) -> dict[str, str]:
    motion = conference.motions.main().public().in_label_order()[0]
    return {
        "motion page": motion.get_absolute_url(),
        "marshalled list": f"{motion.get_absolute_url()}amendments/",
        "item page": motion.item.get_absolute_url(),
        "conference page": conference.get_absolute_url(),
        "home": "/",
        "search": f"/search/?q=housing+or+{conference.pk}",
    }


def counted(path: str) -> tuple[int, int]:
    """How many queries a page takes the first time and again; nobody is signed in."""
    get = visitor()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            get(path)
        counts.append(len(captured))
    return counts[0], counts[1]


def visitor() -> Callable[[str], bytes]:
    """Gets a page, or a file, in this process, once everything is imported that the first page needs."""
    client = Client(headers={"host": HOST})

    def get(path: str) -> bytes:
        response = client.get(path, secure=True)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        return bytes(response.getvalue())

    get(BARE)
    return get


def rates(house: House) -> Iterator[Reading]:
    """Requests a second: twenty motions in turn, one item with all its motions, the whole conference."""
    conference = house.conference
    item = conference.items.order_by("order")[0]
    in_turn = [motion.get_absolute_url() for motion in house.motions[:READ_IN_TURN]]
    motions, amendments = item.motions.main().count(), item.motions.amendments().count()
    yield against_bare(house, "motion page: rate", in_turn, 0.7)
    yield against_bare(
        house, f"item page of {motions}, {amendments} amendments: rate", [item.get_absolute_url()], 0.4
    )
    page = [conference.get_absolute_url()]
    yield against_bare(house, f"conference page of {house.size.motions}: rate", page, 0.25)


def searches(house: House) -> Iterator[Reading]:
    """A word that nearly every motion holds, one that a few hold, and a name, among thousands of motions."""
    size = SMALL if house.small else THOUSANDS
    fill(size, "Bench 2028")
    asked = {"a common word": "housing", "a rare word": RARE, "a name": "person 7-3"}
    for what, words in asked.items():
        path = f"/search/?{urlencode({'q': words})}"
        yield against_bare(house, f"search for {what} in {size.motions:,} motions: rate", [path], 0.3)


def against_bare(house: House, what: str, paths: list[str], target: float) -> Reading:
    """The bare page and the measured one by turns."""
    for path in paths:
        house.site.rate([path], lasting=house.lasting / 10)
    pairs = [
        (house.site.rate(paths, lasting=house.lasting), house.site.rate([BARE], lasting=house.lasting))
        for _ in range(ROUNDS)
    ]
    note = f"{pairs[-1][0]:.0f}/s, bare {pairs[-1][1]:.0f}/s"
    return at_least(what, ratio(pairs), target, note)
