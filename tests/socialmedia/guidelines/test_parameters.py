"""A version's figures are kept and read back whole, and have to fit together."""

from dataclasses import fields, replace

from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.parameters import (
    CHANGED_MOST,
    Parameters,
    about,
    names_in_parts,
    why_not_parameters,
)


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


def test_ten_figures_come_first_and_every_other_is_in_its_part() -> None:
    others = [name for names in names_in_parts(besides=CHANGED_MOST).values() for name in names]
    assert len(CHANGED_MOST) == 10
    assert sorted([*CHANGED_MOST, *others]) == sorted(figure.name for figure in fields(Parameters))
