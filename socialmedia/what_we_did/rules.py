"""Where something that was done is written down, and what is missing for that."""

from ..channels.models import Channel
from .choices import ABOUT_A_PERSON, Did

SAY_WHO = "Enter who it was, with the name that the platform shows. The field is under “More”."
NOT_A_FORUM = "This is done to somebody in a forum. Choose a forum, or choose what you did about the comment."


def stands_in_the_log(channel: Channel, done: str, *, person: str, by_rule: bool) -> bool:
    """Whether it is an entry in the log of a forum, and not a comment that was dealt with.

    What is deleted in a forum because of a rule counts as a breach of whoever wrote it.
    """
    return done in ABOUT_A_PERSON or (done == Did.DELETED and channel.is_forum and by_rule and bool(person))


def why_not_write(channel: Channel, done: str, *, person: str) -> dict[str, str]:
    """What is wrong, by field."""
    if done not in ABOUT_A_PERSON:
        return {}
    if not channel.is_forum:
        return {"done": NOT_A_FORUM}
    return {} if person else {"person": SAY_WHO}
