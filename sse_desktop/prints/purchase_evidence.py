"""The evidence for a buyer's target on paper."""

import uuid
from datetime import date

from sse_desktop.documents.purchase_evidence import Certificate, EvidenceLine, PurchaseEvidence, purchase_evidence
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.buyers import buyers
from sse_desktop.queries.papers import papers
from sse_desktop.queries.purchase_targets import PurchaseTargetRow, purchase_targets, sale_entries
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
        lines=tuple(
            EvidenceLine(
                accepted_on=one.accepted_on, number=one.number, place=one.school, contract=one.contract,
                product=one.product, accepted=one.accepted, price=one.price, amount=one.amount,
            )
            for one in entries
        ),
        certificates=_certificates(workspace, today),
        goal=_goal(row, locale),
        our_share=locale.percent(row.our_share_bp) if row.our_share_bp is not None else "",
        published=_published(row, locale),
        made_on=today,
    )  # fmt: skip
    return purchase_evidence(evidence, locale)


def supplier_kind(workspace: Workspace, locale: Locale) -> str:
    """Return what kind of supplier the cooperative is, in words of the profile; empty while it is not said."""
    kind = workspace.cooperative.supplier_kind
    return next((locale.text(one.label) for one in workspace.profile.supplier_kinds if one.id == kind), "")


def _certificates(workspace: Workspace, today: date) -> tuple[Certificate, ...]:
    """Return the cooperative's own papers that are valid, but none that holds personal data."""
    return tuple(
        Certificate(title=paper.title, number=paper.number, issuer=paper.issuer, valid_to=paper.valid_to)
        for paper in workspace.read(papers, today)
        if paper.holder_kind == "cooperative" and paper.state.is_good and not paper.sensitive
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
