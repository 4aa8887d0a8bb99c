"""Names in what everybody is to read of a month are asked about once."""

from datetime import date

import pytest
from django.test import Client

from lla.acts.actors import SYSTEM
from lla.forms.asking_once import SURE
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report
from socialmedia.team.choices import Role
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import make_case, make_forum

pytestmark = pytest.mark.django_db
ADDRESS = "/social/reports/2026-01/publish/"


def test_words_that_name_one_of_us_or_somebody_with_a_case_are_asked_about_once() -> None:
    report = Report.objects.create(month=date(2026, 1, 1), opening="Buses.")
    reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)
    manager = make_member("Roisin Tarrant", Role.MANAGER)
    make_case(make_forum("Debate"), manager, name="Bryn Tolliver")
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    typed = {"words": "Roisin Tarrant worked hard. Bryn Tolliver was warned."}
    asked = client.post(ADDRESS, typed)
    assert dict(asked.context["form"].errors) == {
        "words": [
            "These words may name Roisin Tarrant and Bryn Tolliver. Leave the names out, or publish it again "
            "as it is."
        ]
    }
    report.refresh_from_db()
    assert not report.public_words
    client.post(ADDRESS, {**typed, SURE: asked.context["form"][SURE].value()})
    report.refresh_from_db()
    assert report.public_words.startswith("Roisin Tarrant worked hard.")


def test_words_without_names_are_published_at_once() -> None:
    report = Report.objects.create(month=date(2026, 1, 1), opening="Buses.")
    reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    assert client.post(ADDRESS, {"words": "We wrote about buses."}).status_code == 302
