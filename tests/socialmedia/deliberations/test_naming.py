"""Whom a text names, by whatever part of a name, address or handle, and whom it does not."""

import pytest

from socialmedia.deliberations.naming import Called, named_in

PEOPLE = [
    Called(1, "Ann Bell", "ann.bell@example.org"),
    Called(2, "Zoë O’Neill-Smith", "zo@example.org"),
    Called(3, "Will May", "wm1979@example.org"),
    Called(4, "José Łukasz", "info@example.org"),
    Called(5, "Ann Carr", "a.carr@example.org"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ann Bell was rude to me.", {1, 5}),
        ("ANNS POST", {1, 5}),
        ("It was Bell’s turn.", {1}),
        ("the account @annbell", {1}),
        ("https://social.example.org/annbell/12", {1}),
        ("B.e.l.l said so", {1}),
        ("write to ANN.BELL@example.org", {1, 5}),
        ("zoe was on duty", {2}),
        ("a Mrs Oneill", {2}),
        ("that smith again", {2}),
        ("JOSE LUKASZ", {4}),
        ("lukasz", {4}),
        ("wm1979 did it", {3}),
        ("Will did it.", {3}),
        ("I will complain, and I may be late.", set()),
        ("please write to info", set()),
        ("the annals of the annexe", set()),
        ("A moderator called my daughter a name in the discussion forum.", set()),
        ("", set()),
    ],
)
def test_a_text_names_those_and_no_others(text: str, named: set[int]) -> None:
    assert named_in(text, PEOPLE) == named


def test_nobody_is_named_by_an_empty_name_or_an_initial() -> None:
    assert named_in("A day of a b c", [Called(1, "", ""), Called(2, "B", "b@example.org")]) == frozenset()


def test_a_text_of_the_longest_size_is_read_once_however_many_people_there_are() -> None:
    text = "Ann, Bell; Will! " * 600
    crowd = [Called(key, f"Person{key} Other{key}", f"person{key}@example.org") for key in range(6, 206)]
    assert named_in(text, [*PEOPLE, *crowd]) == {1, 3, 5}
