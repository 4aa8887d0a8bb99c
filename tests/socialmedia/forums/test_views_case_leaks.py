"""A case about somebody who is also one of us: every place that tells the others of it tells them nothing.

Each test shows first that the place tells a colleague, so that it could have told the person too.
"""

from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.channels.models import Channel
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.models import Consultation
from socialmedia.forums import rules as forums_rules
from socialmedia.forums import tasks as forums_tasks
from socialmedia.forums.models import BreachCase
from socialmedia.forums.workflow import cases as forums_cases
from socialmedia.team.choices import Role
from tests.factories import make_staff, sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import breach, decide, make_case, make_forum, say

pytestmark = pytest.mark.django_db
NAME = "cass.winter"  # as a platform shows it


@pytest.fixture
def ann() -> User:
    return make_member("Ann Bell", Role.MODERATOR)


@pytest.fixture
def cass() -> User:
    return make_member("Cass Winter", Role.MODERATOR)


@pytest.fixture
def forum() -> Channel:
    return make_forum()


@pytest.fixture
def case(ann: User, cass: User, forum: Channel) -> BreachCase:
    return make_case(forum, ann, name=NAME)


def read(user: User, address: str) -> tuple[int, str]:
    answer = sign_in(Client(), user).get(address)
    return answer.status_code, answer.content.decode()


def addresses(case: BreachCase) -> list[str]:
    """Every page of one case and of its consultation."""
    names = ("case", "keep_out_of_case", "note_leadership", "decide_case", "tell_case", "appeal_case")
    own = [reverse(f"socialmedia:{name}", args=[case.pk]) for name in (*names, "decide_appeal")]
    asked = ("consultation", "answer_consultation", "close_consultation")
    return own + [reverse(f"socialmedia:{name}", args=[case.consultation_id]) for name in asked]


def lists(case: BreachCase) -> list[str]:
    """Every page that names cases among other things."""
    forum = case.channel.slug
    return [
        *(f"/social/{name}/" for name in ("board", "cases", "consultations", "forums")),
        reverse("socialmedia:forum", args=[forum]),
        reverse("socialmedia:forum_log", args=[forum]),
        reverse("socialmedia:participant", args=[forum, case.participant_id]),
    ]


def refused(act: Any, *args: Any, **said: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)
    return refusal.value.reasons


def test_whoever_of_us_has_the_name_is_kept_out_from_the_first_moment(
    case: BreachCase, ann: User, cass: User
) -> None:
    assert list(case.kept_out.all()) == [cass]
    assert [email.to for email in Email.objects.filter(kind="socialmedia/consultation_asked")] == [ann.email]


def test_every_page_of_it_is_not_there_for_them(case: BreachCase, ann: User, cass: User) -> None:
    assert {read(ann, address)[0] for address in addresses(case)} == {200}
    assert {read(cass, address)[0] for address in addresses(case)} == {404}
    step = reverse("socialmedia:case_step", args=[case.pk, "ask-leadership"])
    assert sign_in(Client(), cass).post(step).status_code == 404


def test_no_list_and_no_log_names_it_or_counts_it(case: BreachCase, ann: User, cass: User) -> None:
    marks = (f"/social/cases/{case.pk}/", f"{case} in ", 'data-label="Open cases" class="number">1<')
    told = [page for page in lists(case) if any(mark in read(ann, page)[1] for mark in marks)]
    assert told == lists(case)
    theirs = {page: read(cass, page) for page in lists(case)}
    assert {status for status, _ in theirs.values()} == {200}
    assert [page for page, (_, body) in theirs.items() if any(mark in body for mark in marks)] == []


def test_no_act_on_it_is_theirs(case: BreachCase, cass: User) -> None:
    assert case.consultation
    told = {"words": "It is a clear case.", "by": cass}
    assert [
        refused(forums_cases.keep_out, case, people=[], by=cass),
        refused(forums_cases.ask_leadership, case, by=cass),
        refused(forums_cases.note_leadership, case, consulted=False, **told),
        refused(decide, case, cass),
        refused(forums_cases.mark_told, case, **told),
        refused(forums_cases.appeal, case, **told),
        refused(forums_cases.decide_appeal, case, outcome="nothing", reason="Fair.", by=cass),
        refused(forums_cases.close, case, by=cass),
    ] == [[forums_rules.NOT_YOURS]] * 8
    assert refused(consultations_workflow.give_view, case.consultation, opinion="agree", by=cass) != []


def test_the_leadership_is_asked_without_whoever_has_the_name(ann: User, forum: Channel) -> None:
    robin, cass = make_staff(name="Robin Vale"), make_staff(name="Cass Winter")
    case = make_case(forum, ann, name=NAME)
    asked = forums_cases.ask_leadership(case, by=ann)
    assert [view.user for view in asked.views.all()] == [robin]
    page = reverse("socialmedia:consultation", args=[asked.pk])
    assert (read(robin, page)[0], read(cass, page)[0]) == (200, 404)


def test_nobody_opens_a_case_about_a_name_like_their_own(ann: User, cass: User, forum: Channel) -> None:
    person = breach(forum, ann, name=NAME).participant
    said: dict[str, Any] = {"words": "Threats.", "by": SYSTEM}
    assert refused(forums_cases.open_case, person, forum, **said, opened_by=cass) == [forums_rules.MAY_BE_YOU]
    button = reverse("socialmedia:open_case", args=[forum.slug, person.pk])
    page = reverse("socialmedia:participant", args=[forum.slug, person.pk])
    assert (button in read(ann, page)[1], button in read(cass, page)[1]) == (True, False)
    assert forums_cases.open_case(person, forum, **said, opened_by=ann).opened_by == ann


def test_whoever_joins_us_since_is_kept_out_of_closed_cases_too(ann: User, forum: Channel) -> None:
    case = make_case(forum, ann, name=NAME)
    BreachCase.objects.filter(pk=case.pk).update(status="closed")
    cass = make_member("Cass Winter")
    page = reverse("socialmedia:case", args=[case.pk])
    assert read(cass, page)[0] == 200
    forums_tasks.keep_out_newcomers()
    assert (read(cass, page)[0], read(ann, page)[0]) == (404, 200)


def test_a_colleague_says_who_is_meant_and_who_is_not(case: BreachCase, ann: User, cass: User) -> None:
    dora = make_member("Dora Page")
    page = reverse("socialmedia:keep_out_of_case", args=[case.pk])
    form = sign_in(Client(), ann).get(page).context["form"]
    assert form.initial == {"people": [cass.pk]}
    typed = {"people": [dora.pk], "seen": form.state}
    assert sign_in(Client(), ann).post(page, typed).status_code == 302
    assert list(case.kept_out.all()) == [dora]
    say(case, cass)
    forums_tasks.keep_out_newcomers()
    assert list(case.kept_out.all()) == [dora]
    assert refused(forums_cases.keep_out, case, people=[ann], by=ann) == [forums_rules.NOT_ONESELF]


def test_what_somebody_said_before_they_were_kept_out_is_forgotten(
    ann: User, cass: User, forum: Channel
) -> None:
    case = make_case(forum, ann, name="Grumpy Gull")
    say(case, cass)
    asked = Consultation.objects.get()
    assert forums_rules.views_of_others(case, ann) == 1
    forums_cases.keep_out(case, people=[cass], by=ann)
    assert ([view.user for view in asked.views.all()], forums_rules.views_of_others(case, ann)) == ([ann], 0)


def test_numbers_follow_no_order_so_that_no_gap_tells_of_it(ann: User, forum: Channel) -> None:
    numbers = [make_case(forum, ann, name=name).pk for name in ("kim", "sam", "lou")]
    apart = {abs(one - other) for one, other in pairwise(numbers)}
    assert (min(apart) > 1, min(numbers) >= 100_000_000) == (True, True)
