"""A version's figures are kept and read back whole, and have to fit together."""

from dataclasses import fields, replace

from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.parameters import Parameters, about, why_not_parameters


def test_figures_are_read_back_as_they_were_kept() -> None:
    given = replace(Parameters(), posts_most=7, keyword_filters=Duty.REQUIRED)
    kept = given.stored()
    assert (Parameters.of(kept), type(kept["keyword_filters"])) == (given, str)


def test_a_figure_that_a_version_did_not_know_has_its_default_and_a_forgotten_one_is_passed_over() -> None:
    assert Parameters.of({"posts_most": 6, "once_there_was": 3}) == replace(Parameters(), posts_most=6)


def test_every_figure_has_words_and_its_default_lies_in_its_bounds() -> None:
    wrong = []
    for one in fields(Parameters):
        said, default = about(one.name), one.default
        if (
            not said.part
            or not said.words
            or (not isinstance(default, Duty) and not said.least <= int(str(default)) <= said.most)
        ):
            wrong.append(one.name)
    assert wrong == []


def test_the_posts_of_a_day_must_rise() -> None:
    assert why_not_parameters(Parameters()) == []
    assert why_not_parameters(replace(Parameters(), posts_aim_least=4)) == [
        "The figures for posts a day must rise: fewest, aim from, aim to, most. You gave 1, 4, 3, 5."
    ]
