"""The fate of each row beside what is here."""

from dataclasses import replace

import pytest

from organisers.groups.choices import GroupStatus
from organisers.imports.choices import Fate
from organisers.imports.matching import Known, KnownGroup, Row, Verdict, judge

YORKSHIRE, WALES, NATIONAL = 1, 2, 3
HULL = KnownGroup(10, "Hull Left", YORKSHIRE)
KNOWN = Known(
    groups=[
        HULL,
        KnownGroup(11, "Cardiff Left", WALES),
        KnownGroup(12, "Goole Left", YORKSHIRE, GroupStatus.LEFT),
    ],
    regions={YORKSHIRE: "Yorkshire and the Humber", WALES: "Wales", NATIONAL: "National and international"},
    slugs={"yorkshire-and-the-humber": YORKSHIRE, "wales": WALES, "national-and-international": NATIONAL},
    yours={YORKSHIRE},
    otherwise=YORKSHIRE,
    addresses={(10, "jo@example.org")},
    numbers={(10, "+447700900123", "bo")},
    unwanted={"gone@example.org"},
)  # fmt: skip
ROW = Row(2, "Hull Left")


def one(
    row: Row, known: Known = KNOWN, *, another: dict[str, bool] | None = None
) -> tuple[str, tuple[str, ...]]:
    [verdict] = judge([row], known, another=another or {})
    return verdict.fate, verdict.words


@pytest.mark.parametrize(
    ("row", "fate", "words"),
    [
        (ROW, Fate.SAME, ("Nothing to do.",)),
        (replace(ROW, group="HULL-left"), Fate.SAME, ("Nothing to do.",)),
        (replace(ROW, name="Jo", email="JO@example.org"), Fate.SAME, ("Nothing to do.",)),
        (replace(ROW, name="Bo", phone="+447700900123"), Fate.SAME, ("Nothing to do.",)),
        (replace(ROW, name="Kim", email="kim@example.org"), Fate.NEW, ("New contact Kim.",)),
        (
            replace(ROW, name="Kim", email="kim@example.org", role_typed="Grand Vizier"),
            Fate.NEW,
            ("New contact Kim.", "“Grand Vizier” is not among our roles, so it becomes “Another role”."),
        ),
        (
            replace(ROW, name="Kim", phone="+447700900124"),
            Fate.NEW,
            ("New contact Kim.", "Kim gets no email, because there is no address. Ring them."),
        ),
        (replace(ROW, group="Selby Left"), Fate.NEW, ("New group Selby Left, in Yorkshire and the Humber.",)),
        (
            replace(ROW, group="Hull Lefft"),
            Fate.DOUBTFUL,
            (
                "Its name is similar to that of Hull Left, Yorkshire and the Humber.",
                "Taken as Hull Left.",
                "Nothing to do.",
            ),
        ),
        (
            replace(ROW, group="The Left Hull group"),
            Fate.DOUBTFUL,
            (
                "Its name is similar to that of Hull Left, Yorkshire and the Humber.",
                "Taken as Hull Left.",
                "Nothing to do.",
            ),
        ),
        (
            replace(ROW, group="Cardiff Left"),
            Fate.REFUSED,
            ("Cardiff Left is in Wales, which is not yours. Its organiser can add the contact.",),
        ),
        (
            replace(ROW, group="Goole Left"),
            Fate.REFUSED,
            ("Goole Left has left the network. The steering committee can affiliate it again.",),
        ),
        (
            replace(ROW, group="Barry Left", region="Wales"),
            Fate.REFUSED,
            ("It would be in Wales, and you do not organise that region.",),
        ),
        (
            replace(ROW, group="Barry Left", postcode="CF10 1AA"),
            Fate.REFUSED,
            ("It would be in Wales, and you do not organise that region.",),
        ),
        (
            replace(ROW, group="Barry Left", region="Mercia"),
            Fate.REFUSED,
            ("“Mercia” is not the name of a region here. Write it as on our regions page.",),
        ),
        (
            replace(ROW, name="Kim"),
            Fate.REFUSED,
            ("Kim has neither an email address nor a telephone number, so nobody can tell them.",),
        ),
        (
            replace(ROW, name="Kim", email="gone@example.org"),
            Fate.REFUSED,
            ("gone@example.org has asked us not to write to them, so they are not taken as a contact.",),
        ),
        (replace(ROW, problems=("Postcode: no.",)), Fate.REFUSED, ("Postcode: no.",)),
    ],
)
def test_the_fate_of_one_row(row: Row, fate: Fate, words: tuple[str, ...]) -> None:
    assert one(row) == (fate, words)


def test_a_doubtful_group_that_is_another_is_new() -> None:
    assert one(replace(ROW, group="Hull Lefft"), another={"hull lefft": True}) == (
        Fate.DOUBTFUL,
        (
            "Its name is similar to that of Hull Left, Yorkshire and the Humber.",
            "New group Hull Lefft, in Yorkshire and the Humber.",
        ),
    )


def test_groups_that_differ_in_a_number_are_not_alike() -> None:
    known = replace(
        KNOWN, groups=[KnownGroup(10, "Ouse Left 1", YORKSHIRE), KnownGroup(11, "Aire A", YORKSHIRE)]
    )
    assert [one(Row(2, name), known)[0] for name in ("Ouse Left 2", "Aire B")] == [Fate.NEW, Fate.NEW]


def test_without_a_region_a_row_says_how_to_give_one() -> None:
    assert one(Row(2, "Selby Left"), replace(KNOWN, otherwise=None)) == (
        Fate.REFUSED,
        ("We cannot tell its region. Give a postcode or a region in the spreadsheet.",),
    )


def test_the_second_row_of_one_person_says_so_and_a_group_begins_once() -> None:
    kim = Row(2, "Selby Left", name="Kim", email="kim@example.org")
    verdicts = judge([kim, replace(kim, number=3, group="selby left")], KNOWN, another={})
    assert [(each.fate, each.words, each.begins, each.adds) for each in verdicts] == [
        (Fate.NEW, ("New group Selby Left, in Yorkshire and the Humber.", "New contact Kim."), True, True),
        (Fate.SAME, ("The same as row 2.",), False, False),
    ]


def test_rows_that_are_alike_in_one_file_are_asked_about() -> None:
    verdicts: list[Verdict] = judge([Row(2, "Selby Left"), Row(3, "Sellby Left")], KNOWN, another={})
    assert [(each.fate, each.similar, each.begins) for each in verdicts] == [
        (Fate.NEW, "", True),
        (Fate.DOUBTFUL, "Selby Left", False),
    ]


KIM = replace(ROW, name="Kim Ashe", email="kim@example.org")
HERE = replace(KNOWN, names={(10, "kim ashe")})


def test_a_person_of_a_name_that_the_group_has_under_another_address_is_asked_about() -> None:
    [verdict] = judge([replace(KIM, name="KIM ASHÉ")], HERE, another={})
    assert (verdict.fate, verdict.words, verdict.adds) == (
        Fate.DOUBTFUL,
        (
            "KIM ASHÉ is a contact of Hull Left already, under another address or number.",
            "Taken as the same person: nothing is added.",
        ),
        False,
    )
    [doubt] = verdict.doubts
    assert (doubt.field, doubt.another) == ("person2", False)
    [decided] = judge([KIM], HERE, another={doubt.key: True})
    assert (decided.fate, decided.words[-1], decided.adds) == (Fate.DOUBTFUL, "New contact Kim Ashe.", True)


def test_two_rows_that_give_one_person_two_addresses_are_asked_about() -> None:
    verdicts = judge([KIM, replace(KIM, number=3, email="ashe@example.org")], KNOWN, another={})
    assert [(each.fate, each.words[0], each.adds) for each in verdicts] == [
        (Fate.NEW, "New contact Kim Ashe.", True),
        (Fate.DOUBTFUL, "Row 2 gives Kim Ashe too, with another address or number.", False),
    ]


def test_of_rows_without_a_name_nobody_is_taken_for_another() -> None:
    rows = [replace(KIM, name="Secretary"), replace(KIM, number=3, name="Secretary", email="b@example.org")]
    assert [each.fate for each in judge(rows, KNOWN, another={})] == [Fate.NEW, Fate.NEW]
