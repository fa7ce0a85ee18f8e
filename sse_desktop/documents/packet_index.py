"""The index of a packet: it names every annex, since a paper named in the offer can still be corrected later."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from sse_desktop.documents.attached import AttachedPaper
from sse_desktop.documents.contents import BesideFile, Contents, Entry
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form, Sheet
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.locale import Locale

#: Room for 32 characters of a digest in the size of the table.
_HALF_A_DIGEST = 190.0


def packet_index(cooperative: Cooperative, reference: str, contents: Contents, locale: Locale) -> Form:
    """The index with the folios of every part, issuer and dates of every paper, and the digests of files beside it."""
    title = locale.text("Index")
    sheet = cooperative.sheet(title, reference, foliated=True)
    forms = [entry for entry in contents.entries if entry.paper is None]
    papers = [entry for entry in contents.entries if entry.paper is not None]
    story: list[Flowable] = [
        paragraph(title, Text.TITLE),
        paragraph(
            locale.text("Every paper of the offer is named here. The folios were read back from the finished file."),
            Text.NOTE,
        ),
        _forms(forms, sheet, locale),
    ]
    if papers:
        story += [paragraph(locale.text("Annexes"), Text.HEADING), _papers(papers, sheet, locale)]
    if contents.beside:
        story += [
            paragraph(locale.text("Files beside the packet"), Text.HEADING),
            paragraph(
                locale.text(
                    "A third party signed these files electronically. They are handed over unchanged and carry no folio; "
                    "the SHA-256 digest shows that a file is the one named here."
                ),
                Text.NOTE,
            ),
            _beside(contents.beside, sheet, locale),
        ]
    return Form(sheet, story)


def folio_range(first: int, last: int) -> str:
    """Folios of a part as the index shows them: 7 or 7–9."""
    return str(first) if first == last else f"{first}–{last}"


def _forms(entries: Sequence[Entry], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("No."), least=34),
        Column(title=locale.text("Document"), share=1),
        Column(title=locale.text("Folios"), figures=True, least=60),
    )
    rows = [(entry.code, entry.title, folio_range(entry.first, entry.last)) for entry in entries]
    return table(columns, rows, room=sheet.text_width, locale=locale, size=10)


def _papers(entries: Sequence[Entry], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("No."), least=34),
        Column(title=locale.text("Document"), share=3),
        Column(title=locale.text("Issuer"), share=2),
        Column(title=locale.text("Issued"), least=58),
        Column(title=locale.text("Valid to"), least=58),
        Column(title=locale.text("Folios"), figures=True, least=50),
    )
    rows = [
        (entry.code, *_paper(entry.paper, locale), folio_range(entry.first, entry.last))
        for entry in entries
        if entry.paper is not None
    ]
    return table(columns, rows, room=sheet.text_width, locale=locale, size=9.5)


def _paper(paper: AttachedPaper, locale: Locale) -> tuple[str, ...]:
    details = " · ".join(filter(None, (paper.holder, paper.number)))
    return (
        "\n".join(filter(None, (paper.title, details))),
        paper.issuer,
        locale.date(paper.issued_on) if paper.issued_on else "",
        locale.date(paper.valid_to) if paper.valid_to else "",
    )


def _beside(files: Sequence[BesideFile], sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Document and file"), share=2, least=_HALF_A_DIGEST),
        Column(title=locale.text("Issuer"), share=1),
        Column(title=locale.text("Issued"), least=58),
        Column(title=locale.text("Valid to"), least=58),
    )
    rows = []
    for file in files:
        title, *others = _paper(file.paper, locale)
        # Two equal halves compare more easily than a line broken anywhere.
        digest = f"SHA-256\n{file.sha256[:32]}\n{file.sha256[32:]}"
        rows.append((f"{title}\n{file.file_name}\n{digest}", *others))
    return table(columns, rows, room=sheet.text_width, locale=locale, size=9)
