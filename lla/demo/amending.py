"""Retelling an amendment of the demonstration, written to the text that its motion has at that moment."""

from dataclasses import dataclass
from typing import Any

from lla.demo.reading import AmendmentStory
from lla.demo.rewriting import Changes, rewritten
from lla.demo.telling import Telling, mover_of
from motions.amending import workflow as amending_workflow
from motions.amendments import workflow as amendments_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from motions.submitting.workflow import Submission


@dataclass
class TellingAmendment(Telling):
    """An amendment on its way; the mover of the motion says what they think of it."""

    story: AmendmentStory

    @property
    def amended(self) -> Motion:
        """The motion that it amends, as it is now."""
        return self.stage.motion(self.story.conference, self.story.amends)

    def submission(self) -> Submission:
        motion = self.amended
        return Submission(
            item=motion.item, text=self._text(motion), amends=motion, base=motion.text, **self.senders()
        )

    def draft(self, submission: Submission) -> Draft:
        return submitting_workflow.begin_amendment(self.amended)

    def _text(self, motion: Motion) -> Text:
        if self.story.body:
            return Text.of(motion.text.title, self.story.body, motion.text.appendix)
        return rewritten(motion.text, self.story.changes)

    def next_text(self, motion: Motion, changes: Changes) -> Text:
        """A revision says anew all that is to change in the motion."""
        return rewritten(self.amended.text, changes)

    def speak(self, motion: Motion, record: dict[str, Any]) -> None:
        seen = motion.text.number
        match record["act"]:
            case "accept":
                amending_workflow.accept(motion, by=mover_of(self.amended), seen=seen)
            case "decline":
                amending_workflow.decline(motion, by=mover_of(self.amended), seen=seen)
            case "agree":
                amendments_workflow.settle(motion, by=self.mover, to=self.amended.text.pk)
            case _:
                super().speak(motion, record)
