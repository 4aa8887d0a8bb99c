"""Taking turns where the database alone would let two writers wait for each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from lla.acts.refusals import allow, why_not_fit


def take_turns(rows: type[Model]) -> None:
    """Wait until no other transaction that takes turns writes such rows; keep the turn until this one ends.

    Call it before saving rows that may not overlap: two who save at once each find the other's row, not yet
    committed, and the database ends one of them as a deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [rows._meta.db_table])


@contextmanager
def one_wins(why_not: Callable[[], list[str]]) -> Iterator[None]:
    """Write what only one of two at once can; the other is refused in the words of the rule, asked again."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        allow(why_not())
        raise


def save_in_turn(row: Model) -> None:
    """Save a row that may not overlap others; what somebody else saved meanwhile refuses it in words."""
    take_turns(type(row))
    allow(why_not_fit(row))
    row.save()
