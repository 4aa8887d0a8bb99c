"""Where a post is: its own address, and the one that is put right."""

from django.test import Client

from socialmedia.channels.models import Channel, Platform
from socialmedia.posts import rules
from socialmedia.posts.choices import PostAct
from socialmedia.record.models import SocialEvent
from tests.socialmedia.posts.factories import ready
from tests.socialmedia.posts.test_views import client, errors, member, now, pytestmark  # noqa: F401


def test_the_address_of_a_post_is_its_own_and_is_corrected_on_record(client: Client) -> None:  # noqa: F811
    post = ready()
    (variant,) = post.variants.all()
    channel, address = variant.channel, f"/social/posts/{post.pk}/out/{variant.pk}/"
    said = f"This is the address of {channel} and not of the post. Open the post there, and copy its own."
    Channel.objects.update(address="https://www.facebook.com/ours")
    for no_post in ("https://facebook.com/", "www.facebook.com", "facebook.com/Ours", "m.facebook.com/ours/"):
        assert errors(client.post(address, {"link": no_post}))["__all__"] == [said]
    too_early = client.post(address, {"link": "https://facebook.com/ours/2", "correct": "1"})
    client.post(address, {"link": "https://facebook.com/ours/1"})
    assert address in client.get(f"/social/posts/{post.pk}/").text
    wrong = client.post(address, {"link": "https://facebook.com/", "correct": "1"})
    client.post(address, {"link": "https://facebook.com/ours/2", "correct": "1"})
    variant.refresh_from_db()
    event = SocialEvent.objects.latest("pk")

    assert errors(too_early)["__all__"] == ["It has not been posted yet."]
    assert errors(wrong)["__all__"] == [said]
    assert variant.link == "https://facebook.com/ours/2"
    assert (event.act, event.remark.words) == (PostAct.LINK_CORRECTED, "https://facebook.com/ours/1")


def test_an_address_of_another_account_is_asked_about(client: Client) -> None:  # noqa: F811
    """It is not refused: one account may have an address with its name and one with its number."""
    said = []
    for link in ("https://facebook.com/ours/posts/1", "https://facebook.com/theirs/posts/1"):
        (variant,) = ready().variants.all()
        Channel.objects.update(address="https://www.facebook.com/ours")
        address = f"/social/posts/{variant.post_id}/out/{variant.pk}/"
        response = client.post(address, {"link": link}, follow=True)
        said.append([str(message) for message in response.context["messages"]])
    marked = "Marked as posted on Our facebook page."
    question = "Is it the right post? Its address is of facebook.com/theirs, and Our facebook page is"
    assert said == [[marked], [marked, f"{question} facebook.com/ours."]]


def test_what_is_on_another_platform_is_no_post_of_one_without_sites_of_its_own() -> None:
    (variant,) = ready().variants.all()
    Platform.objects.filter(pk=variant.channel.platform_id).update(hosts=[])
    variant.channel.platform.refresh_from_db()
    assert [
        rules.why_not_lie_at(variant, link=link)
        for link in ("https://x.com/ours/status/1", "https://social.example.org/@ours/1")
    ] == [["This address is on Twitter (X), and not on Facebook."], []]
