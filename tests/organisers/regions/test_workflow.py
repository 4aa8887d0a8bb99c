"""The file of constituencies: all of it or nothing, twice without harm, and edits by hand stay."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisers.regions.forms import ConstituenciesField
from organisers.regions.models import Constituency
from tests.organisers.factories import make_region

SAMPLE = Path(__file__).parent / "files" / "constituencies.csv"
HEAD = "pcon24_gss,name,labour_region,note\n"

pytestmark = pytest.mark.django_db


def load(file: Path, **options: bool) -> str:
    said = StringIO()
    call_command("import_constituencies", str(file), stdout=said, **options)
    return said.getvalue()


def written(folder: Path, text: str) -> Path:
    file = folder / "file.csv"
    file.write_text(text)
    return file


def test_a_file_is_loaded_with_regions_as_labour_draws_them() -> None:
    assert load(SAMPLE) == "5 new constituencies.\n"
    assert [(row.name, row.region.slug, row.source[:12]) for row in Constituency.objects.all()] == [
        ("Carlisle", "north", "Labour count"),
        ("Hexham", "north", ""),
        ("Lancaster and Wyre", "north-west", ""),
        ("Selby", "yorkshire-and-the-humber", ""),
        ("Ynys Môn", "wales", ""),
    ]


def test_a_second_time_changes_nothing_and_keeps_what_was_edited_by_hand() -> None:
    load(SAMPLE)
    Constituency.objects.filter(name="Hexham").update(region=make_region("North West"))
    assert load(SAMPLE) == "0 new constituencies.\nHexham: stays in North West; the file says North.\n"
    assert Constituency.objects.get(name="Hexham").region.slug == "north-west"


def test_the_file_wins_when_that_is_asked_for() -> None:
    load(SAMPLE)
    Constituency.objects.filter(name="Hexham").update(region=make_region("North West"))
    assert load(SAMPLE, overwrite=True) == "0 new constituencies.\nHexham: moved to North.\n"
    assert Constituency.objects.get(name="Hexham").region.slug == "north"


def test_bad_rows_are_told_by_line_and_nothing_is_loaded(tmp_path: Path) -> None:
    rows = [
        "E14001140,Carlisle,north,",
        "E1400,Hexham,north,",
        "E14001464,,yorkshire-humber,",
        "E14001140,Carlisle,north,",
        "E14001347,Lancaster,middle-earth,",
    ]
    with pytest.raises(CommandError) as refusal:
        load(written(tmp_path, HEAD + "\n".join(rows)))
    assert str(refusal.value).split("\n") == [
        "Nothing was loaded.",
        "Line 3: “E1400” is not an ONS code such as E14001063.",
        "Line 4: The name is missing or longer than 80 characters.",
        "Line 5: E14001140 is in the file twice.",
        "Line 6: “middle-earth” is not one of the regions on this website.",
    ]
    assert Constituency.objects.count() == 0


def test_a_file_of_another_kind_is_refused_by_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        load(written(tmp_path, "code;name\nE14001140;Carlisle\n"))
    assert str(refusal.value).split("\n") == [
        "Nothing was loaded.",
        "The first line does not name the column pcon24_gss.",
        "The first line does not name the column labour_region.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_file_that_excel_saved_is_read_however_it_saves(
    tmp_path: Path, between: str, encoding: str
) -> None:
    rows = [
        "pcon24_gss,name,labour_region,note",
        "E14001347,Lancaster & Wyre,North West,",
        ",,,",
        " , ,,",
        "",
        "W07000112,Ynys Môn,wales,",
        "E14001468,Selby,Yorkshire & the Humber,",
        ",,,",
    ]
    file = tmp_path / "excel.csv"
    file.write_bytes("\r\n".join(rows).replace(",", between).encode(encoding))
    assert load(file) == "3 new constituencies.\n"
    assert [(row.name, row.region.slug) for row in Constituency.objects.all()] == [
        ("Lancaster and Wyre", "north-west"),
        ("Selby", "yorkshire-and-the-humber"),
        ("Ynys Môn", "wales"),
    ]


def test_a_name_with_an_ampersand_is_found_on_the_form() -> None:
    load(SAMPLE)
    assert ConstituenciesField().clean("lancaster & Wyre\nSelby") == list(
        Constituency.objects.filter(name__in=["Lancaster and Wyre", "Selby"])
    )


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "nowhere.csv")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x81")
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "picture.csv")
