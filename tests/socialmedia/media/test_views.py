"""The library: uploaded, described, used in posts, removed; its files go to the team alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.time import clock
from socialmedia.media import reading, workflow
from socialmedia.media.films import NOT_UNDERSTOOD
from socialmedia.media.films import cleaned as cleaned_film
from socialmedia.media.models import MediaFile
from socialmedia.media.pictures import NO_PICTURE, cleaned
from socialmedia.media.tasks import remove_unneeded_media
from socialmedia.posts.models import Post
from tests.factories import sign_in
from tests.socialmedia.factories import make_channel, make_guidelines, make_member
from tests.socialmedia.media.factories import HERE, SAID, jpeg, make_medium, mp4
from tests.socialmedia.posts.factories import codes, planned, post_it, ready, write
from tests.socialmedia.posts.test_views import typed

pytestmark = pytest.mark.django_db
NEW = "/social/media/new/"


@pytest.fixture
def member() -> User:
    return make_member(channel=make_channel("Our page"))


@pytest.fixture
def client(member: User) -> Client:
    return sign_in(Client(), member)


def upload(client: Client, content: bytes, name: str = "door.jpg") -> Any:
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def by(user: User) -> Actor:
    return Actor.user(user, role="team")


def test_a_picture_is_cleaned_first_and_then_described(client: Client, member: User) -> None:
    response = upload(client, jpeg())
    row = MediaFile.objects.get()
    assert response.headers["Location"] == f"/social/media/{row.pk}/describe/"
    assert (row.described_at, row.uploaded_by, HERE in row.file.read()) == (None, member, False)
    state = client.get(f"/social/media/{row.pk}/describe/").context["form"].state
    client.post(f"/social/media/{row.pk}/describe/", {**SAID, "seen": state})
    row.refresh_from_db()
    assert (row.is_usable, row.rights, str(row)) == (
        True,
        "Sam Hollis: Somebody in the team made it for us",
        "The queue at the door",
    )


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "door.jpg", reading.EMPTY),
        (b"MZ" + bytes(99), "door.jpg", NO_PICTURE),
        (mp4(coder=b"gpmd"), "door.mp4", NOT_UNDERSTOOD),
        (bytes(reading.LARGEST + 1), "door.jpg", reading.TOO_LARGE),
    ],
)
def test_what_cannot_be_used_is_refused_beside_the_field(
    client: Client, content: bytes, name: str, said: str
) -> None:
    assert errors(upload(client, content, name)) == {"file": [said]}
    assert not MediaFile.objects.exists()


def test_what_a_file_is_called_does_not_matter(client: Client) -> None:
    upload(client, jpeg(), "../../etc/passwd.exe")
    upload(client, mp4(), "page.html")
    assert sorted(MediaFile.objects.values_list("kind", "suffix")) == [("film", ".mp4"), ("picture", ".jpg")]


def test_the_same_file_again_is_the_one_that_is_there(client: Client) -> None:
    row = make_medium()
    assert upload(client, jpeg()).headers["Location"] == f"/social/media/{row.pk}/"
    assert MediaFile.objects.count() == 1


def test_everything_is_asked_and_what_was_typed_stays(client: Client) -> None:
    row = make_medium(described=False)
    page = f"/social/media/{row.pk}/describe/"
    state = client.get(page).context["form"].state
    response = client.post(page, {**SAID, "alternative_text": "", "ground": "permission", "seen": state})
    assert errors(response) == {
        "alternative_text": ["“Description” is empty. Fill it in."],
        "ground_words": ["Say who gave permission and when, or which licence it has and where it says so."],
    }
    assert response.context["form"]["owner"].value() == "Sam Hollis"


def test_a_file_is_saved_and_never_opened_as_a_page(client: Client) -> None:
    picture, film = make_medium(), make_medium(found=cleaned_film(mp4()), title="The march")
    saved = client.get(f"/social/media/{picture.pk}/file/")
    assert {name: saved.headers[name] for name in ("Content-Type", "Content-Disposition")} == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": 'attachment; filename="the-queue-at-the-door.jpg"',
    }
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    small = client.get(f"/social/media/{picture.pk}/small/")
    assert (small.headers["Content-Type"], small.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    shown = client.get(f"/social/media/{film.pk}/file/")
    assert (shown.headers["Content-Type"], shown.content) == ("video/mp4", cleaned_film(mp4()).content)
    assert client.get(f"/social/media/{film.pk}/small/").status_code == 404
    assert Client().get(f"/social/media/{picture.pk}/file/").status_code == 302


def test_a_post_takes_rights_and_description_from_the_library(client: Client) -> None:
    row = make_medium()
    client.post("/social/posts/new/", typed(planned().channel, medium=row.pk))
    post = Post.objects.get()
    assert (post.medium, post.has_media, post.media_rights, post.alternative_text) == (
        row,
        True,
        row.rights,
        row.alternative_text,
    )
    assert {"image_rights", "alternative_text"} & set(codes(post)) == set()
    body = client.get(f"/social/posts/{post.pk}/").content.decode()
    assert f'src="/social/media/{row.pk}/small/"' in body


def test_what_nobody_described_cannot_be_chosen(client: Client) -> None:
    row = make_medium(described=False)
    response = client.post("/social/posts/new/", typed(planned().channel, medium=row.pk))
    assert list(errors(response)) == ["medium"]


def test_instagram_has_its_picture_from_the_library(client: Client) -> None:
    make_guidelines()
    channel = make_channel("Instagram page", platform="instagram")
    without = write(planned(channel), starts_elsewhere="Only there")
    client.post("/social/posts/new/", typed(channel, medium=make_medium().pk))
    with_one = Post.objects.exclude(medium=None).get()
    assert ("platform_limits" in codes(without), "platform_limits" in codes(with_one)) == (True, False)


def test_whoever_removes_it_reads_where_it_still_is(client: Client) -> None:
    row = make_medium()
    facts = {"media_rights": row.rights, "alternative_text": row.alternative_text}
    post = ready(planned(), medium=row, has_media=True, **facts)
    remove = f"/social/media/{row.pk}/remove/"
    before = client.get(remove).text
    post_it(post.variants.get(), link="https://facebook.com/ours/1")
    asked = client.get(remove).text
    client.post(remove, {"why": "Its maker asked us to."})
    after = client.get(f"/social/media/{row.pk}/").text
    assert "It is still on the platforms" not in before
    for page in (asked, after):
        assert page.index("It is still on the platforms") < page.index("https://facebook.com/ours/1")


def test_what_is_removed_holds_back_posts_that_have_it_and_its_file_is_gone(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    row = make_medium()
    facts = {"media_rights": row.rights, "alternative_text": row.alternative_text}
    post = ready(planned(), medium=row, has_media=True, **facts)
    place, storage = str(row.file.name), row.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/social/media/{row.pk}/remove/", {"why": "Its maker asked us to."})
    assert (storage.exists(place), codes(post)) == (False, ["image_rights"])
    assert client.get(f"/social/media/{row.pk}/file/").status_code == 404
    assert "Its maker asked us to." in client.get(f"/social/posts/{post.pk}/").content.decode()
    assert errors(upload(client, jpeg())) == {
        "__all__": [
            "This same file was removed from the library: Its maker asked us to. It cannot be added again."
        ]
    }


def test_another_picture_asks_for_another_check(member: User) -> None:
    post = ready(planned(), medium=make_medium(), has_media=True)
    before = codes(post)
    post.medium = make_medium(found=cleaned(jpeg("navy")))
    post.save()
    assert ("peer_checked" in before, "peer_checked" in codes(post)) == (False, False)
    make_guidelines(peer_checked="required")
    assert "peer_checked" in codes(post)


def test_what_nobody_describes_or_uses_goes_by_itself_and_may_come_back(member: User) -> None:
    long_ago = clock.now() - timedelta(days=800)
    left, unused = make_medium(described=False), make_medium(found=cleaned(jpeg("navy")))
    used, fresh = make_medium(found=cleaned(jpeg("red"))), make_medium(found=cleaned(jpeg("lime")))
    write(planned(), medium=used, has_media=True)
    MediaFile.objects.exclude(pk=fresh.pk).update(created_at=long_ago)
    assert remove_unneeded_media() == 2
    assert remove_unneeded_media() == 0
    assert set(MediaFile.objects.kept()) == {used, fresh}
    again = workflow.add(cleaned(jpeg("navy")), user=member, by=by(member))
    assert (again, again.removed_at, left.pk != again.pk) == (unused, None, True)


def test_the_library_is_searched_and_asks_no_more_for_more(client: Client) -> None:
    counts = []
    for colour in ("teal", "navy", "red"):
        make_medium(found=cleaned(jpeg(colour)), title=f"A {colour} door")
        with CaptureQueriesContext(connection) as asked:
            client.get("/social/media/")
        counts.append(len(asked))
    assert counts[0] == counts[2]
    found = client.get("/social/media/", {"q": "navy"}).context["page"]
    assert [str(row) for row in found] == ["A navy door"]
