"""Retelling the motions of the demonstration: every step an act of the workflow, in its own time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from lla.accounts.models import User
from lla.demo import reading
from lla.demo.playing import Course, play
from lla.demo.reading import Change, Moment, Story
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person
from motions.committee import workflow as committee_workflow
from motions.committee.choices import Finding
from motions.group_questions import workflow as group_questions_workflow
from motions.group_questions.models import GroupQuestion
from motions.motion.choices import Route
from motions.motion.models import Backing, Motion
from motions.motion.texts import Text
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from motions.submitting.workflow import Submission
from organisers.groups.models import Group

FIRST_CONFIRMS_AFTER = timedelta(minutes=7)


class Stage:
    """Everybody and everything the acts need, read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.people = {
            key: Person(name=person.name, email=person.email, group_name=person.group_name)
            for key, person in reading.people().items()
        }
        users = {user.email: user for user in User.objects.all()}
        self.committee = {key: users[member.email] for key, member in reading.committee().items()}
        self.groups = {group.slug: group for group in Group.objects.all()}
        self.officers = {group.slug: (group.secretary, group.chair) for group in reading.groups()}
        items = AgendaItem.objects.select_related("conference")
        self.items = {(item.conference.slug, item.slug): item for item in items}

    def moment(self, at: Moment) -> datetime:
        return reading.moment(self.today, at)

    def day(self, days: int | None) -> date | None:
        return None if days is None else reading.day(self.today, days)


def tell(today: date) -> int:
    """Play every story in the order of time, as if the year had passed; answers how many motions."""
    stage, stories = Stage(today), reading.stories()
    play(course for story in stories for course in Telling(story, stage).courses())
    return len(stories)


@dataclass
class Telling:
    """One motion on its way: what its people do, its revisions, and what the committee makes of it."""

    story: Story
    stage: Stage
    pk: int = 0
    texts: Iterator[Text] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = iter(texts(self.story))

    def courses(self) -> tuple[Course, ...]:
        return self.backed(), self.revised(), self.ruled_on()

    @property
    def motion(self) -> Motion:
        motion: Motion = Motion.objects.any_nature().select_related("conference").get(pk=self.pk)
        return motion

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
        story, stage = self.story, self.stage
        item, by_group = stage.items[story.conference, story.item], bool(story.group)
        people = [stage.people[key] for key in self.backers]
        submission = Submission(
            item=item,
            route=Route.GROUP if by_group else Route.SIGNATORIES,
            text=next(self.texts),
            mover=people[0],
            kind=story.kind,
            group=stage.groups[story.group] if by_group else None,
            passed_on=stage.day(story.passed_on),
            event_on=stage.day(story.event_on),
            officer=people[1] if by_group else None,
        )
        draft = Draft.objects.create(conference=item.conference)
        self.pk = submitting_workflow.submit(draft, submission, late=story.late).pk

    def confirm(self, key: str) -> None:
        """Where the group's contacts are told by this, the first of them says that it is right."""
        backing_workflow.confirm(self.backing(key))
        questions = GroupQuestion.objects.filter(motion=self.pk, answer="")
        if question := questions.select_related("contact", "motion").first():
            group_questions_workflow.vouch(question)

    def revised(self) -> Course:
        for revision in self.story.revisions:
            yield self.stage.moment(revision.at)
            text, base = next(self.texts), self.motion.revisions.count()
            backing_workflow.revise(self.motion, text, by=self.mover, why=revision.why, base=base)

    def ruled_on(self) -> Course:
        for record in self.story.acts:
            yield self.stage.moment(record["at"])
            if "by" in record:
                self.rule(record, by=self.stage.committee[record["by"]])
            elif record["act"] == "answer":
                backing_workflow.answer(self.motion, by=self.mover, words=record["words"])
            else:
                backing_workflow.withdraw(self.motion, by=self.mover, note=record["words"])

    def rule(self, record: dict[str, Any], *, by: User) -> None:
        """One act of the committee; where it takes two people, the second comes an hour after the first."""
        motion = self.motion
        match record["act"]:
            case "assign":
                committee_workflow.assign(motion, by=by, to=self.stage.committee[record["to"]])
            case "check":
                findings = dict.fromkeys(record["fine"], Finding.FINE)
                findings |= dict.fromkeys(record.get("concern", ()), Finding.CONCERN)
                committee_workflow.mark(motion, by=by, findings={**findings})
            case "note":
                committee_workflow.note(motion, by=by, words=record["words"])
            case "recuse":
                committee_workflow.recuse(motion, by=by, interest=record["interest"])
            case "query":
                committee_workflow.query(motion, by=by, question=record["words"])
            case "rule_in_order":
                committee_workflow.rule_in_order(motion, by=by)
            case "rule_out":
                reason = record["reason"]
                committee_workflow.propose_ruling_out(motion, by=by, rule=record["rule"], reason=reason)
            case "hide":
                committee_workflow.propose_hiding(motion, by=by, reason=record["reason"])
            case act:
                raise ValueError(f"The committee has no act {act}.")
        if "second" in record:
            with clock.at(clock.now() + timedelta(hours=1)):
                committee_workflow.second(self.motion, by=self.stage.committee[record["second"]])


def texts(story: Story) -> list[Text]:
    """The text of each revision of a motion, the first as it was sent in."""
    parts = [story.title, story.body, story.appendix]
    written = [Text.of(*parts)]
    for revision in story.revisions:
        parts = changed(parts, revision)
        written.append(Text.of(*parts))
    return written


def changed(parts: list[str], revision: Change) -> list[str]:
    """The parts of a text after a revision, each of whose changes must find its words exactly once."""
    for old, new in revision.changes:
        if (times := sum(part.count(old) for part in parts)) != 1:
            raise ValueError(f"Found {times} times, not once: {old}")
        parts = [part.replace(old, new) for part in parts]
    return parts
