"""Charts in a Word file: Word's own, each with the workbook in which its figures can be edited."""

from html import escape
from io import BytesIO

import xlsxwriter
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.parts.document import DocumentPart
from docx.shared import Mm

from lla.papers.blocks import Chart
from lla.papers.charts import summary
from lla.papers.word_drawingml import SHEET, chart_part, series_of
from lla.papers.xml import legal

_WIDTH, _HEIGHT, _KEY_LINE = Mm(154), Mm(72), Mm(4)
_KIND = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMBLEM = Mm(20)


class Charts:
    """Puts charts into a Word file one after the other; `accent` is the organisation's colour, six digits."""

    def __init__(self, document: DocumentPart, accent: str) -> None:
        self._document = document
        self._accent = accent
        self._count = 0

    def place(self, chart: Chart) -> str:
        """Add the parts of a chart; what comes back is the run that shows it."""
        self._count += 1
        package = self._document.package
        name = PackURI(f"/word/charts/chart{self._count}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, None, package)
        sheet = PackURI(f"/word/embeddings/chart{self._count}.xlsx")
        workbook = Part(sheet, CONTENT_TYPE.SML_SHEET, _workbook(chart), package)
        relation = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
        part._blob = legal(chart_part(chart, accent=self._accent, workbook=relation)).encode()
        return self._drawing(chart, self._document.relate_to(part, RELATIONSHIP_TYPE.CHART))

    def emblem(self, png: bytes) -> str:
        """Add the emblem; what comes back is the run that shows it."""
        self._count += 1
        relation, _ = self._document.get_or_add_image(BytesIO(png))
        size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_EMBLEM}" cy="{_EMBLEM}"/></a:xfrm>'
        shown = (
            f'<pic:pic {nsdecls("pic")}><pic:nvPicPr><pic:cNvPr id="0" name="Emblem"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr>{size}<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        )
        return self._inline(shown, _PICTURE, 'name="Emblem" descr="Emblem"', _EMBLEM, _EMBLEM)

    def _drawing(self, chart: Chart, relation: str) -> str:
        height = _HEIGHT + _KEY_LINE * len(chart.series)
        said = f'name="Chart {self._count}" descr="{escape(summary(chart))}"'
        shown = f'<c:chart xmlns:c="{_KIND}" r:id="{relation}"/>'
        return self._inline(shown, _KIND, said, _WIDTH, height)

    def _inline(self, shown: str, kind: str, said: str, width: int, height: int) -> str:
        return (
            f'<w:r><w:drawing><wp:inline {nsdecls("wp", "a")} distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{self._count}" {said}/>'
            f"<wp:cNvGraphicFramePr/><a:graphic>"
            f'<a:graphicData uri="{kind}">{shown}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )


def _workbook(chart: Chart) -> bytes:
    """The figures as Word opens them to be edited: labels down the side, a column for each series."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, chart.axis)
        for row, label in enumerate(chart.labels, start=1):
            sheet.write_string(row, 0, label)
        for column, series in enumerate(series_of(chart), start=1):
            sheet.write_string(0, column, series.name)
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return out.getvalue()
