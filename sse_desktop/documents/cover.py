"""The first page of a packet: what it is, for whom, from whom, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, band, facts, key_figures, rule, space
from sse_desktop.documents.canvas import ACCENT
from sse_desktop.documents.contents import Contents
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.sums import must_be_in_words
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.domain.words import WordsStyle
from sse_desktop.locale import Locale

_SHORT_TITLE = 140
_LONG_TITLE = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the cover says. `facts` are further labelled lines of the process, already in the document's language.

    `figures` are at most four large figures with what each counts. `total` without words gets them from the figures.
    `hindrances` are sentences that say why this packet is a draft only.
    """

    cooperative: Cooperative
    reference: str
    title: str
    buyer: str
    supplier_kind: str = ""
    procedure: str = ""
    deadline: str = ""
    validity: str = ""
    total: Money | None = None
    total_in_words: str = ""
    with_tax: bool = False
    says_tax: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    hindrances: tuple[str, ...] = ()


def cover(page: Cover, contents: Contents, locale: Locale) -> Form:
    """The cover of a packet with the number of its folios.

    Raises: WordsDisagree.
    """
    sheet = page.cooperative.sheet(locale.text("Cover"), page.reference, title=page.title, foliated=True)
    story: list[Flowable] = [
        space(36),
        paragraph(locale.text("OFFER"), Text.COVER, colour=ACCENT),
        space(10),
        paragraph(page.title, _title_look(page.title)),
        paragraph(" · ".join(filter(None, (page.procedure, page.reference)))),
        rule(thick=1.2, colour=ACCENT),
        *_draft(page, locale),
        space(14),
        *facts(_facts(page, locale), size=11.5),
    ]
    if page.figures:
        story += [space(20), key_figures(page.figures[:4])]
    return Form(sheet, [*story, space(24), paragraph(_size(contents, locale), Text.NOTE)])


def _draft(page: Cover, locale: Locale) -> list[Flowable]:
    """What must be mended first stands where nobody can overlook it."""
    if not page.hindrances:
        return []
    lines = [locale.text("DRAFT – not to be handed in:"), *(f"■ {sentence}" for sentence in page.hindrances)]
    return [space(10), band(lines)]


def _title_look(title: str) -> Text:
    """Notices carry titles from three words to a paragraph; all of it stays on the cover."""
    if len(title) <= _SHORT_TITLE:
        return Text.TITLE
    return Text.LARGE if len(title) <= _LONG_TITLE else Text.TEXT


def _facts(page: Cover, locale: Locale) -> list[Labelled]:
    representative = page.cooperative.representative
    shown = [
        (locale.text("Buyer"), page.buyer),
        (locale.text("Offered by"), page.cooperative.name),
        (locale.text("Kind of organisation"), page.supplier_kind),
        (page.cooperative.tax_id_label or locale.text("Tax number"), page.cooperative.tax_id),
        (locale.text("Representative"), ", ".join(filter(None, (representative.name, representative.post)))),
        (locale.text("Deadline"), page.deadline),
        (locale.text("Offer valid"), page.validity),
        *page.facts,
    ]
    items = [Labelled(label=label, value=value) for label, value in shown if value]
    if page.total is not None:
        words = page.total_in_words or locale.in_words(page.total, WordsStyle.FORM)
        must_be_in_words(page.total, words, locale)
        value = locale.text(N_("{total}, with tax") if page.with_tax else N_("{total}, without tax"), total=page.total)
        value = value if page.says_tax else locale.money(page.total)
        items.append(Labelled(label=locale.text("Value offered"), value=value, strong=True, note=words))
    return items


def _size(contents: Contents, locale: Locale) -> str:
    said = locale.plural("This packet has {n} folio.", "This packet has {n} folios.", contents.folios)
    if not contents.beside:
        return said
    apart = locale.plural(
        "Beside it lies {n} file signed electronically by a third party, handed over unchanged.",
        "Beside it lie {n} files signed electronically by third parties, handed over unchanged.",
        len(contents.beside),
    )
    return f"{said} {apart}"
