"""Retelling a motion of the demonstration: every step an act of the workflow, in its own time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lla.demo import ruling
from lla.demo.playing import Course
from lla.demo.reading import MotionStory, Story
from lla.demo.rewriting import Changes, rewritten
from lla.demo.stage import Stage
from motions.appeals import workflow as appeals_workflow
from motions.backing import workflow as backing_workflow
from motions.group_questions import workflow as group_questions_workflow
from motions.group_questions.models import GroupQuestion
from motions.motion.choices import Role, Route
from motions.motion.models import Backing, Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from motions.submitting.workflow import Submission

FIRST_CONFIRMS_AFTER = timedelta(minutes=7)


@dataclass
class Telling:
    """One motion on its way: what its people do, its revisions, and what the committee makes of it."""

    story: Story
    stage: Stage

    def courses(self) -> tuple[Course, ...]:
        return self.backed(), self.revised(), self.acted_on()

    @property
    def pk(self) -> int:
        return self.stage.sent[self.story.conference, self.story.name]

    @property
    def motion(self) -> Motion:
        return self.stage.motion(self.story.conference, self.story.name)

    @property
    def backers(self) -> tuple[str, ...]:
        """Keys of the people behind it, the mover first."""
        return self.story.signatories or self.stage.officers[self.story.group]

    def backing(self, key: str) -> Backing:
        return Backing.objects.get(motion_id=self.pk, email=self.stage.people[key].email)

    @property
    def mover(self) -> Backing:
        return self.backing(self.backers[0])

    def backed(self) -> Course:
        """Sent in; the first confirms minutes later, the last when the story says, the others between."""
        submitted = self.stage.moment(self.story.submitted)
        yield submitted
        self.submit()
        people = self.backers
        count = len(people) if self.story.confirmed is None else self.story.confirmed
        last = self.stage.moment(self.story.complete)
        first = min(last, submitted + FIRST_CONFIRMS_AFTER)
        apart = (last - first) / max(1, count - 1)
        for position, key in enumerate(people):
            yield first + apart * position if position < count - 1 else last
            if self.story.signatories and position > 0:
                backing_workflow.sign(self.motion, self.stage.people[key])
            if position < count:
                self.confirm(key)

    def submit(self) -> None:
        story, submission = self.story, self.submission()
        motion = submitting_workflow.submit(self.draft(submission), submission, late=story.late)
        self.stage.sent[story.conference, story.name] = motion.pk

    def submission(self) -> Submission:
        raise NotImplementedError

    def draft(self, submission: Submission) -> Draft:
        raise NotImplementedError

    def senders(self) -> dict[str, Any]:
        """Who sends it, in the name of whom."""
        story, stage = self.story, self.stage
        people = [stage.people[key] for key in self.backers]
        if not story.group:
            return {"route": Route.SIGNATORIES, "mover": people[0]}
        return {
            "route": Route.GROUP,
            "mover": people[0],
            "officer": people[1],
            "group": stage.groups[story.group],
            "passed_on": stage.day(story.passed_on),
        }

    def confirm(self, key: str) -> None:
        """Where the group's contacts are told by this, the first of them says that it is right."""
        backing_workflow.confirm(self.backing(key))
        questions = GroupQuestion.objects.filter(motion=self.pk, answer="")
        if question := questions.select_related("contact", "motion").first():
            group_questions_workflow.vouch(question)

    def revised(self) -> Course:
        for revision in self.story.revisions:
            yield self.stage.moment(revision.at)
            motion, by = self.motion, self.mover
            text, base = self.next_text(motion, revision.changes), motion.text.number
            amended = motion.amends.current_id if motion.amends else None
            backing_workflow.revise(motion, text, by=by, why=revision.why, base=base, amended=amended)

    def next_text(self, motion: Motion, changes: Changes) -> Text:
        return rewritten(motion.text, changes)

    def acted_on(self) -> Course:
        for record in self.story.acts:
            yield self.stage.moment(record["at"])
            if "by" in record:
                ruling.act(self.motion, record, self.stage)
            else:
                self.speak(self.motion, record)

    def speak(self, motion: Motion, record: dict[str, Any]) -> None:
        """One act of its mover."""
        match record["act"]:
            case "answer":
                backing_workflow.answer(motion, by=self.mover, words=record["words"])
            case "withdraw":
                backing_workflow.withdraw(motion, by=self.mover, note=record["words"])
            case "appeal":
                appeals_workflow.appeal(motion, by=self.mover, grounds=record["words"])
            case act:
                raise ValueError(f"A mover has no act {act}.")


@dataclass
class TellingMotion(Telling):
    """A motion by itself, under its agenda item."""

    story: MotionStory

    def submission(self) -> Submission:
        story = self.story
        return Submission(
            item=self.stage.items[story.conference, story.item],
            text=Text.of(story.title, story.body, story.appendix),
            kind=story.kind,
            event_on=self.stage.day(story.event_on),
            **self.senders(),
        )

    def draft(self, submission: Submission) -> Draft:
        return Draft.objects.create(conference=submission.item.conference)


def mover_of(motion: Motion) -> Backing:
    return motion.backings.get(role=Role.MOVER)
