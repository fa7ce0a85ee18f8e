"""Settlements on paper: the sheet for the assembly, and every family's statement."""

import uuid
from collections.abc import Callable, Mapping, Sequence

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
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.settlements import (
    DeductionRow,
    FamilyRow,
    SettlementRow,
    deductions,
    families,
    retentions,
    settlements,
)
from sse_desktop.queries.statement_lines import StatementLineRow, statement_lines
from sse_desktop.workspace import Workspace

Step = Callable[[int, int], None]


class NotInSettlement(DomainError):
    """A statement was asked for of a family that the settlement does not hold."""

    sentence = N_("The member {member} has no part in the settlement {number}. Choose another member.")


def print_settlement(workspace: Workspace, settlement_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the sheet with every family, for the assembly."""
    row, lines = _settlement(workspace, settlement_id)
    sold = _sold(workspace.read(statement_lines, settlement_id))
    sheet = SettlementSheet(
        cooperative=issuer(workspace),
        number=row.number,
        buyer=row.buyer,
        contract_reference=row.contract,
        from_on=row.from_on,
        to_on=row.to_on,
        lines=tuple(_sheet_line(line, sold.get(line.id)) for line in lines),
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
    delivered = workspace.read(statement_lines, settlement_id)
    return member_statement(_statement(workspace, row, line, delivered[line.id], totals, locale), locale)


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
    delivered = workspace.read(statement_lines, settlement_id)
    statements = []
    for place, line in enumerate(lines):
        tell(place, 2 * len(lines))
        statements.append(_statement(workspace, row, line, delivered[line.id], totals, locale))
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


def _sold(lines: Mapping[uuid.UUID, Sequence[StatementLineRow]]) -> dict[uuid.UUID, Quantity]:
    """Return how many units each family sold, where everything of everybody was sold in one unit."""
    every = [line.units for found in lines.values() for line in found]
    units = {quantity.unit if quantity is not None else "" for quantity in every}
    if len(units) != 1 or "" in units:
        return {}
    nothing = Quantity(0, units.pop())
    return {
        family: sum((line.units for line in found if line.units is not None), start=nothing)
        for family, found in lines.items()
    }


def _sheet_line(line: FamilyRow, units: Quantity | None) -> SettlementLine:
    return SettlementLine(
        member_number=line.number,
        member_name=line.name,
        kilos=line.weight,
        due=line.due,
        paid=line.paid,
        deducted=line.deducted,
        net=line.net,
        carried=line.carried,
        units=units,
    )


def _statement(
    workspace: Workspace,
    row: SettlementRow,
    line: FamilyRow,
    delivered: Sequence[StatementLineRow],
    totals: SettlementTotals,
    locale: Locale,
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
        lines=tuple(_line(each) for each in delivered),
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


def _line(row: StatementLineRow) -> StatementLine:
    return StatementLine(
        delivered_on=row.delivered_on,
        lot_code=row.lot,
        product=row.product,
        grade=row.grade,
        kilos=row.weight,
        value=row.value,
        units=row.units,
    )
