"""Retelling what happened before each conference: motions, amendments, composites, the committee's papers."""

from datetime import date

from lla.demo import compositing, desk_papers, reading
from lla.demo.amending import TellingAmendment
from lla.demo.playing import play
from lla.demo.stage import Stage
from lla.demo.telling import TellingMotion


def tell(today: date) -> int:
    """Play every story in the order of time, as if the year had passed; answers how many motions."""
    stage, motions = Stage(today), reading.motion_stories()
    stories = [
        *(TellingMotion(story, stage) for story in motions),
        *(TellingAmendment(story, stage) for story in reading.amendment_stories()),
    ]
    play(
        [
            *(course for story in stories for course in story.courses()),
            *(compositing.course(story, stage) for story in reading.composite_stories()),
            *desk_papers.courses(stage),
        ]
    )
    return len(motions)
