"""Retelling posts with a story: shared, disputed, excused, asked about, sent back, dropped, brought again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from lla.demo.playing import Course
from lla.demo.social.crew import Crew, page
from lla.demo.social.going_out import Plan, check, go_out, media, planned
from lla.demo.social.hearings import give
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import CheckKind
from socialmedia.posts.models import Post
from socialmedia.results import workflow as results_workflow
from socialmedia.sources.models import Source

FACTS = (
    "title", "kind", "official", "basis", "basis_words", "controversial", "judgement", "judgement_note",
    "accuses", "paid", "starts_elsewhere",
)  # fmt: skip
ASKED, EXCUSED, READ, CHECKED = (timedelta(minutes=minutes) for minutes in (20, 30, 40, 50))


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    posts: dict[str, Post] = {}
    yield from (story(crew, record, posts, files["sources"]) for record in files["told"])


def story(crew: Crew, record: dict[str, Any], posts: dict[str, Post], sources: dict[str, Any]) -> Course:
    """One post on its way, with those told before it by their titles."""
    at = crew.moment(record["at"])
    plans = [
        Plan(plan["channel"], crew.moment(plan["at"]), plan["words"]) for plan in record.get("plans", ())
    ]
    yield at
    writer, by = crew.user(record["by"]), crew.actor(record["by"])
    post = posts[record["title"]] = _save(crew, record, plans, posts, sources)
    asked = record.get("consult")
    if asked:
        yield at + ASKED
        consultation = posts_workflow.consult(post, question=asked["question"], user=writer, by=by)
        yield crew.moment(asked["at"])
        give(crew, consultation, asked["answers"])
    yield from _checked(crew, record, post)
    if "checked" in record:
        for plan in plans:
            yield plan.at
            go_out(crew, post, plan, record["by"])
    if asked:
        yield crew.moment(asked["closed_at"])
        consultations_workflow.close_consultation(consultation, outcome=asked["outcome"], by=writer)
    if refused := record.get("not_agreed"):
        yield crew.moment(refused["at"])
        check(crew, post, refused["by"], agreed=False, note=refused["note"])
    for result in record.get("results", ()):
        yield crew.moment(result["at"])
        _results(crew, post, result)
    if "dropped" in record:
        yield crew.moment(record["dropped"])
        posts_workflow.drop(post, by=by)


def _results(crew: Crew, post: Post, record: dict[str, Any]) -> None:
    """What the coordinator read on a day; figures that come again correct what stood there."""
    variants = {key: post.variants.get(channel=crew.channels[key]).pk for key in record.keys() - {"at", "on"}}
    given = {variant: record[key] for key, variant in variants.items()}
    by: dict[str, Any] = {"user": crew.user("callum"), "by": crew.actor("callum")}
    results_workflow.enter(post, crew.day(record["on"]), given, **by)


def _save(
    crew: Crew, record: dict[str, Any], plans: list[Plan], posts: dict[str, Post], sources: dict[str, Any]
) -> Post:
    places = planned(crew, plans)
    for key, words in record.get("undated", {}).items():
        places.append(posts_selectors.Planned(crew.channels[key], words, None))
    by: dict[str, Any] = {"user": crew.user(record["by"]), "by": crew.actor(record["by"])}
    if "repost_of" in record:
        return posts_workflow.repost(posts[record["repost_of"]], places, **by)
    facts = {name: record[name] for name in FACTS if name in record}
    claims, link = record.get("claims", ""), page(record.get("basis_page", ""))
    post = Post(**facts, **media(record.get("picture", "")), claim_sources=claims, basis_link=link)
    if "source" in record:
        post.source = Source.objects.get(name=sources[record["source"]]["name"])
        post.shared_link, post.read_by = record["link"], crew.user(record["read_by"])
    return posts_workflow.save(post, places, **by)


def _checked(crew: Crew, record: dict[str, Any], post: Post) -> Course:
    """Asked about, excused, read a second time and checked, as far as its record goes."""
    ready = crew.moment(record.get("check_at", record["at"]))
    if {"checked", "not_agreed", "asked"} & set(record):
        yield ready + ASKED
        posts_workflow.ask(post, by=crew.actor(record["by"]))
    for reason in record.get("reasons", ()):
        yield ready + EXCUSED
        posts_workflow.override(
            post,
            code=reason["code"],
            channel=crew.channels[reason["channel"]] if "channel" in reason else None,
            why=reason["why"],
            user=crew.user(reason["by"]),
            by=crew.actor(reason["by"]),
        )
    if "second_reader" in record:
        yield ready + READ
        check(crew, post, record["second_reader"], kind=CheckKind.SECOND_READER)
    if "checked" in record:
        yield ready + CHECKED
        check(crew, post, record["checked"])
