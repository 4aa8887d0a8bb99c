"""The web app manifest: a telephone that has put this site on its screen can share links to it."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PAPER = "#fbf8f3"  # as in static/css/tokens.css
SIZES = (192, 512)


@require_safe
@cache_control(public=True, max_age=86400)
def webmanifest(request: HttpRequest) -> JsonResponse:
    """It holds no person's data, so browsers fetch it without signing in."""
    organisation = settings.ORGANISATION
    icons = [
        {
            "src": static(f"icons/emblem-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in SIZES
    ]
    manifest = {
        "id": "/",
        "name": organisation["name"],
        "short_name": organisation["short_name"],
        "lang": "en-GB",
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": organisation["accent"],
        "icons": icons,
        "share_target": {
            "action": reverse("socialmedia:share"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
