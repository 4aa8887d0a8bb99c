"""What the database does by itself when a row changes that is printed with a motion."""

import pgtrigger


class TouchMotionTrigger(pgtrigger.Trigger):
    """Gives a public motion a new number when a row changes that is printed with it.

    Acts lock the motion before they write such a row, so nobody waits for this.
    """

    name = "touch_motion"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        UPDATE motions_motion SET content_version = content_version
        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;
        RETURN NULL;
    """


# For words, which belong to a step of a motion.
TOUCH_MOTION_OF_EVENT = """
    UPDATE motions_motion SET content_version = content_version
    WHERE published_at IS NOT NULL AND id IN (
        SELECT motion_id FROM motions_motionevent WHERE id IN (OLD.event_id, NEW.event_id)
    );
    RETURN NULL;
"""
