"""Fields of email addresses, web addresses and telephone numbers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from lla.addresses import email, telephone, web
from lla.addresses.model_fields import validate_mailbox
from lla.addresses.typos import likely_meant
from lla.forms.fields import Bounded


class AddressInput(forms.EmailInput):
    """An input that carries along which addresses in it have been asked about already."""

    template_name = "forms/widgets/addresses.html"
    sent = ""
    asking: str | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.sent = data.get(asked_name(name), "")
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        asked = {"name": asked_name(name), "value": self.sent if self.asking is None else self.asking}
        return {**context, "asked": asked}

    def ask_about_slips(self, addresses: Iterable[str]) -> None:
        """Ask once about addresses that look mistyped; whoever sends them unchanged means them."""
        meant = {address: likely for address in addresses if (likely := likely_meant(address))}
        self.asking = " ".join(meant)
        if meant and self.asking != self.sent:
            raise ValidationError([SLIP.format(address=typed, meant=meant[typed]) for typed in meant])


class AddressesInput(AddressInput, forms.Textarea):
    """Many addresses, on lines of their own."""

    template_name = "forms/widgets/addresses_area.html"


class AddressField(Bounded, forms.EmailField):
    """One email address. A likely slip is asked about, but where an address is only looked up."""

    widget = AddressInput
    default_validators = [validate_mailbox]

    def __init__(self, *, looked_up: bool = False, **options: Any) -> None:
        super().__init__(max_length=email.LONGEST, **options)
        self.looked_up = looked_up
        self.widget.attrs.update(autocomplete="email", spellcheck="false")

    def to_python(self, value: Any) -> str:
        return email.canonical(email.bare(super().to_python(value) or ""))

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if not self.looked_up:
            widget: Any = self.widget
            widget.ask_about_slips([address])
        return address


def asked_name(name: str) -> str:
    """Under which name a form says which addresses of a field have been asked about."""
    return f"{name}-asked"


SLIP = "“{address}”: did you mean {meant}? Correct it, or send the form again if it is right."


class WebAddressField(Bounded, forms.URLField):
    """An address on the web that shows where it leads; without its beginning it is taken as https."""

    def __init__(self, *, max_length: int = 500, **options: Any) -> None:
        messages = {"invalid": web.NO_ADDRESS} | options.pop("error_messages", {})
        super().__init__(max_length=max_length, assume_scheme="https", error_messages=messages, **options)
        self.widget.attrs.update(spellcheck="false", autocomplete="off")

    def run_validators(self, value: str) -> None:
        """One sentence on what is wrong with an address, however many checks it fails."""
        if value and (reason := web.why_not(value)):
            raise ValidationError(reason if reason == web.HIDES else self.error_messages["invalid"])
        super().run_validators(value)
        if value and not web.is_public(value) and not web.is_of(value, settings.ORGANISATION["url"]):
            raise ValidationError(web.UNREACHABLE)


class SharedAddressField(WebAddressField):
    """An address as other programs share it: in a sentence, perhaps, with what tracks its reader."""

    def to_python(self, value: Any) -> str:
        typed = str(value or "").strip()
        return web.without_tracking(super().to_python(web.first_in(typed) or typed))


class PhoneField(Bounded, forms.CharField):
    """A telephone number as people write it; kept in one international form, shown as it is dialled."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=telephone.LONGEST_TYPED, **options)
        self.widget.attrs.update(autocomplete="tel", inputmode="tel")

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return telephone.read(typed) if typed else ""
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None
