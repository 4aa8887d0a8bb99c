"""An email of every kind there is, for tests that hold all of them to the same rules."""

from collections.abc import Callable
from typing import Any

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.emails.models import Email
from lla.export import emails as export_emails
from lla.export import workflow as export_workflow
from lla.export.models import Export, ExportRequest
from lla.sign_in.adapters import AccountAdapter
from lla.subjects import workflow
from tests.factories import make_staff, make_user
from tests.motions import every_email as motions
from tests.organisers import every_email as organisers
from tests.socialmedia import every_email as socialmedia


def _signing_in(name: str, **context: Any) -> Callable[[], Email]:
    """What allauth asks for; it is posted, so the row is taken back out."""

    def build() -> Email:
        AccountAdapter().send_mail(f"account/email/{name}", "kim@example.org", context)
        email = Email.objects.latest("pk")
        Email.objects.filter(pk=email.pk).delete()
        return Email(**{field.attname: getattr(email, field.attname) for field in Email._meta.fields[1:]})

    return build


def _about_data(act: Callable[..., object], **how: str) -> Callable[[], Email]:
    def build() -> Email:
        kim = make_user("kim@example.org", "Kim Teasel")
        act(kim.email, why="They asked.", by=make_user(), **how)
        email = Email.objects.latest("pk")
        email.pk = None
        return email

    return build


def _about_export(compose: Callable[[Export], Email]) -> Callable[[], Email]:
    def build() -> Email:
        lead, chair = (make_staff(name=name, groups=(DATA_PROTECTION_LEAD,)) for name in ("Kim", "Kit"))
        asked = export_workflow.ask("move", by=lead)
        export_workflow.decide(asked, agreed=True, by=chair)
        return compose(Export(request=asked, by=lead, rows=4321, files=12, sha256="3f9a" * 16))

    return build


OWN: dict[str, Callable[[], Email]] = {
    "lla/login_code": _signing_in("login_code", code="4711-0815"),
    "lla/recovery_codes_generated": _signing_in("recovery_codes_generated"),
    "lla/totp_activated": _signing_in("totp_activated"),
    "lla/totp_deactivated": _signing_in("totp_deactivated"),
    "lla/webauthn_added": _signing_in("webauthn_added"),
    "lla/webauthn_removed": _signing_in("webauthn_removed"),
    "lla/export_asked": _about_export(lambda export: export_emails.asked(export.request)[0]),
    "lla/export_agreed": _about_export(
        lambda export: export_emails.decided(ExportRequest.objects.get(pk=export.request.pk))
    ),
    "lla/export_stopped": _about_export(
        lambda export: export_emails.stopped(export_workflow.stop(export.request, by=export.by))[0]
    ),
    "lla/export_declined": _about_export(lambda export: export_emails.decided(export.request)),
    "lla/export_written": _about_export(lambda export: export_emails.written(export)[0]),
    "lla/subject_erased": _about_data(workflow.erase),
    "lla/subject_taken": _about_data(workflow.take, format="json", address="203.0.113.9"),
}
BUILDERS: dict[str, Callable[[], Email]] = {
    **OWN,
    **motions.BUILDERS,
    **organisers.BUILDERS,
    **socialmedia.BUILDERS,
}
