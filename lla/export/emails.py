"""The emails about exports of everything: to all who may ask and agree, so that none leaves unseen."""

from typing import Any

from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import Export, ExportRequest
from .rules import holders


def asked(request: ExportRequest) -> list[Email]:
    """To everybody who may be the second person."""
    page = page_address("admin:lla_exportrequest_change", request.pk)
    others = [user for user in holders() if user != request.by]
    return [_email("export_asked", request, to=user, page=page) for user in others]


def decided(request: ExportRequest) -> Email:
    return _email("export_agreed" if request.agreed_at else "export_declined", request, to=request.by)


def stopped(request: ExportRequest) -> list[Email]:
    return [_email("export_stopped", request, to=user) for user in holders() if user != request.stopped_by]


def written(export: Export) -> list[Email]:
    return [_email("export_written", export.request, to=user, export=export) for user in holders()]


def _email(name: str, request: ExportRequest, *, to: Any, **context: Any) -> Email:
    context = {"asked": request, "until": request.open_until, **context}
    return compose(f"lla/{name}", context, to=to)
