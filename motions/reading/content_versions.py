"""Content versions of pages: one query each, whose answer is another after every change to what a page shows.

They are made of the numbers that the database gives to the rows behind a page at each of their changes. What
was drawn after a version was read is right for as long as the version is the same. This is asked for every
page and file that anybody reads, so it stands as SQL: Django would take longer to write it than the database
to answer.
"""

from typing import Any

from django.db import connection
from django.http import Http404

# The motions that a page shows besides its own are found key by key: none of this reads the whole table.
MOTION = """
SELECT motion.id, motion.content_version, item.content_version, conference.content_version,
    (SELECT sum(content_version) FROM motions_motion WHERE published_at IS NOT NULL AND id IN (
        SELECT motion.amends_id
        UNION SELECT id FROM motions_motion WHERE amends_id IN (motion.id, motion.amends_id)
        UNION SELECT motion_id FROM motions_compositesource WHERE composite_id = motion.id
        UNION SELECT composite_id FROM motions_compositesource WHERE motion_id = motion.id
        UNION SELECT decided.amendment_id FROM motions_sourceamendment decided
            JOIN motions_compositesource source ON source.id = decided.source_id
            WHERE motion.id IN (source.motion_id, source.composite_id)
        UNION SELECT unnest(ARRAY[source.motion_id, source.composite_id])
            FROM motions_sourceamendment decided
            JOIN motions_compositesource source ON source.id = decided.source_id
            WHERE decided.amendment_id = motion.id))
FROM motions_motion motion
JOIN motions_agendaitem item ON item.id = motion.item_id
JOIN motions_conference conference ON conference.id = motion.conference_id
WHERE motion.id = %s AND motion.published_at IS NOT NULL AND conference.opened_at IS NOT NULL
"""
# Public motions stay public and each number is greater than all before it, so no sum comes twice. Items can
# be deleted, and get a new number when a motion leaves or joins them: their numbers stand one by one.
ITEM = """
SELECT item.id, conference.content_version,
    ARRAY(SELECT content_version FROM motions_agendaitem WHERE conference_id = conference.id ORDER BY id),
    (SELECT sum(content_version) FROM motions_motion WHERE published_at IS NOT NULL AND id IN (
        SELECT id FROM motions_motion WHERE item_id = item.id
        UNION SELECT motion_id FROM motions_formerlabel WHERE item_id = item.id
        UNION SELECT source.motion_id FROM motions_compositesource source
            JOIN motions_motion composite ON composite.id = source.composite_id
            WHERE composite.item_id = item.id
        UNION SELECT decided.amendment_id FROM motions_sourceamendment decided
            JOIN motions_compositesource source ON source.id = decided.source_id
            JOIN motions_motion part ON part.id IN (source.motion_id, source.composite_id)
            WHERE part.item_id = item.id))
FROM motions_agendaitem item JOIN motions_conference conference ON conference.id = item.conference_id
WHERE conference.slug = %s AND item.slug = %s AND conference.opened_at IS NOT NULL
"""
CONFERENCES = """
SELECT conference.id, content_version,
    ARRAY(SELECT content_version FROM motions_agendaitem WHERE conference_id = conference.id ORDER BY id),
    (SELECT sum(content_version) FROM motions_motion
        WHERE conference_id = conference.id AND published_at IS NOT NULL)
FROM motions_conference conference WHERE opened_at IS NOT NULL
"""


def of_motion(pk: int) -> tuple[int, str]:
    """A public motion's key and the version of its page and files; 404 without one."""
    return _found(MOTION, pk)


def of_item(conference: str, item: str) -> tuple[int, str]:
    """The key of the item at an address and the version of its page and files; the page lists the agenda."""
    return _found(ITEM, conference, item)


def of_conference(conference: str) -> tuple[int, str]:
    """The key of the conference at an address and the version of its page and files."""
    return _found(f"{CONFERENCES} AND slug = %s", conference)


def of_search() -> str:
    """The version of everything that a search may find."""
    return str(_rows(f"{CONFERENCES} ORDER BY id"))


def _found(query: str, *values: int | str) -> tuple[int, str]:
    for pk, *numbers in _rows(query, *values):
        return pk, str(numbers)
    raise Http404


def _rows(query: str, *values: int | str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
