"""A picture goes from a telephone into the library, and with its description into a post."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser_pages import desk_and_phone, look_at
from tests.journeys.steps import arrive, be, go_on
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.media.factories import SAID, jpeg
from tests.socialmedia.posts.factories import planned, ready

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@desk_and_phone()
def test_a_picture_is_added_described_and_published_with_its_words(
    page: Page, site: str, tmp_path: Path
) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        be(page, site, make_member("Sam Hollis", channel=ours))
        add_a_picture(page, site, tmp_path)
        post = ready(planned(ours))
        post.medium_id, post.has_media = int(page.url.split("/")[-2]), True
        post.media_rights, post.alternative_text = "Sam Hollis", SAID["alternative_text"]
        post.save()
        page.goto(f"{site}/social/posts/{post.pk}/out/{post.variants.get().pk}/")
        expect(page.get_by_role("img", name=SAID["alternative_text"])).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save the picture").click()
        assert saved.value.suggested_filename == "the-queue-at-the-door.jpg"
        look_at(page)


def add_a_picture(page: Page, site: str, folder: Path) -> None:
    file = folder / "IMG_0042.JPG"
    file.write_bytes(jpeg(size=(800, 600)))
    page.goto(f"{site}/social/media/")
    look_at(page)
    page.get_by_role("link", name="Add a picture or film").click()
    look_at(page)
    page.get_by_label("Picture or film").set_input_files(file)
    go_on(page)
    arrive(page, "Describe the picture or film")
    go_on(page, "Save")
    expect(page.get_by_role("link", name="“Description” is empty. Fill it in.")).to_be_visible()
    look_at(page)
    page.get_by_label("Name", exact=True).fill(SAID["title"])
    page.get_by_label("Description").fill(SAID["alternative_text"])
    page.get_by_label("Whose is it?").fill(SAID["owner"])
    page.get_by_label("Somebody in the team made it for us").check()
    page.get_by_label("A crowd at a public event").check()
    go_on(page, "Save")
    expect(page.get_by_text("Saved. Posts can use it now.")).to_be_visible()
    look_at(page)
