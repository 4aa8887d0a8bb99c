"""Exports of everything: asked for, agreed to by a second person, recorded when written."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.locks import take_turns
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from . import emails, rules
from .models import Export, ExportRequest


@transaction.atomic
def ask(why: str, *, by: User) -> ExportRequest:
    take_turns(ExportRequest)
    allow(rules.why_not_ask(by, now=clock.now()))
    asked = ExportRequest.objects.create(by=by, why=why)
    outbox.post(*emails.asked(asked))
    return asked


@transaction.atomic
def decide(asked: ExportRequest, *, agreed: bool, by: User) -> ExportRequest:
    """The second person's yes or no."""
    asked = _lock(asked)
    now = clock.now()
    allow(rules.why_not_decide(asked, by, now=now))
    asked.decided_by = by
    asked.agreed_at, asked.declined_at = (now, None) if agreed else (None, now)
    asked.save()
    outbox.post(emails.decided(asked))
    return asked


@transaction.atomic
def stop(asked: ExportRequest, *, by: User) -> ExportRequest:
    """Nothing is written for this request any more, whoever asked and whoever agreed."""
    asked = _lock(asked)
    now = clock.now()
    allow(rules.why_not_stop(asked, by, now=now))
    asked.stopped_by, asked.stopped_at = by, now
    asked.save()
    outbox.post(*emails.stopped(asked))
    return asked


@transaction.atomic
def record(asked: ExportRequest, *, rows: int, files: int, sha256: str, by: User) -> Export:
    """That everything was written: before the folder gets its name, and told to all who may agree."""
    asked = _lock(asked)
    allow(rules.why_not_write(asked, by, now=clock.now()))
    export = Export.objects.create(request=asked, by=by, rows=rows, files=files, sha256=sha256)
    outbox.post(*emails.written(export))
    return export


def _lock(asked: ExportRequest) -> ExportRequest:
    return ExportRequest.objects.select_for_update(of=("self",)).select_related("by").get(pk=asked.pk)
