"""What the rows share: the scratch database and folder, the full conference, and the site being served."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cached_property

from django.core.management import call_command
from django.db import connection, connections

from benchmarks.data import FULL, SMALL, TENTH, TINY, Size, fill
from benchmarks.site import Site, served
from motions.agenda.models import Conference
from motions.motion.models import Motion


class House:
    """Each part is made when the first row asks for it."""

    def __init__(self, parts: ExitStack, *, small: bool, soaking: timedelta) -> None:
        self._parts = parts
        self.small, self.soaking = small, soaking
        self.size: Size = SMALL if small else FULL
        self.tenth: Size = TINY if small else TENTH
        self.lasting = 0.1 if small else 0.5  # seconds that one load of requests goes on

    @cached_property
    def conference(self) -> Conference:
        return fill(self.size)

    @property
    def motions(self) -> list[Motion]:
        return list(self.conference.motions.main().public().for_papers().in_label_order())

    @cached_property
    def site(self) -> Site:
        return self._parts.enter_context(served())


@contextmanager
def opened(*, small: bool, soaking: timedelta) -> Iterator[House]:
    """An empty database, gone afterwards, and the static files."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        with ExitStack() as parts:
            yield House(parts, small=small, soaking=soaking)
    finally:
        connections.close_all()
        connection.creation.destroy_test_db("bench", verbosity=0)
