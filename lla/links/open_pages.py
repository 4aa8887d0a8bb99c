"""What an emailed link has opened in a browser for a while: kept in its session, with the moment it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lla.time import clock


@dataclass(frozen=True, slots=True)
class OpenPage:
    """One kind of page: `name` is its key in the session and in the setting of how long it stays open."""

    name: str

    def open(self, request: HttpRequest, **facts: Any) -> None:
        """Open it in this browser; `facts` say whose page it is."""
        if request.session.session_key:  # a new session is given its key when it is saved
            request.session.cycle_key()
        until = clock.now() + timedelta(minutes=settings.EMAILED_PAGES_OPEN_FOR[self.name])
        request.session[self.name] = {**facts, "until": until.isoformat()}

    def close(self, request: HttpRequest) -> None:
        request.session.pop(self.name, None)

    def facts(self, request: HttpRequest) -> dict[str, Any] | None:
        """Whose page is open in this browser; None when none is, or no longer."""
        facts: dict[str, Any] | None = request.session.get(self.name)
        return facts if facts and datetime.fromisoformat(facts["until"]) > clock.now() else None

    def until(self, request: HttpRequest) -> datetime:
        """When the page that is open here closes."""
        return datetime.fromisoformat(request.session[self.name]["until"])
