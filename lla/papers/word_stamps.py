"""The stamp in a Word file that is to come back, which records what its reader changes."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from lla.papers.stamps import Stamp

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2  # the standard keeps 0 and 1


def put_in(document: Document, stamp: Stamp) -> None:
    """Put the stamp into the properties, and have changes tracked from when the file is opened."""
    document.core_properties.identifier = stamp.identifier
    properties = "".join(
        f'<property fmtid="{_OF_USERS}" pid="{at}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for at, (name, value) in enumerate(stamp.properties.items(), start=_FIRST)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}'
        "</Properties>"
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _TYPE, content.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    tracking = parse_xml(f"<w:trackRevisions {nsdecls('w')}/>")
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(tracking)
