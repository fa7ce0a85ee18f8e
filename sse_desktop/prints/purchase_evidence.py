"""The evidence for a buyer's target on paper: a line for each day, contract and product."""

import uuid
from collections.abc import Sequence
from datetime import date

from sse_desktop.documents.purchase_evidence import Certificate, EvidenceLine, PurchaseEvidence, purchase_evidence
from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import SupplierKind
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.buyers import buyers
from sse_desktop.queries.papers import papers
from sse_desktop.queries.purchase_targets import PurchaseTargetRow, SaleEntry, purchase_targets, sale_entries
from sse_desktop.workspace import Workspace


def print_purchase_evidence(
    workspace: Workspace, target_id: uuid.UUID, today: date, language: str | None = None
) -> bytes:
    """Return the sheet of a target in the documents' language: our accepted deliveries, who we are, and our certificates."""
    locale = workspace.locale(language)
    row = next(row for row in workspace.read(purchase_targets) if row.id == target_id)
    entries = workspace.read(sale_entries, row.buyer_id, row.year, row.sales.currency)
    found = [*workspace.read(buyers), *workspace.read(buyers, archived=True)]
    buyer = next(one for one in found if one.id == row.buyer_id)
    evidence = PurchaseEvidence(
        cooperative=issuer(workspace),
        supplier_kind=supplier_kind(workspace, locale),
        buyer=row.buyer,
        buyer_tax_id=buyer.tax_id,
        year=row.year,
        sales=row.sales,
        lines=tuple(_line(group, locale) for group in _by_day(entries)),
        certificates=_certificates(workspace, today),
        goal=_goal(row, locale),
        our_share=locale.percent(row.our_share_bp) if row.our_share_bp is not None else "",
        published=_published(row, locale),
        made_on=today,
    )  # fmt: skip
    return purchase_evidence(evidence, locale)


def _by_day(entries: Sequence[SaleEntry]) -> list[list[SaleEntry]]:
    """Return the entries of a day, a contract, a product and a price together: a list for each."""
    groups: dict[tuple[object, ...], list[SaleEntry]] = {}
    for one in entries:
        groups.setdefault((one.accepted_on, one.contract, one.product, one.price, one.accepted.unit), []).append(one)
    return list(groups.values())


def _line(group: Sequence[SaleEntry], locale: Locale) -> EvidenceLine:
    first = group[0]
    notes, places = sorted({one.number for one in group}), sorted({one.school for one in group})
    return EvidenceLine(
        accepted_on=first.accepted_on,
        number=notes[0] if len(notes) == 1 else locale.plural(N_("{n} note"), N_("{n} notes"), len(notes)),
        place=places[0] if len(places) == 1 else locale.plural(N_("{n} place"), N_("{n} places"), len(places)),
        contract=first.contract,
        product=first.product,
        accepted=Quantity(sum(one.accepted.milli for one in group), first.accepted.unit),
        price=first.price,
        amount=sum_money((one.amount for one in group), first.amount.currency),
    )


def supplier_kind(workspace: Workspace, locale: Locale) -> str:
    """Return what kinds of supplier the cooperative is, in words of the profile; empty while it is not said."""
    return ", ".join(locale.text(one.label) for one in _kinds(workspace))


def _kinds(workspace: Workspace) -> list[SupplierKind]:
    found = (workspace.profile.supplier_kind(kind) for kind in workspace.cooperative.kinds)
    return [one for one in found if one is not None]


def _certificates(workspace: Workspace, today: date) -> tuple[Certificate, ...]:
    """Return the valid papers that prove our kinds of supplier; where the profile names none, all of the cooperative's own.

    None of them holds personal data.
    """
    proofs = {paper for one in _kinds(workspace) for paper in one.proofs}
    return tuple(
        Certificate(title=paper.title, number=paper.number, issuer=paper.issuer, valid_to=paper.valid_to)
        for paper in workspace.read(papers, today)
        if paper.holder_kind == "cooperative" and paper.state.is_good and not paper.sensitive
        if not proofs or paper.kind in proofs
    )


def _goal(row: PurchaseTargetRow, locale: Locale) -> str:
    if row.goal_amount is not None:
        return locale.money(row.goal_amount)
    share = locale.percent(row.goal_share_bp or 0)
    return locale.text("{share} of all purchases", share=share)


def _published(row: PurchaseTargetRow, locale: Locale) -> str:
    if row.reached is None or row.reached_on is None:
        return ""
    words = locale.text("{amount} reached by {day}", amount=row.reached, day=row.reached_on)
    share = locale.percent(row.reached_share_bp) if row.reached_share_bp is not None else ""
    return " · ".join(filter(None, (words, share, row.source)))
