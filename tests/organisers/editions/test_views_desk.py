"""The organiser's pages of editions: what became of each copy, and what is left to do."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.accounts.models import User
from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words
from organisers.consents.workflow import Wishes
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts.models import Contact
from organisers.editions import workflow as editions_workflow
from organisers.groups.models import Group
from tests.factories import sign_in
from tests.organisers.consents.factories import save_page
from tests.organisers.editions.test_workflow import HERE, copy_for, open_copy
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.lists.factories import make_circulated

pytestmark = pytest.mark.django_db


def test_what_became_of_each_copy_is_told(client: Client, organiser: User, hull: Group, selby: Group) -> None:
    make_circulated(hull, selby)
    make_circulated(selby, hull)
    edition = editions_workflow.freeze(make_region(), by=organiser)
    sign_in(client, organiser)
    page = f"{HERE}{edition.number}/"
    assert marks(client, page) == ["Not sent", "Not sent"]
    client.post(f"{page}send/")
    Email.objects.filter(about=f"copy {copy_for(edition, hull).pk}").update(failed_at=clock.now())
    assert marks(client, page) == ["Not delivered", "Sent"]
    open_copy(Client(), copy_for(edition, selby))
    assert marks(client, page) == ["Not delivered", "Opened"]
    save_page(Contact.objects.get(group=hull), Wishes())
    assert marks(client, page) == ["Not delivered", "Recalled"]


def test_the_desk_says_what_is_left_of_the_quarters_edition(
    client: Client, organiser: User, hull: Group, selby: Group
) -> None:
    kim = make_circulated(hull, selby)
    make_circulated(selby, hull)
    sign_in(client, organiser)
    left = [circulation_left(client)]
    edition = editions_workflow.freeze(make_region(), by=organiser)
    left.append(circulation_left(client))
    client.post(f"{HERE}1/send/")
    left.append(circulation_left(client))
    contact_page_workflow.withdraw(kim)
    left.append(circulation_left(client))
    assert "Every copy has been recalled" not in client.get(f"{HERE}1/").content.decode()
    save_page(Contact.objects.get(group=selby), Wishes())
    left.append(circulation_left(client))
    assert left == [
        [("Send this quarter’s edition of the directory.", HERE)],
        [("The directory has been made but not sent: send the copies.", f"{HERE}{edition.number}/")],
        [],
        [("1 group’s copy of the directory was recalled: prepare a new edition.", f"{HERE}new/")],
        [("2 groups’ copies of the directory were recalled: prepare a new edition.", f"{HERE}new/")],
    ]
    page = client.get(f"{HERE}1/").content.decode()
    assert ("Every copy has been recalled" in page, "has been sent their copy" in page) == (True, False)


def test_an_edition_that_a_colleague_has_just_made_is_not_made_again_unasked(
    client: Client, organiser: User, hull: Group
) -> None:
    """Their page is shown anew with who made it; from there another can be made."""
    older = button(sign_in(client, organiser))
    edition = editions_workflow.freeze(make_region(), by=make_organiser(name="Edmund Carrow"))
    page = client.post(f"{HERE}new/{older}", follow=True)
    made = moment_in_words(edition.frozen_at)
    assert [str(message) for message in page.context["messages"]] == [
        f"Edmund Carrow made edition 1 on {made}, after you opened this page. Make another one only if you "
        "need it."
    ]
    assert make_region().editions.count() == 1
    client.post(f"{HERE}new/{button(client)}")
    assert make_region().editions.count() == 2


def button(client: Client) -> str:
    """Where the button that makes an edition leads."""
    (address,) = re.findall(r'action="(\?seen=[0-9]+)"', client.get(f"{HERE}new/").content.decode())
    return str(address)


def circulation_left(client: Client) -> list[tuple[str, str]]:
    """What the desk's "do next" says of the directory, and where it leads."""
    tasks = client.get("/regions/yorkshire-and-the-humber/desk/").context["tasks"]
    return [(task.words, task.url) for task in tasks if "editions" in task.url]


def test_one_email_is_one_email(client: Client, organiser: User, hull: Group, selby: Group) -> None:
    make_circulated(hull, selby)
    editions_workflow.freeze(make_region(), by=organiser)
    sign_in(client, organiser)
    page = client.post(f"{HERE}1/send/", follow=True).content.decode()
    assert "1 email with a link has been sent." in page


def marks(client: Client, page: str) -> list[str]:
    return [track.mark[0] for track in client.get(page).context["tracks"]]


def test_pages_ask_the_same_number_of_questions_however_many_groups_there_are(
    client: Client, organiser: User, hull: Group
) -> None:
    sign_in(client, organiser)
    counts = []
    for _ in range(2):
        for _ in range(2):
            make_circulated(make_group(), hull)
        edition = editions_workflow.freeze(make_region(), by=organiser)
        editions_workflow.circulate(edition, by=organiser)
        counts.append([queries(client, f"{HERE}{page}") for page in ("", "new/", f"{edition.number}/")])
    assert counts[0] == counts[1]


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)
