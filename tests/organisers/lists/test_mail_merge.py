"""A list as the source of LibreOffice's mail merge: each detail in its own field, a letter for each line."""

from pathlib import Path

import pytest

from organisers.lists.choices import ListFormat
from organisers.lists.papers import directory
from tests.lla.wordfile.office import run_macro
from tests.organisers.lists.test_papers import HEAD, HELD, ROWS

DRIVERS = ("/usr/lib/libreoffice/program/libcalclo.so", "/usr/lib/libreoffice/program/libdbaxmllo.so")
# Writes a letter that has every column of the list's table, and merges it with the list.
MERGE = """
Sub Main(folder As String, problem As String)
  On Error Goto Failed
  sources = CreateUnoService("com.sun.star.sdb.DatabaseContext")
  source = sources.createInstance()
  source.URL = "sdbc:calc:" & ConvertToURL(folder & "/list.xlsx")
  source.DatabaseDocument.storeAsURL(ConvertToURL(folder & "/list.odb"), Array())
  sources.registerObject("list", source)
  tables = source.getConnection("", "").Tables
  table = tables.ElementNames(0)
  letter = StarDesktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, Array(Hidden()))
  For Each name In tables.getByName(table).Columns.ElementNames
    letter.Text.insertString(letter.Text.End, name & "=", False)
    letter.Text.insertTextContent(letter.Text.End, Column(letter, table, name), False)
    letter.Text.insertString(letter.Text.End, "|", False)
  Next
  letter.storeAsURL(ConvertToURL(folder & "/letter.odt"), Array())
  letter.close(True)
  merge = CreateUnoService("com.sun.star.text.MailMerge")
  merge.DataSourceName = "list"
  merge.Command = table
  merge.DocumentURL = ConvertToURL(folder & "/letter.odt")
  merge.OutputType = com.sun.star.text.MailMergeType.FILE
  merge.OutputURL = ConvertToURL(folder)
  merge.FileNamePrefix = "merged"
  merge.SaveAsSingleFile = True
  merge.SaveFilter = "Text (encoded)"
  merge.execute(Array())
  StarDesktop.terminate()
  Exit Sub
Failed:
  number = FreeFile
  Open problem For Output As #number
  Print #number, Error & " (line " & Erl & ")"
  Close #number
  StarDesktop.terminate()
End Sub

Function Column(letter, table, name)
  master = letter.createInstance("com.sun.star.text.FieldMaster.Database")
  master.DataBaseName = "list"
  master.DataTableName = table
  master.DataColumnName = name
  field = letter.createInstance("com.sun.star.text.TextField.Database")
  field.attachTextFieldMaster(master)
  Column = field
End Function

Function Hidden()
  Dim setting As New com.sun.star.beans.PropertyValue
  setting.Name = "Hidden"
  setting.Value = True
  Hidden = setting
End Function
"""


def test_libreoffice_merges_a_letter_with_each_line_of_a_list(tmp_path: Path) -> None:
    if not all(Path(driver).exists() for driver in DRIVERS):
        pytest.skip("apt-get install libreoffice-base-nogui libreoffice-base-drivers")
    (tmp_path / "list.xlsx").write_bytes(directory.draw(HELD, ListFormat.XLSX))
    run_macro(MERGE, tmp_path, tmp_path)
    (merged,) = tmp_path.glob("merged*.txt")
    letters = merged.read_text("utf-8-sig").splitlines()
    assert [letter.split("|")[:-1] for letter in letters] == [
        [f"{name}={cell}" for name, cell in zip(HEAD, row, strict=True)] for row in ROWS
    ]
