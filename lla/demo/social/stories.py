"""Retelling posts with a story: shared, disputed, excused, asked about, sent back, dropped, brought again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any

from lla.demo.social.crew import Crew, page
from lla.demo.social.going_out import Plan, check, go_out, media, planned
from lla.demo.social.hearings import give
from lla.demo.telling import Step
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.models import Consultation
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import CheckKind
from socialmedia.posts.models import Post
from socialmedia.sources.models import Source

SAID = (
    "title", "kind", "official", "basis", "basis_words", "controversial", "judgement", "judgement_note",
    "accuses", "paid", "starts_elsewhere",
)  # fmt: skip
ASKED, EXCUSED, READ, CHECKED = (timedelta(minutes=minutes) for minutes in (20, 30, 40, 50))


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    stories: dict[str, Story] = {}
    for record in told["told"]:
        stories[record["title"]] = story = Story(record, crew, stories, told["sources"])
        yield from story.steps()


@dataclass
class Story:
    """One post on its way, with those told before it."""

    record: dict[str, Any]
    crew: Crew
    others: dict[str, "Story"]
    sources: dict[str, Any]
    post: Post = field(init=False)
    asked: Consultation = field(init=False)

    def steps(self) -> Iterator[Step]:
        record, at = self.record, self.crew.moment(self.record["at"])
        yield Step(at, self.save)
        if "consult" in record:
            yield from self.consulted(at)
        if {"checked", "not_agreed", "asked"} & set(record):
            yield Step(self.before_check + ASKED, self.ask)
        for given in record.get("reasons", ()):
            yield Step(self.before_check + EXCUSED, partial(self.excuse, given))
        if "second_reader" in record:
            yield Step(self.before_check + READ, self.read)
        if "checked" in record:
            yield Step(self.before_check + CHECKED, partial(self.check, record["checked"]))
            for plan in self.plans:
                yield Step(plan.at, partial(self.go_out, plan))
        if "not_agreed" in record:
            yield Step(self.crew.moment(record["not_agreed"]["at"]), self.send_back)
        if "dropped" in record:
            yield Step(self.crew.moment(record["dropped"]), self.drop)

    @property
    def before_check(self) -> datetime:
        """When the post is as it is to be checked."""
        return self.crew.moment(self.record.get("check_at", self.record["at"]))

    @cached_property
    def plans(self) -> list[Plan]:
        return [
            Plan(one["channel"], self.crew.moment(one["at"]), one["words"])
            for one in self.record.get("plans", ())
        ]

    @property
    def by(self) -> dict[str, Any]:
        key = self.record["by"]
        return {"user": self.crew.user(key), "by": self.crew.actor(key)}

    def save(self) -> None:
        plans = planned(self.crew, self.plans)
        for key, words in self.record.get("undated", {}).items():
            plans.append(posts_selectors.Planned(self.crew.channels[key], words, None))
        if "repost_of" in self.record:
            self.post = posts_workflow.repost(self.others[self.record["repost_of"]].post, plans, **self.by)
        else:
            self.post = posts_workflow.save(self.written(), plans, **self.by)

    def written(self) -> Post:
        record = self.record
        said = {name: record[name] for name in SAID if name in record}
        claims, link = record.get("claims", ""), page(record.get("basis_page", ""))
        post = Post(**said, **media(record.get("picture", "")), claim_sources=claims, basis_link=link)
        if "source" in record:
            post.source = Source.objects.get(name=self.sources[record["source"]]["name"])
            post.shared_link, post.read_by = record["link"], self.crew.user(record["read_by"])
        return post

    def ask(self) -> None:
        posts_workflow.ask(self.post, by=self.crew.actor(self.record["by"]))

    def excuse(self, given: dict[str, str]) -> None:
        posts_workflow.override(
            self.post,
            code=given["code"],
            channel=self.crew.channels[given["channel"]] if "channel" in given else None,
            why=given["why"],
            user=self.crew.user(given["by"]),
            by=self.crew.actor(given["by"]),
        )

    def read(self) -> None:
        check(self.crew, self.post, self.record["second_reader"], kind=CheckKind.SECOND_READER)

    def check(self, key: str) -> None:
        check(self.crew, self.post, key)

    def send_back(self) -> None:
        said = self.record["not_agreed"]
        check(self.crew, self.post, said["by"], agreed=False, note=said["note"])

    def drop(self) -> None:
        posts_workflow.drop(self.post, by=self.crew.actor(self.record["by"]))

    def go_out(self, plan: Plan) -> None:
        go_out(self.crew, self.post, plan, self.record["by"])

    def consulted(self, at: datetime) -> Iterator[Step]:
        """The team is asked, and what it says is the basis."""
        said = self.record["consult"]
        yield Step(at + ASKED, partial(self.consult, said["question"]))
        yield Step(self.crew.moment(said["at"]), partial(self.answer, said["answers"]))
        yield Step(self.crew.moment(said["closed_at"]), partial(self.close, said["outcome"]))

    def consult(self, question: str) -> None:
        self.asked = posts_workflow.consult(self.post, question=question, **self.by)

    def answer(self, answers: list[list[str]]) -> None:
        give(self.crew, self.asked, answers)

    def close(self, outcome: str) -> None:
        by = self.crew.user(self.record["by"])
        consultations_workflow.close_consultation(self.asked, outcome=outcome, by=by)
