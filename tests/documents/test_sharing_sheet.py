"""A sharing on paper: the sheet for the assembly and a family's page, whose sums agree to the cent."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sse_desktop.documents.share_explanation import ShareExplanation, share_explanation, share_explanations
from sse_desktop.documents.sharing_sheet import SharingSheet, sharing_sheet
from sse_desktop.documents.signature import Signer
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.share_pledges import NOT_CERTIFIED
from sse_desktop.queries.share_rows import FamilyShare, LeftOut, ShareLine, Shares, Unserved
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow
from tests.documents.papers import a_cooperative, usd
from tests.documents.reading import is_golden, pages_of, text_of

ENGLISH = Locale("en")
FIRST = Week(2026, 36)


def a_family(number: int, units: int, weeks: int = 3, **more: object) -> FamilyShare:
    """A family that supplies so many units of 100 g at 0.15 in each of some weeks."""
    lines = tuple(
        ShareLine(
            bid_line_id=uuid.UUID(int=1),
            product_id=uuid.UUID(int=2),
            product="Granadilla",
            week=FIRST + place,
            quantity=Quantity.of(units, "unit"),
            weight=Quantity(units * 100, "kg"),
            value=usd(units * 15),
        )
        for place in range(weeks)
    )
    family = FamilyShare(
        member_id=uuid.UUID(int=100 + number),
        number=number,
        name=f"Family {number}",
        community="El Chical",
        household="",
        weight=1,
        offered=usd(units * 15 * weeks),
        even=usd(5000),
        carried=usd(0),
        value=usd(units * 15 * weeks),
        before=usd(0),
        limited_by="own",
        facts={"offered": usd(units * 15 * weeks)},
        lines=lines,
    )
    return replace(family, **more)  # type: ignore[arg-type]  # fields of the row


def some_shares(families: int = 3, weeks: int = 3) -> Shares:
    """A kept sharing with an exception, a family left out and a week that nobody can fill."""
    rows = [a_family(number, 100 + number, weeks) for number in range(1, families + 1)]
    cap = {"cap": usd(4000), "reason": "Small field", "others": 0, "names": ""}
    rows[0] = replace(rows[0], limited_by="own_cap", facts=cap)
    rows[-1] = replace(
        rows[-1], limited_by="week", carried=usd(-350), facts={"others": 2, "names": "Family 1, Family 2"}
    )
    total = sum((row.value for row in rows), start=usd(0))
    gap = Unserved(
        bid_line_id=uuid.UUID(int=1),
        product="Granadilla",
        week=FIRST + 2,
        quantity=Quantity.of(40, "unit"),
        value=usd(600),
    )
    return Shares(
        bid_id=uuid.UUID(int=5),
        tender_id=uuid.UUID(int=6),
        reference="FI-01-2026",
        title="Fruit for schools",
        buyer="Instituto Proalimentos",
        currency="USD",
        terms=TermsRow(cap=usd(10_000), note="Assembly of 1 July 2026."),
        exceptions=(
            ExceptionRow(
                id=uuid.UUID(int=7),
                member_id=rows[0].member_id,
                number=1,
                name="Family 1",
                kind="cap",
                product_id=None,
                product="",
                amount=usd(4000),
                quantity=None,
                reason="Small field",
                set_by="Ana",
                set_on=date(2026, 7, 1),
            ),
        ),
        asked=total + usd(600),
        total=total,
        families=tuple(rows),
        unserved=(gap,),
        left_out=(LeftOut(member_id=uuid.UUID(int=99), number=99, name="Family 99", sentence=NOT_CERTIFIED),),
        version=2,
        made_at=datetime(2026, 7, 14, 15, 0, tzinfo=UTC),
        made_by="Ana",
        reason="Hail",
    )


def the_sheet(found: Shares, locale: Locale = ENGLISH) -> bytes:
    return sharing_sheet(
        SharingSheet(
            cooperative=a_cooperative(),
            shares=found,
            president=Signer(name="Demo President"),
            secretary=Signer(name="Ana"),
        ),
        locale,
    )


def the_page(found: Shares, place: int = 0, locale: Locale = ENGLISH) -> bytes:
    return share_explanation(
        ShareExplanation(cooperative=a_cooperative(), shares=found, family=found.families[place]), locale
    )


def test_the_sheet_names_every_family_the_terms_the_exceptions_and_what_is_missing() -> None:
    found = some_shares()
    shown = " ".join(text_of(the_sheet(found)).split())
    assert all(family.name in shown for family in found.families)
    for words in (
        "No family gets more than $100.00.",
        "1 · Family 1 gets at most $40.00. Set by Ana: Small field",
        "99 · Family 99: None of its plots is certified",
        "together $137.70 + nobody can bring $6.00 = the award $143.70",
        "Version 2",
    ):
        assert words in shown, words


def test_a_sheet_one_cent_off_is_not_made() -> None:
    found = some_shares()
    with pytest.raises(SumsDisagree):
        the_sheet(replace(found, total=found.total + usd(1)))
    with pytest.raises(SumsDisagree):
        the_page(replace(found, asked=found.asked + usd(1)))


def test_a_family_reads_what_limited_it_and_who_stands_beside_it_on_one_page() -> None:
    found = some_shares()
    [page] = pages_of(the_page(found, 2))
    shown = " ".join(page.split())
    assert "The same weeks are shared with Family 1, Family 2." in shown
    assert "In earlier sharings the family got $3.50 more than its even part." in shown
    [page] = pages_of(the_page(found, 0))
    assert "For this family a cap of $40.00 was set: Small field" in " ".join(page.split())


def test_many_weeks_stand_on_a_second_page() -> None:
    pages = pages_of(the_page(some_shares(weeks=30)))
    assert len(pages) == 2
    assert "The weeks of Family 1" in pages[1]


def test_all_families_come_in_one_file() -> None:
    found = some_shares(families=5)
    all_of_them = [ShareExplanation(cooperative=a_cooperative(), shares=found, family=row) for row in found.families]
    begun: list[int] = []
    assert len(pages_of(share_explanations(all_of_them, ENGLISH, begun.append))) == 5
    assert begun == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_both_are_made_in_every_language(language: str) -> None:
    found, locale = some_shares(), Locale(language)
    assert the_sheet(found, locale) == the_sheet(found, locale)
    assert the_page(found, 0, locale) == the_page(found, 0, locale)


def test_the_sheet_is_the_golden_one() -> None:
    assert is_golden("sharing_sheet", the_sheet(some_shares()))


def test_the_page_is_the_golden_one() -> None:
    assert is_golden("share_explanation", the_page(some_shares(), 2))
