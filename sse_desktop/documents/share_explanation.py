"""One family's share in large plain words: what it offered, what it supplies when, what limited it, who else, by which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from sse_desktop.documents.blocks import Step, band, steps
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.imposition import joined
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import amount, must_agree
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.locale import Locale
from sse_desktop.queries.share_rows import FamilyShare, ShareLine, Shares
from sse_desktop.queries.share_words import beside, exception_words, ledger_words, measure_name, terms_words, why

# So many lines fit beside the account and the reasons; a reason takes the room of a line and a half.
_LINES_BESIDE_THE_ACCOUNT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareExplanation:
    """The share of one family in a sharing."""

    cooperative: Cooperative
    shares: Shares
    family: FamilyShare


def share_explanation(one: ShareExplanation, locale: Locale) -> bytes:
    """The page of one family; where it brings in many weeks, the weeks stand on a second one.

    Raises: SumsDisagree when the lines of the family, or the families of the sharing, do not add up.
    """
    family, found = one.family, one.shares
    _check(one, locale)
    reasons = _reasons(one, locale)
    is_long = len(family.lines) + 3 * len(reasons) // 2 > _LINES_BESIDE_THE_ACCOUNT
    sheet = one.cooperative.sheet(
        locale.text("Fair shares"),
        found.reference,
        version_words(found, locale),
        title=locale.text("Share of {member}", member=family.name),
    )
    shown = _by_product(family) if is_long else family.lines
    story: list[Flowable] = [
        paragraph(locale.text("What {member} supplies, and why", member=family.name), Text.TITLE),
        paragraph(" · ".join(filter(None, (found.title, found.buyer)))),
        *([_lines(shown, sheet, locale, by_week=not is_long)] if shown else []),
        *steps(_account(one, locale), size=12),
        paragraph(locale.text("Why this much"), Text.HEADING),
        *(paragraph(sentence, Text.LARGE) for sentence in reasons),
        band(_agreement(found, locale)),
    ]
    signers = [Signer(role=locale.text("Family"), name=family.name)]
    ended = closed(story, signatures(signers, locale, size=10, room=28))
    return build(sheet, [*ended, *(_on_a_second_page(family, sheet, locale) if is_long else [])], locale)


def share_explanations(
    all_of_them: Sequence[ShareExplanation], locale: Locale, begun: Callable[[int], object] = int
) -> bytes:
    """The pages of several families in one file; `begun` is told the place of each.

    Raises: SumsDisagree.
    """
    made = []
    for place, one in enumerate(all_of_them):
        begun(place)
        made.append((f"{one.family.number} · {one.family.name}", share_explanation(one, locale)))
    first = all_of_them[0]
    title = locale.text("Shares of {reference}", reference=first.shares.reference)
    return joined(made, title=title, author=first.cooperative.name, locale=locale)


def version_words(found: Shares, locale: Locale) -> str:
    """Which version a paper is of; a draft says so."""
    if found.version is None:
        return locale.text("Draft, not kept")
    if found.voided is not None:
        return locale.text("Version {version}, void", version=str(found.version))
    return locale.text("Version {version}", version=str(found.version))


def _check(one: ShareExplanation, locale: Locale) -> None:
    currency, found = one.shares.currency, one.shares
    lines = sum_money((line.value for line in one.family.lines), currency)
    must_agree(one.family.name, one.family.value, lines)
    families = sum_money((family.value for family in found.families), currency)
    must_agree(locale.text("All families"), found.total, families)
    must_agree(locale.text("The award"), found.asked, found.total + found.missing)


def _by_product(family: FamilyShare) -> list[ShareLine]:
    """The lines of a product in one, at its first week."""
    found: dict[tuple[str, str], ShareLine] = {}
    for line in family.lines:
        key = line.product, line.quantity.unit
        old = found.get(key)
        if old is None:
            found[key] = line
            continue
        found[key] = ShareLine(
            bid_line_id=old.bid_line_id,
            product_id=old.product_id,
            product=old.product,
            week=old.week,
            quantity=old.quantity + line.quantity,
            weight=old.weight + line.weight,
            value=old.value + line.value,
        )
    return list(found.values())


def _on_a_second_page(family: FamilyShare, sheet: Sheet, locale: Locale) -> list[Flowable]:
    return [
        PageBreak(),
        paragraph(locale.text("The weeks of {member}", member=family.name), Text.TITLE),
        _lines(family.lines, sheet, locale, by_week=True, size=8.5),
    ]


def _lines(lines: Sequence[ShareLine], sheet: Sheet, locale: Locale, *, by_week: bool, size: float = 9.5) -> Rows:
    currency = lines[0].value.currency
    columns = (
        Column(title=locale.text("Week") if by_week else locale.text("From week")),
        Column(title=locale.text("Product"), share=1),
        Column(title=locale.text("Quantity"), figures=True),
        Column(title=locale.text("Unit")),
        Column(title=locale.text("kg"), figures=True),
        Column(title=locale.text("Value {currency}", currency=currency), figures=True, least=72),
    )
    rows = [
        (
            locale.week(line.week),
            line.product,
            locale.number(line.quantity.amount),
            locale.unit(line.quantity.unit, 2),
            locale.number(line.weight.amount),
            amount(line.value, locale),
        )
        for line in lines
    ]
    kilos = sum((line.weight for line in lines), start=Quantity(0, KILO))
    worth = sum_money((line.value for line in lines), currency)
    total = ("", locale.text("All weeks together"), "", "", locale.number(kilos.amount), amount(worth, locale))
    return table(columns, rows, room=sheet.text_width, locale=locale, size=size, totals=[total])


def _account(one: ShareExplanation, locale: Locale) -> list[Step]:
    family, found = one.family, one.shares
    return [
        Step(
            label=locale.text("What you can bring of what is asked"),
            figure=locale.money(family.offered),
            note=locale.text("your pledges for these weeks, at the price of the bid"),
        ),
        Step(
            label=locale.text("Your even part"),
            figure=locale.money(family.even),
            note=locale.text(
                "the award {asked}, parted evenly among {families} families",
                asked=found.asked,
                families=len(found.families),
            ),
        ),
        Step(
            label=locale.text("You supply"),
            figure=locale.money(family.value),
            note=locale.text("{percent} of all that is shared", percent=locale.percent(found.part_bp(family))),
            result=True,
        ),
    ]


def _reasons(one: ShareExplanation, locale: Locale) -> list[str]:
    family, found = one.family, one.shares
    own = [exception_words(locale, each) for each in found.exceptions if each.member_id == family.member_id]
    rule = locale.text("The measure: {measure}.", measure=measure_name(locale, found.measure))
    said = [why(locale, family), beside(locale, family), *own, f"{rule} {terms_words(locale, found)[1]}"]
    return [*filter(None, said), ledger_words(locale, family)]


def _agreement(found: Shares, locale: Locale) -> list[str]:
    return [agreement(found, locale)]


def agreement(found: Shares, locale: Locale) -> str:
    """What the sums of a sharing agree with, to the last minor unit."""
    if not found.missing.minor:
        return locale.text(
            "All {families} families together {total} = the award {asked}.",
            families=len(found.served),
            total=found.total,
            asked=found.asked,
        )
    return locale.text(
        "All {families} families together {total} + nobody can bring {missing} = the award {asked}.",
        families=len(found.served),
        total=found.total,
        missing=found.missing,
        asked=found.asked,
    )
