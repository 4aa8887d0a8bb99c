"""Where a post is: its own address, and the one that is put right."""

from django.test import Client

from socialmedia.channels.models import Channel
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
