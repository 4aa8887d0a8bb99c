"""Retelling a composite of the demonstration: made of motions, sent to their movers, put on the agenda."""

from typing import Any

from lla.demo.playing import Course
from lla.demo.reading import CompositeStory
from lla.demo.stage import Stage
from lla.demo.telling import mover_of
from motions.composites import options
from motions.composites import workflow as composites_workflow
from motions.composites.choices import AmendmentFate, ConsentAnswer
from motions.motion.models import Motion
from motions.motion.texts import Text

ANSWERS = {"agree": ConsentAnswer.AGREES, "keep_own_text": ConsentAnswer.STANDS_BY_TEXT}


def course(story: CompositeStory, stage: Stage) -> Course:
    for record in story.acts:
        yield stage.moment(record["at"])
        if record["act"] == "make":
            first, *others = (stage.motion(story.conference, name) for name in story.made_of)
            made = composites_workflow.make(first, by=stage.committee[record["by"]], others=others)
            stage.sent[story.conference, story.name] = made.pk
        elif record["act"] in ANSWERS:
            _answer(story, stage, record)
        else:
            _act(stage.motion(story.conference, story.name), story, stage, record)


def _act(composite: Motion, story: CompositeStory, stage: Stage, record: dict[str, Any]) -> None:
    by = stage.committee[record["by"]]
    match record["act"]:
        case "write":
            text = Text.of(story.title, story.body)
            questions = options.read(story.options)
            composites_workflow.write(composite, text, by=by, base=composite.text.number, options=questions)
        case "send":
            composites_workflow.send(composite, by=by)
        case "decide_amendments":
            fates = {
                stage.motion(story.conference, name).pk: fate
                for fate in AmendmentFate
                for name in record[fate]
            }
            composites_workflow.decide_amendments(composite, by=by, fates=fates)
        case "put_on_agenda":
            composites_workflow.put_on_agenda(composite, by=by)
        case act:
            raise ValueError(f"With a composite nobody does {act}.")


def _answer(story: CompositeStory, stage: Stage, record: dict[str, Any]) -> None:
    """What the mover of one of its motions says."""
    composite = stage.motion(story.conference, story.name)
    motion = stage.motion(story.conference, record["motion"])
    composites_workflow.give_answer(
        composite.sources.get(motion=motion),
        by=mover_of(motion),
        answer=ANSWERS[record["act"]],
        revision=composite.text.number,
    )
