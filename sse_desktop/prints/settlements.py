"""Settlements on paper: the sheet for the assembly, and every family's statement."""

import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from sse_desktop.documents.formula_text import in_figures
from sse_desktop.documents.member_statement import (
    MemberStatement,
    SettlementTotals,
    StatementDeduction,
    StatementLine,
    member_statement,
    member_statements,
)
from sse_desktop.documents.settlement_sheet import SettlementLine, SettlementSheet, settlement_sheet
from sse_desktop.documents.signature import Signer
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.settlements import (
    DeductionRow,
    FamilyRow,
    OriginRow,
    SettlementRow,
    deductions,
    families,
    origins,
    retentions,
    settlements,
)
from sse_desktop.workspace import Workspace

Step = Callable[[int, int], None]


class NotInSettlement(DomainError):
    """A statement was asked for of a family that the settlement does not hold."""

    sentence = N_("The member {member} has no part in the settlement {number}. Choose another member.")


def print_settlement(workspace: Workspace, settlement_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the sheet with every family, for the assembly."""
    row, lines = _settlement(workspace, settlement_id)
    sheet = SettlementSheet(
        cooperative=issuer(workspace),
        number=row.number,
        buyer=row.buyer,
        contract_reference=row.contract,
        from_on=row.from_on,
        to_on=row.to_on,
        lines=tuple(_sheet_line(line) for line in lines),
        totals=_totals(workspace, row, lines),
        treasurer=Signer(name=holder_of(workspace, Role.TREASURER)),
        president=Signer(name=holder_of(workspace, Role.PRESIDENT)),
    )
    return settlement_sheet(sheet, workspace.locale(language))


def print_statement(
    workspace: Workspace, settlement_id: uuid.UUID, member_number: int, language: str | None = None
) -> bytes:
    """Return one family's statement.

    Raises:
        NotInSettlement.
    """
    row, lines = _settlement(workspace, settlement_id)
    line = next((line for line in lines if line.number == member_number), None)
    if line is None:
        raise NotInSettlement(member=str(member_number), number=row.number)
    totals = _totals(workspace, row, lines)
    locale = workspace.locale(language)
    return member_statement(_statement(workspace, row, line, totals, locale), locale)


def print_statements(
    workspace: Workspace, settlement_id: uuid.UUID, language: str | None = None, step: Step | None = None
) -> bytes:
    """Return the statements of all families in one file, in the order of their numbers.

    `step` is called before each family is read and before each sheet is drawn, with how many of how many are done.
    """
    row, lines = _settlement(workspace, settlement_id)
    totals = _totals(workspace, row, lines)
    locale = workspace.locale(language)
    tell = step or (lambda _done, _total: None)
    statements = []
    for place, line in enumerate(lines):
        tell(place, 2 * len(lines))
        statements.append(_statement(workspace, row, line, totals, locale))
    return member_statements(statements, locale, lambda place: tell(len(lines) + place, 2 * len(lines)))


def _settlement(workspace: Workspace, settlement_id: uuid.UUID) -> tuple[SettlementRow, list[FamilyRow]]:
    row = next(row for row in workspace.read(settlements) if row.id == settlement_id)
    return row, workspace.read(families, settlement_id)


def _totals(workspace: Workspace, row: SettlementRow, lines: list[FamilyRow]) -> SettlementTotals:
    currency = row.received.currency
    return SettlementTotals(
        received=row.received,
        retained=tuple(workspace.read(retentions, row.id)),
        shared=row.shared,
        paid_to_all=sum_money((line.paid for line in lines), currency),
        due_to_all=sum_money((line.due for line in lines), currency),
        families=len(lines),
    )


def _sheet_line(line: FamilyRow) -> SettlementLine:
    return SettlementLine(
        member_number=line.number,
        member_name=line.name,
        kilos=line.weight,
        due=line.due,
        paid=line.paid,
        deducted=line.deducted,
        net=line.net,
        carried=line.carried,
    )


def _statement(
    workspace: Workspace, row: SettlementRow, line: FamilyRow, totals: SettlementTotals, locale: Locale
) -> MemberStatement:
    taken = workspace.read(deductions, line.id, row.received.currency)
    return MemberStatement(
        cooperative=issuer(workspace),
        number=row.number,
        member_name=line.name,
        member_number=line.number,
        member_id_number="",
        from_on=row.from_on,
        to_on=row.to_on,
        buyer=row.buyer,
        lines=tuple(_by_day_and_lot(workspace.read(origins, line.id))),
        due=line.due,
        paid=line.paid,
        deductions=tuple(_deduction(item, locale) for item in taken if item.kind == "rule"),
        kept=tuple(_deduction(item, locale) for item in taken if item.kind == "retention"),
        net=line.net,
        carried=line.carried,
        settlement=totals,
        treasurer=holder_of(workspace, Role.TREASURER),
    )


def _deduction(item: DeductionRow, locale: Locale) -> StatementDeduction:
    return StatementDeduction(title=item.title, formula=in_figures(item.formula, locale), amount=item.amount)


def _by_day_and_lot(rows: list[OriginRow]) -> list[StatementLine]:
    """Add up what went to many schools on one day: a family reads days and lots, not every crate."""
    grouped: dict[tuple[date, str], list[OriginRow]] = defaultdict(list)
    for row in rows:
        grouped[row.delivered_on, row.lot].append(row)
    return [
        StatementLine(
            delivered_on=day,
            lot_code=lot,
            product=parts[0].product,
            grade=parts[0].grade,
            kilos=sum((part.weight for part in parts), start=Quantity(0, KILO)),
            value=sum_money((part.value for part in parts), parts[0].value.currency),
        )
        for (day, lot), parts in sorted(grouped.items())
    ]
