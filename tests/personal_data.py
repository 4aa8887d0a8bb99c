"""What tests ask about one person's data: which tables still name them, and what a part tells of them."""

from collections.abc import Callable, Iterable

from django.db import connection

from lla.subjects.registry import Person, Section


def naming(*words: str) -> list[str]:
    """The tables in which a row holds any of these words, in alphabetical order."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            query = f"SELECT EXISTS (SELECT 1 FROM {table} t WHERE t::text ILIKE ANY(%s))"  # noqa: S608
            cursor.execute(query, [[f"%{word}%" for word in words]])
            found += [table] if cursor.fetchone()[0] else []
    return found


def told(tell: Callable[[Person], Iterable[Section]], person: Person) -> tuple[set[str], str]:
    """Of which tables something is told, and all that is said."""
    sections = [section for section in tell(person) if section.rows]
    words = "\n".join(
        f"{label}: {said}" for section in sections for row in section.rows for label, said in row
    )
    return {section.model._meta.label for section in sections}, words
