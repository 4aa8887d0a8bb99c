"""Retelling the motions of the demonstration: every step an act of the workflow, in its own time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter

from lla.accounts.models import User
from lla.demo import reading
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


@dataclass(frozen=True, slots=True)
class Step:
    """One act and when it happened."""

    at: datetime
    act: Callable[[], object]


class Stage:
    """Everybody and everything the acts need, read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.people = {
            key: Person(name=one.name, email=one.email, group_name=one.group_name)
            for key, one in reading.people().items()
        }
        users = {user.email: user for user in User.objects.all()}
        self.committee = {key: users[one.email] for key, one in reading.committee().items()}
        self.groups = {group.slug: group for group in Group.objects.all()}
        self.officers = {one.slug: (one.secretary, one.chair) for one in reading.groups()}
        items = AgendaItem.objects.select_related("conference")
        self.items = {(item.conference.slug, item.slug): item for item in items}

    def moment(self, at: Moment) -> datetime:
        return reading.moment(self.today, at)

    def day(self, days: int | None) -> date | None:
        return None if days is None else reading.day(self.today, days)


def tell(today: date) -> int:
    """Play every story in the order of time, as if the year had passed; answers how many motions."""
    stage = Stage(today)
    stories = reading.stories()
    steps = [step for story in stories for step in Telling(story, stage).steps()]
    for step in sorted(steps, key=attrgetter("at")):
        with clock.at(step.at):
            step.act()
    return len(stories)


@dataclass
class Telling:
    """One motion on its way."""

    story: Story
    stage: Stage
    pk: int = 0
    texts: Iterator[Text] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = iter(texts(self.story))

    def steps(self) -> Iterator[Step]:
        yield Step(self.stage.moment(self.story.submitted), self.submit)
        yield from self.confirmations()
        for revision in self.story.revisions:
            yield Step(self.stage.moment(revision.at), partial(self.revise, why=revision.why))
        for record in self.story.acts:
            facts = {name: value for name, value in record.items() if name not in ("at", "act")}
            act = partial(getattr(self, f"act_{record['act']}"), **facts)
            yield Step(self.stage.moment(record["at"]), act)

    def backers(self) -> tuple[str, ...]:
        """Keys of the people behind it, the mover first."""
        return self.story.signatories or self.stage.officers[self.story.group]

    def confirmations(self) -> Iterator[Step]:
        """The first confirms minutes after sending, the last when the story says, the others between."""
        people = self.backers()
        count = len(people) if self.story.confirmed is None else self.story.confirmed
        last = self.stage.moment(self.story.complete)
        first = min(last, self.stage.moment(self.story.submitted) + FIRST_CONFIRMS_AFTER)
        apart = (last - first) / max(1, count - 1)
        for position, key in enumerate(people):
            at = first + apart * position if position < count - 1 else last
            if self.story.signatories and position > 0:
                yield Step(at, partial(self.sign, key))
            if position < count:
                yield Step(at, partial(self.confirm, key))

    def motion(self) -> Motion:
        found: Motion = Motion.objects.select_related("conference").get(pk=self.pk)
        return found

    def backing(self, key: str) -> Backing:
        return Backing.objects.get(motion_id=self.pk, email=self.stage.people[key].email)

    def submit(self) -> None:
        item = self.stage.items[self.story.conference, self.story.item]
        draft = Draft.objects.create(conference=item.conference)
        self.pk = submitting_workflow.submit(draft, self.submission(item), late=self.story.late).pk

    def submission(self, item: AgendaItem) -> Submission:
        people = [self.stage.people[key] for key in self.backers()]
        by_group = bool(self.story.group)
        return Submission(
            item=item,
            route=Route.GROUP if by_group else Route.SIGNATORIES,
            text=next(self.texts),
            mover=people[0],
            kind=self.story.kind,
            group=self.stage.groups[self.story.group] if by_group else None,
            passed_on=self.stage.day(self.story.passed_on),
            event_on=self.stage.day(self.story.event_on),
            officer=people[1] if by_group else None,
        )

    def sign(self, key: str) -> None:
        backing_workflow.sign(self.motion(), self.stage.people[key])

    def confirm(self, key: str) -> None:
        """Where the group's contacts are told by this, the first of them says that it is right."""
        backing_workflow.confirm(self.backing(key))
        questions = GroupQuestion.objects.filter(motion=self.pk, answer="").select_related(
            "contact", "motion"
        )
        if question := questions.first():
            group_questions_workflow.vouch(question)

    def revise(self, *, why: str) -> None:
        motion, mover = self.motion(), self.backing(self.backers()[0])
        backing_workflow.revise(motion, next(self.texts), by=mover, why=why, base=motion.revisions.count())

    def member(self, key: str) -> User:
        return self.stage.committee[key]

    def act_assign(self, *, by: str, to: str) -> None:
        committee_workflow.assign(self.motion(), by=self.member(by), to=self.member(to))

    def act_check(self, *, by: str, fine: list[str], concern: tuple[str, ...] = ()) -> None:
        findings = dict.fromkeys(fine, Finding.FINE) | dict.fromkeys(concern, Finding.CONCERN)
        committee_workflow.mark(self.motion(), by=self.member(by), findings={**findings})

    def act_note(self, *, by: str, words: str) -> None:
        committee_workflow.note(self.motion(), by=self.member(by), words=words)

    def act_recuse(self, *, by: str, interest: str) -> None:
        committee_workflow.recuse(self.motion(), by=self.member(by), interest=interest)

    def act_query(self, *, by: str, words: str) -> None:
        committee_workflow.query(self.motion(), by=self.member(by), question=words)

    def act_answer(self, *, words: str) -> None:
        backing_workflow.answer(self.motion(), by=self.backing(self.backers()[0]), words=words)

    def act_rule_in_order(self, *, by: str) -> None:
        committee_workflow.rule_in_order(self.motion(), by=self.member(by))

    def act_rule_out(self, *, by: str, second: str, rule: str, reason: str) -> None:
        """Two people, the second an hour after the first."""
        committee_workflow.propose_ruling_out(self.motion(), by=self.member(by), rule=rule, reason=reason)
        with clock.at(clock.now() + timedelta(hours=1)):
            committee_workflow.second(self.motion(), by=self.member(second))

    def act_hide(self, *, by: str, second: str, reason: str) -> None:
        """Two people here too."""
        committee_workflow.propose_hiding(self.motion(), by=self.member(by), reason=reason)
        with clock.at(clock.now() + timedelta(hours=1)):
            committee_workflow.second(self.motion(), by=self.member(second))

    def act_withdraw(self, *, words: str) -> None:
        backing_workflow.withdraw(self.motion(), by=self.backing(self.backers()[0]), note=words)


def texts(story: Story) -> list[Text]:
    """The text of each revision of a motion, the first as it was sent in."""
    parts = [story.title, story.body, story.appendix]
    found = [Text.of(*parts)]
    for revision in story.revisions:
        parts = changed(parts, revision)
        found.append(Text.of(*parts))
    return found


def changed(parts: list[str], revision: Change) -> list[str]:
    """The parts of a text after a revision, each of whose changes must find its words exactly once."""
    for old, new in revision.changes:
        if (times := sum(part.count(old) for part in parts)) != 1:
            raise ValueError(f"Found {times} times, not once: {old}")
        parts = [part.replace(old, new) for part in parts]
    return parts
