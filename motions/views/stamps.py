"""Stamps: one short query each that answers differently after any change to what a page shows.

They are made of the database's own marks of a row's version, xmin and ctid, which differ after every change,
whoever makes it and however. What was drawn after a stamp was asked for is right while the stamp is the same.
"""

from django.db import connection
from django.http import Http404

MOTION = """
SELECT motion.id, concat_ws(' ',
    motion.xmin, motion.ctid, item.xmin, item.ctid, conference.xmin, conference.ctid,
    (SELECT sum(hashtextextended(concat(backing.xmin, backing.ctid), 0))
        FROM motions_backing backing WHERE backing.motion_id = motion.id),
    (SELECT sum(hashtextextended(concat(remark.xmin, remark.ctid), 0))
        FROM motions_remark remark JOIN motions_motionevent event ON event.id = remark.event_id
        WHERE event.motion_id = motion.id))
FROM motions_motion motion
JOIN motions_agendaitem item ON item.id = motion.item_id
JOIN motions_conference conference ON conference.id = motion.conference_id
WHERE motion.id = %s AND motion.published_at IS NOT NULL
"""
ITEM = """
SELECT item.id, concat_ws(' ', conference.xmin, conference.ctid,
    (SELECT sum(hashtextextended(concat(other.xmin, other.ctid), 0))
        FROM motions_agendaitem other WHERE other.conference_id = conference.id),
    (SELECT sum(hashtextextended(concat(motion.xmin, motion.ctid), 0))
        FROM motions_motion motion WHERE motion.item_id = item.id),
    (SELECT sum(hashtextextended(concat(backing.xmin, backing.ctid), 0))
        FROM motions_backing backing JOIN motions_motion motion ON motion.id = backing.motion_id
        WHERE motion.item_id = item.id))
FROM motions_agendaitem item JOIN motions_conference conference ON conference.id = item.conference_id
WHERE conference.slug = %s AND item.slug = %s
"""
# The page prints no names, so it leaves out the people behind the motions: a step of theirs marks the
# motion's row. The files do print them.
CONFERENCE = """
SELECT conference.id, concat_ws(' ', conference.xmin, conference.ctid,
    (SELECT sum(hashtextextended(concat(item.xmin, item.ctid), 0))
        FROM motions_agendaitem item WHERE item.conference_id = conference.id),
    (SELECT sum(hashtextextended(concat(motion.xmin, motion.ctid), 0))
        FROM motions_motion motion WHERE motion.conference_id = conference.id))
FROM motions_conference conference WHERE conference.slug = %s
"""
CONFERENCE_NAMES = """
SELECT conference.id, concat_ws(' ', conference.xmin, conference.ctid,
    (SELECT sum(hashtextextended(concat(item.xmin, item.ctid), 0))
        FROM motions_agendaitem item WHERE item.conference_id = conference.id),
    (SELECT sum(hashtextextended(concat(motion.xmin, motion.ctid), 0))
        FROM motions_motion motion WHERE motion.conference_id = conference.id),
    (SELECT sum(hashtextextended(concat(backing.xmin, backing.ctid), 0))
        FROM motions_backing backing JOIN motions_motion motion ON motion.id = backing.motion_id
        WHERE motion.conference_id = conference.id))
FROM motions_conference conference WHERE conference.slug = %s
"""
# The last step that anybody took says as well that another motion may have become public.
SHOWN = """
SELECT concat_ws(' ', count(*), (SELECT max(id) FROM motions_motionevent),
    sum(hashtextextended(concat_ws(' ',
        motion.xmin, motion.ctid, item.xmin, item.ctid, conference.xmin, conference.ctid,
        (SELECT sum(hashtextextended(concat(backing.xmin, backing.ctid), 0))
            FROM motions_backing backing WHERE backing.motion_id = motion.id),
        (SELECT sum(hashtextextended(concat(ruling.xmin, ruling.ctid), 0))
            FROM motions_ruling ruling WHERE ruling.motion_id = motion.id)), 0)))
FROM motions_motion motion
JOIN motions_agendaitem item ON item.id = motion.item_id
JOIN motions_conference conference ON conference.id = motion.conference_id
WHERE motion.id = ANY(%s) AND motion.published_at IS NOT NULL
"""


def stamp(query: str, *values: int | str) -> tuple[int, str]:
    """The row at an address and the stamp of all that its page shows; nothing readable there is a 404."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found = cursor.fetchone()
    if found is None:
        raise Http404
    return found[0], found[1]


def shown(motion_pks: list[int]) -> str:
    """The stamp of a page that shows these motions among all that are public."""
    with connection.cursor() as cursor:
        cursor.execute(SHOWN, [motion_pks])
        return str(cursor.fetchone()[0])
