"""The whole sharing for the assembly: the terms in words, every family, sums that agree, what was set by persons and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import band
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import A4, Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.share_explanation import agreement, version_words
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, Running, table
from sse_desktop.domain.money import minor_digits, sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.rounding import unscaled
from sse_desktop.locale import Locale
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.queries.share_words import exception_words, left_out_words, limit_name, over_words, terms_words

_MONEY = ("offered", "even", "carried", "value")
_MOST_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingSheet:
    """A sharing as the assembly reads it."""

    cooperative: Cooperative
    shares: Shares
    president: Signer
    secretary: Signer


def sharing_sheet(one: SharingSheet, locale: Locale) -> bytes:
    """The list with every family, on A4 that lies; remarks follow it, signatures end it.

    Raises: SumsDisagree when the families and what nobody brings do not add up to the award.
    """
    found = one.shares
    _check(found, locale)
    sheet = one.cooperative.sheet(
        locale.text("Fair shares"),
        found.reference,
        version_words(found, locale),
        title=locale.text("Fair shares of {reference}", reference=found.reference),
        page_size=(A4[1], A4[0]),
    )
    story: list[Flowable] = [
        paragraph(locale.text("How the award is shared among the families"), Text.TITLE),
        paragraph(" · ".join(filter(None, (found.title, found.buyer, _kept(found, locale))))),
        paragraph(" ".join(terms_words(locale, found))),
        _families(found, sheet, locale),
        band([agreement(found, locale)]),
        *_remarks(found, sheet, locale),
    ]
    signers = [
        Signer(role=locale.text("Secretary"), name=one.secretary.name),
        Signer(role=locale.text("President"), name=one.president.name),
    ]
    return build(sheet, closed(story, signatures(signers, locale, room=34)), locale)


def _check(found: Shares, locale: Locale) -> None:
    families = sum_money((family.value for family in found.families), found.currency)
    must_agree(locale.text("All families"), found.total, families)
    must_agree(locale.text("The award"), found.asked, found.total + found.missing)
    for family in found.families:
        must_agree(family.name, family.value, sum_money((line.value for line in family.lines), found.currency))


def _kept(found: Shares, locale: Locale) -> str:
    if found.made_at is None:
        return ""
    facts = {"day": locale.date(found.made_at.date()), "name": found.made_by}
    said = locale.text("kept on {day} by {name}", **facts)
    return f"{said}: {found.reason}" if found.reason else said


def _families(found: Shares, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("No."), figures=True),
        Column(title=locale.text("Family"), share=3),
        Column(title=locale.text("Community"), share=2),
        Column(title=locale.text("Can bring"), figures=True),
        Column(title=locale.text("Even part"), figures=True),
        Column(title=locale.text("Ledger before"), figures=True),
        Column(title=locale.text("kg"), figures=True),
        Column(title=locale.text("Gets {currency}", currency=found.currency), figures=True),
        Column(title=locale.text("What limited it"), share=2),
    )
    rows = [_row(family, locale) for family in found.families]
    sums = [
        amount(sum_money((getattr(row, name) for row in found.families), found.currency), locale) for name in _MONEY
    ]
    kilos = sum((family.kilos for family in found.families), start=Quantity(0, KILO))
    total = ("", locale.text("All families"), "", *sums[:3], locale.number(kilos.amount), sums[3], "")
    return table(
        columns, rows, room=sheet.text_width, locale=locale, size=9, totals=[total], running=_running(found, locale)
    )


def _row(family: FamilyShare, locale: Locale) -> tuple[str, ...]:
    return (
        str(family.number),
        family.name,
        family.community,
        *(amount(getattr(family, name), locale) for name in _MONEY[:3]),
        locale.number(family.kilos.amount),
        amount(family.value, locale),
        limit_name(locale, family),
    )


def _running(found: Shares, locale: Locale) -> Running:
    digits = minor_digits(found.currency)
    return Running(
        column=7,
        values=[family.value.minor for family in found.families],
        show=lambda minor: locale.number(unscaled(minor, digits), digits),
        carried=locale.text("Carried forward"),
        brought=locale.text("Brought forward"),
    )


def _remarks(found: Shares, sheet: Sheet, locale: Locale) -> list[Flowable]:
    parts: list[Flowable] = []
    if found.unserved:
        parts.append(paragraph(locale.text("Nobody can bring"), Text.HEADING))
        parts.append(_unserved(found, sheet, locale))
    for title, sentences in (
        (locale.text("Over a cap of the rules"), [over_words(locale, row) for row in found.over_caps]),
        (locale.text("Set by a person"), [exception_words(locale, row) for row in found.exceptions]),
        (locale.text("Not in this sharing"), [left_out_words(locale, row) for row in found.left_out]),
    ):
        if sentences:
            parts.append(paragraph(title, Text.HEADING))
            parts += [paragraph(sentence) for sentence in sentences[:_MOST_LINES]]
    return parts


def _unserved(found: Shares, sheet: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Week")),
        Column(title=locale.text("Product"), share=1),
        Column(title=locale.text("Quantity"), figures=True),
        Column(title=locale.text("Unit")),
        Column(title=locale.text("Value {currency}", currency=found.currency), figures=True, least=72),
    )
    rows: Sequence[tuple[str, ...]] = [
        (
            locale.week(row.week),
            row.product,
            locale.number(row.quantity.amount),
            locale.unit(row.quantity.unit, 2),
            amount(row.value, locale),
        )
        for row in found.unserved
    ]
    total = ("", locale.text("All weeks together"), "", "", amount(found.missing, locale))
    return table(columns, rows, room=sheet.text_width * 0.7, locale=locale, size=9, totals=[total])
