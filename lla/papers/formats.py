"""The formats of the files that the site gives out: what each is called and how a browser takes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format; a browser opens a file that is `shown` and saves every other."""

    suffix: str
    name: str
    content_type: str
    shown: bool = False


PDF = Format(".pdf", "PDF", "application/pdf", shown=True)
WORD = Format(".docx", "Word file", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ZIP = Format(".zip", "zip file", "application/zip")
CSV = Format(".csv", "CSV", "text/csv; charset=utf-8")
EXCEL = Format(".xlsx", "Excel file", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
VCARD = Format(".vcf", "vCard", "text/vcard; charset=utf-8")
CALENDAR = Format(".ics", "calendar", "text/calendar; charset=utf-8", shown=True)
JSON = Format(".json", "JSON", "application/json")
FORMATS = {each.suffix: each for each in (PDF, WORD, ZIP, CSV, EXCEL, VCARD, CALENDAR, JSON)}

# What a paper or a booklet comes in: `store` draws them.
PRINTED = (PDF, WORD)


def in_addresses(formats: tuple[Format, ...]) -> str:
    """An expression for the ends of addresses: "pdf|docx"."""
    return "|".join(each.suffix[1:] for each in formats)
