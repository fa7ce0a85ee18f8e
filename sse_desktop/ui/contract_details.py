"""What the inspector shows of a contract: where it stands, its lines from the paper to the school, and its terms."""

from collections.abc import Sequence
from decimal import Decimal

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.contracts import ContractLineRow, ContractRow, ContractTerms
from sse_desktop.queries.subsidies import SubsidyRow
from sse_desktop.ui.certificate_field import certificate_words
from sse_desktop.ui.context import Context
from sse_desktop.ui.contract_form import MILLION
from sse_desktop.ui.delivery_states import CONTRACT_STATES
from sse_desktop.ui.widgets.details import Details


def contract_details(
    context: Context,
    row: ContractRow,
    terms: ContractTerms,
    lines: Sequence[ContractLineRow],
    subsidy: SubsidyRow | None = None,
) -> Details:
    """Return the inside of the inspector."""
    state, word = CONTRACT_STATES[row.state]
    details = Details(context).badge(state, context.text(word))
    details.figure(N_("Unpaid"), row.unpaid)
    details.fact(N_("Contract"), row.total).fact(N_("Accepted"), row.accepted).fact(N_("Received"), row.received)
    details.fact(N_("Buyer"), row.buyer)
    for line in lines:
        _line(context, details, line)
    _terms(context, details, terms)
    if subsidy is not None:
        _subsidy(context, details, subsidy)
    return details


def _line(context: Context, details: Details, line: ContractLineRow) -> None:
    locale = context.locale
    details.heading(" · ".join(filter(None, (line.product, line.grade))))
    unit = locale.unit(line.quantity.unit)
    price = context.text(
        N_("{price} for each {unit} · accepted {value}"), price=line.price, unit=unit, value=line.value
    )
    details.note(price)
    numbers = [locale.number(part.amount) for part in (line.quantity, line.ordered, line.sent, line.accepted)]
    details.table([numbers], (N_("Contract"), N_("Ordered"), N_("Sent"), N_("Accepted")))


def _terms(context: Context, details: Details, terms: ContractTerms) -> None:
    details.heading(N_("Terms"))
    details.fact(N_("Signed on"), terms.signed_on).fact(N_("Starts on"), terms.starts_on)
    details.fact(N_("Ends on"), terms.ends_on)
    details.fact(N_("Advance"), Money(terms.advance_minor, terms.currency) if terms.advance_minor else None)
    details.fact(N_("Buyer pays in"), _days(context, terms.days_to_pay))
    details.fact(N_("Replaced in"), _days(context, terms.replacement_days))
    details.fact(N_("Penalty a day"), _coefficient(context, terms.penalty_coefficient_micros))
    details.fact(N_("Reckoned on"), terms.penalty_base)
    cap = terms.penalty_cap_minor
    details.fact(N_("Highest penalty"), Money(cap, terms.currency) if cap is not None else None)
    if terms.certified_plots_only:
        certificate = certificate_words(context, terms.certificate_kind)
        details.fact(N_("From certified plots only"), certificate)
    details.fact(N_("Note"), terms.note)


def _subsidy(context: Context, details: Details, subsidy: SubsidyRow) -> None:
    locale = context.locale
    details.heading(N_("Subsidy"))
    amount = locale.price(subsidy.rate) if subsidy.rate is not None else locale.percent(subsidy.share_bp or 0)
    details.fact(N_("What it is reckoned on"), context.text(subsidy.basis.label)).fact(N_("Amount"), amount)
    details.fact(N_("For one"), locale.unit(subsidy.unit) if subsidy.unit else None)
    details.fact(N_("Kilometres paid for in all"), subsidy.km).fact(N_("At most for the whole bid"), subsidy.cap)
    details.fact(N_("Paper that promises it"), subsidy.proof).fact(N_("Signed on"), subsidy.signed_on)


def _days(context: Context, days: int | None) -> str | None:
    return context.locale.plural(N_("{n} day"), N_("{n} days"), days) if days is not None else None


def _coefficient(context: Context, micros: int | None) -> str | None:
    return context.locale.number((Decimal(micros) / MILLION).normalize()) if micros is not None else None
