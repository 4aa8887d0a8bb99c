"""Forms take what people type, clean it without losing it, and refuse in sentences."""

import re
from datetime import date, time
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from lla.addresses.typos import likely_meant
from lla.desk.site import MomentWidget
from lla.forms.address_fields import AddressField, WebAddressField
from lla.forms.base import Form, Honeypot
from lla.forms.fields import Bounded, FormattedTextField, NumberField, OneLineField, TextField
from lla.forms.time_fields import DayField, HourField, KnownDayField, MomentField
from lla.time.parsing import moment
from lla.words.cleaning import composed, one_line


class Card(Honeypot, Form):
    name = OneLineField(label="Your name", max_length=20)
    note = TextField(label="Note", required=False, max_length=1000)


def errors(**typed: str) -> dict[str, list[str]]:
    return {name: [str(word) for word in said] for name, said in Card(typed).errors.items()}


def test_names_are_composed_and_their_spaces_plain() -> None:
    form = Card({"name": " Zoe\u0308\u00a0\u2009 O\u2019Neill\u200b ", "note": ""})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Zoë O’Neill"


@pytest.mark.parametrize(
    "name", ["Kim\nBcc: all@example.org", "Kim\r\n", "Ki\x07m", "Kim\x85Marsh", "Kim\u2028Marsh"]
)
def test_a_name_of_many_lines_is_refused_in_words(name: str) -> None:
    found = errors(name=name + "x")
    assert found == {"name": ["Write this on one line, without line breaks or control characters."]}


def test_marks_that_turn_a_line_around_are_dropped_and_joiners_stay() -> None:
    assert one_line("abc\u202edef\u2066ghi\u00ad") == "abcdefghi"
    assert one_line("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


def test_an_empty_field_and_a_long_one_say_so() -> None:
    assert errors(name="  ") == {"name": ["“Your name” is empty. Fill it in."]}
    assert errors(name="n" * 21) == {"name": ["This has 21 characters. The limit is 20."]}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\u0f73" * 110_000, "This has 110000 characters. The limit is 1000."),
        ("a\r\n" * 501, "This has 1002 characters. The limit is 1000."),
    ],
    ids=["marks", "lines"],
)
def test_a_text_that_is_too_long_is_refused_before_anything_is_done_with_it(typed: str, said: str) -> None:
    assert errors(name="Kim", note=typed) == {"note": [said]}


def test_a_text_of_too_many_lines_or_signs_is_refused_in_words() -> None:
    field = TextField()
    for typed, said in (
        ("a\n" * 3_001, "This has 3001 lines. The limit is 3000."),
        ("[" * 10_001, f"This has 10001 signs such as * and [, {MAKE_BOLD}. The limit is 10000."),
    ):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages == [said]


MAKE_BOLD = "which make words bold or a link"


def test_every_field_for_typed_words_looks_at_their_length_first() -> None:
    typed = (forms.CharField, forms.DateField, forms.TimeField, forms.IntegerField)
    loose = [kind for kind in below(forms.Field) if issubclass(kind, typed) and not issubclass(kind, Bounded)]
    assert [kind.__qualname__ for kind in loose if kind.__module__.split(".")[0] in PACKAGES] == []
    fields = (OneLineField(), TextField(), AddressField(), DayField(), HourField(), WebAddressField())
    for field in (*fields, NumberField(most=9)):
        with pytest.raises(forms.ValidationError, match="The limit is"):
            field.clean("9" * 1_000_000)


def refused(field: forms.Field, typed: Any) -> list[str]:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(typed)
    return refusal.value.messages


@pytest.mark.parametrize(
    "typed",
    [
        "6 April 2027",
        "6th April 2027",
        "6th of April, 2027",
        "Tuesday 6 Apr. 2027",
        "Tue, 6 apr 2027",
        "April 6, 2027",
        "06/04/2027",
        "6/4/27",
        "2027-04-06",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2027, 4, 6)


def test_september_has_two_short_names() -> None:
    assert {DayField().clean(f"6 {month} 2027") for month in ("Sep", "Sept", "Sept.", "September")} == {
        date(2027, 9, 6)
    }


@pytest.mark.parametrize(("typed", "bound"), [
    ("31 December 1999", "before 2000"), ("1/2/99", "before 2000"), ("0027-04-06", "before 2000"),
    ("1 January 2101", "after 2100"), ("9999-12-31", "after 2100"),
])  # fmt: skip
def test_a_year_that_can_only_be_a_slip_is_refused(typed: str, bound: str) -> None:
    assert refused(DayField(), typed) == [f"Check the day: the year cannot be {bound}."]


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("6pm", time(18)),
        ("6 P.M.", time(18)),
        ("6.30 pm", time(18, 30)),
        ("6:30pm", time(18, 30)),
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("1830", time(18, 30)),
        ("12 am", time(0)),
        ("noon", time(12)),
    ],
)
def test_an_hour_is_read_as_people_write_it(typed: str, hour: time) -> None:
    assert HourField().clean(typed) == hour


def test_a_day_and_an_hour_typed_wrongly_come_back_as_they_were_typed() -> None:
    class When(Form):
        day = DayField(label="Day")
        hour = HourField(label="Hour")

    page = render_crispy_form(When({"day": "6 Aprl", "hour": "6ish"}))
    assert ['value="6 Aprl"' in page, 'value="6ish"' in page, 'type="time"' in page] == [True, True, False]


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (
            date(2027, 3, 28),
            time(1, 30),
            "There is no 1.30 am on Sunday 28 March 2027: the clocks go forward that night, from 1 am to "
            "2 am. Choose another time.",
        ),
        (
            date(2027, 10, 31),
            time(1),
            "1 am on Sunday 31 October 2027 happens twice: the clocks go back that night, from 2 am to 1 am. "
            "Choose a time before 1 am or from 2 am.",
        ),
    ],
)
def test_an_hour_that_the_clocks_leave_out_or_repeat_is_refused(day: date, hour: time, said: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        moment(day, hour)
    assert refusal.value.messages == [said]
    assert refused(MomentField(), [str(day), str(hour)]) == [said]
    for clear in (time(0, 59), time(2)):
        assert MomentField().clean([str(day), str(clear)]) == moment(day, clear)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("example.org/news", "https://example.org/news"),
        ("http://example.org:8080/a_(b)?c=d#e", "http://example.org:8080/a_(b)?c=d#e"),
        ("https://example.org/@hull", "https://example.org/@hull"),
    ],
)
def test_a_web_address_is_taken_as_it_is_pasted(typed: str, kept: str) -> None:
    assert WebAddressField().clean(typed) == kept


NO_LINK = "Enter a whole web address, such as https://www.example.org/news."
NOBODYS_LINK = "This address leads to a machine that readers cannot reach. Give the one that everybody opens."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "https://user:pw@example.org/",
            "This address hides where it leads. Remove everything before the @.",
        ),
        (
            "https://facebook.com@example.org/",
            "This address hides where it leads. Remove everything before the @.",
        ),
        ("https://example.org/a\x00b", NO_LINK),
        ("https://example.org\\@facebook.com/", NO_LINK),
        ("ftp://example.org/", NO_LINK),
        ("javascript:alert(1)", NO_LINK),
        ("not a link", NO_LINK),
        ("https://example.org/" + "a" * 700, "This has 720 characters. The limit is 500."),
        ("http://10.0.0.7/minutes", NOBODYS_LINK),
    ],
)
def test_a_web_address_that_hides_or_breaks_something_is_refused(typed: str, said: str) -> None:
    assert refused(WebAddressField(), typed) == [said]


def test_there_is_one_field_for_a_web_address() -> None:
    kinds = [kind for kind in below(forms.URLField) if kind.__module__.split(".")[0] in PACKAGES]
    assert {kind.__name__ for kind in kinds} == {"WebAddressField", "SharedAddressField", "DecisionLinkField"}
    assert all(issubclass(kind, WebAddressField) for kind in kinds)


PACKAGES = {"lla", "organisers", "motions", "socialmedia"}


def below(kind: Any) -> list[Any]:
    return [deeper for child in kind.__subclasses__() for deeper in (child, *below(child))]


def test_marks_heaped_on_one_email_are_kept_up_to_thirty() -> None:
    assert composed("e" + "\u0301" * 40) == "é" + "\u0301" * 29
    assert composed("x" + "\u0f73" * 40 + "y") == "x" + "\u0f71" * 30 + "y"
    assert composed("ti\u1ebf\u0323ng Vi\u1ec7t") == composed("tie\u0302\u0301\u0323ng Vie\u0323\u0302t")


@given(st.text(st.characters(categories=["Mn", "Lo", "Ll", "So"]), max_size=120))
def test_composing_again_changes_nothing(text: str) -> None:
    assert composed(composed(text)) == composed(text)


def test_a_text_with_more_points_than_can_be_drawn_says_so() -> None:
    class Long(Form):
        notes = FormattedTextField(label="Notes")

    form = Long({"notes": "- a\n" * 2_001})
    assert form.errors == {"notes": ["This has 2,001 paragraphs, headings and points. The limit is 2,000."]}


def test_a_text_keeps_its_lines_in_the_canonical_form() -> None:
    assert FormattedTextField().clean("• one\r\n• two\u00a0three\x00") == "- one\n- two three"


def test_a_message_is_kept_as_it_was_typed_but_for_what_nobody_sees() -> None:
    typed = "• one, b*llocks and sh*t \r\n10. two\u00a0three\x00\r\n\r\n\r\n2027. It ended\n"
    form = Card({"name": "Kim", "note": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"] == "• one, b*llocks and sh*t\n10. two three\n\n2027. It ended"


def test_the_trap_is_drawn_off_screen_and_whoever_fills_it_is_told() -> None:
    assert 'class="field trap"' in render_crispy_form(Card())
    caught = Card({"name": "Kim", "website": "https://example.org"})
    page = render_crispy_form(caught)
    sentence = "Leave this field blank and send the form again. It is there to stop programs."
    assert dict(caught.errors.items()) == {"website": [sentence]}
    assert ("trap" in page, page.count(sentence), 'value="Kim"' in page) == (False, 2, True)


def test_a_form_is_drawn_without_its_own_form_tag_and_with_its_errors_on_top() -> None:
    page = render_crispy_form(Card({"name": ""}))
    assert ("<form" in page, 'href="#id_name"' in page, " required" in page) == (False, True, False)


def test_markup_that_was_typed_comes_back_as_text() -> None:
    page = render_crispy_form(Card({"name": '"><script>alert(1)</script>' * 2}))
    assert "<script" not in page


@given(typed=st.dictionaries(st.sampled_from(["name", "note", "website"]), st.text(max_size=200)))
def test_whatever_is_typed_is_taken_or_refused_and_comes_back(typed: dict[str, str]) -> None:
    form = Card(typed)
    if form.is_valid():
        assert "\n" not in form.cleaned_data["name"]
    else:
        for name, value in typed.items():
            assert form[name].value() == value


def test_cleaning_a_line_again_changes_nothing() -> None:
    @given(st.text())
    def holds(text: str) -> None:
        once = one_line(text)
        assert (one_line(once), "\n" in once, "\r" in once) == (once, False, False)

    holds()


def test_a_field_that_has_its_own_words_for_emptiness_keeps_them() -> None:
    class Own(Form):
        mail: Any = forms.EmailField(error_messages={"required": "We need an address to write to."})

    assert Own({}).errors["mail"] == ["We need an address to write to."]


class Asked(Form):
    email = AddressField(label="Your email address")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gmail.con", "ana@gmail.com"),
        ("ana@GMAI.com", "ana@gmail.com"),
        ("ana@gmail.co.uk", "ana@gmail.com"),
        ("ana@hotmial.co.uk", "ana@hotmail.co.uk"),
        ("ana@hotmail.couk", "ana@hotmail.co.uk"),
        ("ana@selbyleft.orguk", "ana@selbyleft.org.uk"),
        ("ana@gmail.com", ""),
        ("ana@ymail.com", ""),
        ("ana@example.org", ""),
    ],
)
def test_a_likely_slip_in_an_address_is_known(typed: str, meant: str) -> None:
    assert likely_meant(typed) == meant


def test_a_likely_slip_is_asked_about_once_and_then_taken_as_meant() -> None:
    first = Asked({"email": "ana@gmial.com"})
    page = render_crispy_form(first)
    sentence = (
        "“ana@gmial.com”: did you mean ana@gmail.com? Correct it, or send the form again if it is right."
    )
    assert first.errors == {"email": [sentence]}
    assert '<input type="hidden" name="email-asked" value="ana@gmial.com">' in page
    again = Asked({"email": "ana@gmial.com", "email-asked": "ana@gmial.com"})
    assert (again.errors, again.cleaned_data) == ({}, {"email": "ana@gmial.com"})
    another = Asked({"email": "ana@gmal.com", "email-asked": "ana@gmial.com"})
    assert list(another.errors) == ["email"]
    corrected = Asked({"email": "ana@gmail.com", "email-asked": "ana@gmial.com"})
    assert (corrected.errors, "email-asked" in render_crispy_form(corrected)) == ({}, False)


class Remembered(Form):
    passed_on = KnownDayField(label="When?")


def boxes(day: str, month: str, year: str) -> Remembered:
    return Remembered({"passed_on_day": day, "passed_on_month": month, "passed_on_year": year})


@pytest.mark.parametrize("typed", [("6", "4", "2027"), (" 06", "04 ", "27"), ("6th", "April", "2027")])
def test_a_remembered_day_is_typed_into_three_boxes(typed: tuple[str, str, str]) -> None:
    form = boxes(*typed)
    assert form.is_valid()
    assert form.cleaned_data["passed_on"] == date(2027, 4, 6)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("6", "", "2027"), "Enter the month too."),
        (("6", " ", ""), "Enter the month and the year too."),
        (("31", "6", "2027"), "Enter a real date, such as 6 April 2027."),
        (("6\n7", "4", "2027"), "Enter a real date, such as 6 April 2027."),
        (("", "", ""), "“When?” is empty. Fill it in."),
    ],
)
def test_what_is_wrong_with_a_remembered_day_is_said_and_the_boxes_keep_it(
    typed: tuple[str, str, str], said: str
) -> None:
    form = boxes(*typed)
    assert form.errors == {"passed_on": [said]}
    shown = render_crispy_form(form)
    kept = [f'value="{part}"' for part in typed if part.strip() and "\n" not in part]
    assert [words for words in kept if words not in shown] == []


def test_a_remembered_day_that_came_whole_stands_in_its_boxes() -> None:
    shown = render_crispy_form(Remembered({"passed_on": "2027-04-06"}))
    assert [f'value="{part}"' in shown for part in ("6", "4", "2027")] == [True] * 3


def test_a_moment_shown_to_the_minute_does_not_count_as_changed() -> None:
    evening = moment(date(2027, 4, 6), time(18, 58, 12))

    class Inline(Form):
        at = MomentField(widget=MomentWidget(), initial=evening, show_hidden_initial=True)

    shown = str(Inline()["at"])
    typed = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', re.sub(r' type="[^"]*"', "", shown)))
    assert len(typed) == 4
    assert not Inline(typed).has_changed()
