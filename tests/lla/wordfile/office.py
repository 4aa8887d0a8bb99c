"""LibreOffice at work: it opens files, changes them and saves them, as many as there are in one go."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

WORD, OPEN_DOCUMENT = "MS Word 2007 XML", "writer8"
OLD_WORD, RICH_TEXT = "MS Word 97", "Rich Text Format"
WORDS = "Text (encoded)"
Step = tuple[str, ...]

_MACRO = """
Sub Main(script As String, problem As String)
  On Error Goto Failed
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(ConvertToURL(script)))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    given = Split(lines.readLine(), Chr(9))
    If UBound(given) >= 0 Then
      If given(0) = "load" Then
        hidden = Array(Setting("Hidden", True))
        document = StarDesktop.loadComponentFromURL(ConvertToURL(given(1)), "_blank", 0, hidden)
      Else
        Take(document, given)
      End If
    End If
  Loop
  Exit Sub
Failed:
  number = FreeFile
  Open problem For Output As #number
  Print #number, Error & " (line " & Erl & ")"
  Close #number
End Sub

Function Setting(name, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Setting = made
End Function

Function Paragraph(document, words)
  every = document.Text.createEnumeration()
  Do While every.hasMoreElements()
    element = every.nextElement()
    If element.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(element.String, words) > 0 Then
        Paragraph = element
        Exit Function
      End If
    End If
  Loop
  Error 5
End Function

Sub Take(document, given)
  text = document.Text
  Select Case given(0)
    Case "accept", "refuse"
      command = IIf(given(0) = "accept", ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges")
      dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
      dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
    Case "record"
      document.RecordChanges = (given(1) = "on")
    Case "must record"
      If Not document.RecordChanges Then Error 6
    Case "replace"
      search = document.createReplaceDescriptor()
      search.SearchString = given(1)
      search.ReplaceString = given(2)
      document.replaceAll(search)
    Case "after"
      cursor = text.createTextCursorByRange(Paragraph(document, given(1)).End)
      text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
      text.insertString(cursor, given(2), False)
      If UBound(given) > 2 Then cursor.NumberingLevel = CInt(given(3))
    Case "level"
      Paragraph(document, given(1)).NumberingLevel = CInt(given(2))
    Case "delete"
      cursor = text.createTextCursorByRange(Paragraph(document, given(1)).Start)
      cursor.gotoNextParagraph(True)
      cursor.String = ""
    Case "join"
      cursor = text.createTextCursorByRange(Paragraph(document, given(1)).End)
      cursor.goRight(1, True)
      cursor.String = ""
    Case "split"
      whole = Paragraph(document, given(1))
      cursor = text.createTextCursorByRange(whole.Start)
      cursor.goRight(InStr(whole.String, given(2)) - 1, False)
      text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    Case "save"
      options = Array(Setting("FilterName", given(2)), Setting("FilterOptions", "UTF8"))
      document.storeToURL(ConvertToURL(given(1)), options)
    Case "close"
      document.close(True)
  End Select
End Sub
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""


def work(steps: Iterable[Step], folder: Path) -> None:
    """Have LibreOffice take the steps: load, accept, refuse, save, close and how people change a text."""
    script = folder / "steps.txt"
    script.write_text("\n".join("\t".join(step) for step in steps))
    run_macro(_MACRO, script, folder)


def run_macro(macro: str, argument: Path, folder: Path) -> None:
    """Have LibreOffice run a macro's `Main`, which takes the argument and a file for what goes wrong."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here; run: apt-get install libreoffice-writer-nogui")
    profile = folder / "office"
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    # The first start makes the profile, in which the second finds the macro.
    _run([*office, "--terminate_after_init"])
    (profile / "user/basic/Standard/Module1.xba").write_text(_MODULE.format(escape(macro)))
    problem = folder / "problem.txt"
    _run([*office, f'macro:///Standard.Module1.Main("{argument}","{problem}")'])
    assert not problem.exists(), problem.read_text()


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)
