"""May we bid? Each rule answers from what is stored: ready, to do or blocked, with its law; what nobody knows is never ready."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.store.database import Database
from sse_desktop.store.profiles import load_profile
from tests.bidding import a_bid, a_paper, a_possible_bid, a_requirement, a_tender, an_item, detail, fruit
from tests.builders import Office
from tests.eligible import a_call, asked, filled, line, said, we_are

READY, TO_DO, BLOCKED = LineState.READY, LineState.TO_DO, LineState.BLOCKED


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


# ---------------------------------------------------------------- procedure, who, place


def test_without_a_procedure_nothing_of_it_is_told_and_nothing_is_ready_that_hangs_on_it(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    found = asked(office, made)
    assert line(office, made, "procedure").state is TO_DO
    assert not [each for each in found.lines if each.rule in {"who", "limit", "locality"}]
    assert not found.blocked


def test_a_procedure_is_judged_by_the_rules_of_the_day_of_its_notice(database: Database) -> None:
    """Golden row 16: a law changes mid-year; the old tender keeps its rule set, the new one takes the new."""
    office = Office(database, now=datetime(2025, 11, 20, 15, 0, tzinfo=UTC))
    old = a_call(office, reference="OLD", published_on=date(2025, 10, 20))
    new = a_call(office, reference="NEW", published_on=date(2025, 11, 10))
    rule = line(office, old, "procedure")
    assert (rule.rule_end, rule.legal_ref) == (date(2025, 10, 27), "R.E-SERCOP-2023-0134, Arts. 298-300.1")
    rule = line(office, new, "procedure")
    assert (rule.rule_date, rule.legal_ref) == (date(2025, 10, 28), "LOSNCP Art. 51; Reglamento Arts. 274-281")
    # Only the new law asks for six months at home.
    assert not [each for each in asked(office, old).lines if each.rule == "local_since"]
    assert line(office, new, "local_since").state is TO_DO


def test_a_procedure_that_the_law_did_not_have_then_is_blocked(database: Database) -> None:
    office = Office(database)
    made = a_call(office, "menor_cuantia")  # abolished in October 2025
    found = line(office, made, "procedure")
    assert found.state is BLOCKED
    assert "was not in force on 2026-07-01" in said(found)
    assert line(office, a_call(office, "Trueque", reference="X"), "procedure").state is TO_DO


def test_only_kinds_of_supplier_that_the_procedure_names_may_bid(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    assert line(office, made, "who").state is TO_DO
    we_are(office, supplier_kind="eps_organisation")
    found = line(office, made, "who")
    assert (found.state, found.legal_ref) == (READY, "LOSNCP Art. 51; Reglamento Arts. 274-281")
    we_are(office, supplier_kind="women_entrepreneur")
    other = a_call(office, "catalogo_dinamico_inclusivo", reference="CAT")
    assert line(office, other, "who").state is BLOCKED
    assert line(office, a_call(office, "licitacion", reference="LIC"), "who").state is READY  # anyone


def test_an_inclusive_fair_is_for_suppliers_of_the_canton(database: Database) -> None:
    office = Office(database)
    made = a_call(office, canton="Cayambe", province="Pichincha")
    assert line(office, made, "locality").state is TO_DO  # nobody said where we are
    we_are(office, canton="Cayambe", province="Pichincha")
    assert line(office, made, "locality").state is READY
    we_are(office, canton="Mejía", province="Pichincha")
    found = line(office, made, "locality")
    assert (found.state, found.ask is not None) == (TO_DO, True)  # the buyer may widen it to the province
    filled(office, made, "procedure.feria_inclusiva.widened", "yes")
    assert line(office, made, "locality").state is READY
    we_are(office, canton="Tulcán", province="Carchi")
    filled(office, made, "procedure.feria_inclusiva.widened", "no")
    assert line(office, made, "locality").state is BLOCKED


def test_conditions_that_no_record_answers_are_confirmed_by_a_person(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    assert line(office, made, "condition:1").state is TO_DO
    filled(office, made, "procedure.feria_inclusiva.condition1", "yes")
    assert line(office, made, "condition:1").state is READY
    filled(office, made, "procedure.feria_inclusiva.condition1", "no")
    assert line(office, made, "condition:1").state is BLOCKED


# ---------------------------------------------------------------- limits


def small(office: Office, amount: str | None, **more: object) -> uuid.UUID:
    """A very small purchase of a buyer of ours, worth so much without tax."""
    value = usd(amount) if amount is not None else None
    return a_call(office, "infima_cuantia", value=value, value_with_tax=False, **more)


def sold(office: Office, amount: str, *, product: uuid.UUID, signed: date = date(2026, 3, 1)) -> uuid.UUID:
    """Sell to a buyer for so much, and return the buyer."""
    buyer = office.write(add_buyer, BuyerData(name="Demo buyer", tax_id="1790000000001"))
    price, one = UnitPrice.of(Decimal(amount), "USD"), Quantity.of(1, "unit")
    row = ContractLineData(product_id=product, description="Fruit", quantity=one, price=price)
    office.write(open_contract, buyer, "USD", ContractData(reference="C", title="C", signed_on=signed), [row])
    return uuid.UUID(str(buyer))


def test_very_small_purchases_of_one_object_are_added_up_over_the_year(database: Database) -> None:
    """Golden row 9: above 10,000 for one buyer and object in the year it warns, unless it is food for rural units."""
    office = Office(database)
    granadilla, banana = fruit(office), fruit(office, "BAN", "Banana")
    buyer = sold(office, "6000", product=granadilla)
    first = small(office, "4000", buyer_id=buyer, reference="A")
    an_item(office, first, product_id=granadilla)
    found = line(office, first, "yearly")
    assert (found.state, found.facts["whole"]) == (READY, usd("10000.00"))

    second = small(office, "4000.01", buyer_id=buyer, reference="B")
    an_item(office, second, product_id=granadilla)
    found = line(office, second, "yearly")
    assert (found.state, found.facts["whole"]) == (TO_DO, usd("10000.01"))
    assert found.legal_ref == "LOSNCP Art. 50; Reglamento Arts. 269-271"
    filled(office, second, "procedure.infima_cuantia.yearly_exception", "yes")
    assert line(office, second, "yearly").state is READY

    other = small(office, "9000", buyer_id=buyer, reference="C")
    an_item(office, other, product_id=banana)  # another object
    assert line(office, other, "yearly").facts["sold"] == usd("0")


def test_another_year_or_another_buyer_does_not_count(database: Database) -> None:
    office = Office(database)
    granadilla = fruit(office)
    buyer = sold(office, "6000", product=granadilla, signed=date(2025, 12, 31))
    made = small(office, "9000", buyer_id=buyer)
    an_item(office, made, product_id=granadilla)
    assert line(office, made, "yearly").state is READY
    stranger = small(office, "9000", reference="S", buyer_name="Somebody else")
    assert line(office, stranger, "yearly").state is READY  # no contract of that year at all


def test_a_limit_is_not_compared_with_a_value_of_which_nobody_knows_the_tax(database: Database) -> None:
    office = Office(database)
    value = usd("11000")
    made = a_call(office, "infima_cuantia", value=value)
    assert line(office, made, "yearly").state is TO_DO
    taxed = a_call(office, "infima_cuantia", value=value, value_with_tax=True, reference="T")
    assert line(office, taxed, "yearly").state is TO_DO
    known = a_call(office, "infima_cuantia", value=value, value_with_tax=True, value_tax_bp=1500, reference="K")
    assert line(office, known, "yearly").facts["amount"] == usd("9565.22")
    assert line(office, small(office, None, reference="N"), "yearly").state is TO_DO


def test_where_the_buyer_states_no_value_our_offer_counts(database: Database) -> None:
    office = Office(database)
    made = small(office, None)
    an_item(office, made, 4000, product_id=fruit(office))
    a_bid(office, made)
    assert line(office, made, "yearly").facts["amount"] == usd("600.00")


# ---------------------------------------------------------------- guarantees


def test_no_guarantee_of_performance_is_asked_for_below_the_share_of_the_state_budget(database: Database) -> None:
    """Golden row 4: 46,255,572,824.33 × 0.000002 = 92,511.15."""
    office = Office(database)
    assert load_profile("ec").on(date(2026, 7, 1)).limit("guarantee_waiver") == Decimal("92511.15")
    below = a_call(office, value=usd("92511.14"), value_with_tax=False)
    assert line(office, below, "guarantee:performance").state is READY
    at = a_call(office, value=usd("92511.15"), value_with_tax=False, reference="AT")
    found = line(office, at, "guarantee:performance")
    assert (found.state, found.facts["sum"]) == (TO_DO, usd("4625.56"))
    filled(office, at, "procedure.feria_inclusiva.guarantee.performance.arranged", "yes")
    assert line(office, at, "guarantee:performance").state is READY
    unknown = a_call(office, reference="U")
    assert line(office, unknown, "guarantee:performance").state is TO_DO


# ---------------------------------------------------------------- papers


def test_a_good_paper_without_its_file_needs_the_file_and_no_new_paper(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    a_requirement(office, made, "bpa")
    a_paper(office, "bpa", issued_on=date(2026, 7, 1), file=None)
    found = line(office, made, "paper:bpa")
    assert (found.state, found.advice) == (BLOCKED, "")
    assert "has no file" in found.sentence


def test_a_paper_issued_after_the_deadline_does_not_count(database: Database) -> None:
    """Golden row 7."""
    office = Office(database)
    offer = a_possible_bid(office, procedure="feria_inclusiva", published_on=date(2026, 7, 1))
    made = detail(office, offer).tender_id
    a_requirement(office, made, "ruc")
    a_paper(office, "ruc", issued_on=date(2026, 8, 11))
    found = line(office, made, "paper:ruc")
    assert found.state is BLOCKED
    assert "begins on 2026-08-11, after 2026-08-10" in said(found)


def test_a_proof_that_ends_on_the_day_of_the_bid_is_good_and_one_day_before_it_blocks(database: Database) -> None:
    """Vector 7.1: valid, or blocked with the note about its renewal."""
    office = Office(database)
    made = a_call(office)
    a_requirement(office, made, "legal_existence", day_that_counts=DayThatCounts.DEADLINE)
    a_paper(office, "legal_existence", valid_to=date(2026, 8, 9))
    found = line(office, made, "paper:legal_existence")
    assert found.state is BLOCKED
    # Renewing takes 30 days, and today is 14 July.
    late = "A new one takes about 30 days, longer than there is until 2026-08-10. Ask its issuer today."
    assert found.advice.format_map(found.facts) == late
    office.now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    found = line(office, made, "paper:legal_existence")
    in_time = "Get a new one: that takes about 30 days, so begin by 2026-07-11."
    assert found.advice.format_map(found.facts) == in_time
    office.now = datetime(2026, 7, 14, 15, 0, tzinfo=UTC)
    a_paper(office, "legal_existence", valid_to=date(2026, 8, 10))
    assert line(office, made, "paper:legal_existence").state is READY


def test_a_certificate_of_thirty_days_is_counted_from_its_issue(database: Database) -> None:
    office = Office(database)
    made = a_call(office, opening_on=date(2026, 8, 11))
    a_requirement(office, made, "tax_compliance", day_that_counts=DayThatCounts.OPENING)
    a_paper(office, "tax_compliance", issued_on=date(2026, 7, 11))
    assert line(office, made, "paper:tax_compliance").state is BLOCKED
    a_paper(office, "tax_compliance", issued_on=date(2026, 7, 12))
    assert line(office, made, "paper:tax_compliance").state is READY


def test_a_certificate_of_thirty_days_without_its_day_proves_nothing(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    a_requirement(office, made, "tax_compliance")
    a_paper(office, "tax_compliance")
    found = line(office, made, "paper:tax_compliance")
    assert found.state is BLOCKED
    assert "does not say here when it was issued" in said(found)


def test_what_is_not_mandatory_never_blocks(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    a_requirement(office, made, "bpa", mandatory=False)
    assert line(office, made, "paper:bpa").state is TO_DO
    assert line(office, a_call(office, reference="N"), "papers").state is TO_DO  # none is listed yet


# ---------------------------------------------------------------- the rest


def test_a_deadline_that_has_passed_blocks_and_a_doubtful_one_is_to_do(database: Database) -> None:
    office = Office(database)
    made = a_call(office, deadline_stated=False)
    assert line(office, made, "deadline").state is TO_DO
    office.now = datetime(2026, 8, 12, 12, 0, tzinfo=UTC)
    assert line(office, made, "deadline").state is BLOCKED
    assert line(office, a_call(office, deadline=None, reference="N"), "deadline").state is TO_DO


def test_every_line_of_a_rule_names_its_law_source_and_day(database: Database) -> None:
    office = Office(database)
    made = a_call(office, value=usd("100"), value_with_tax=False)
    of_the_procedure = [each for each in asked(office, made).lines if each.rule in {"who", "locality", "limit"}]
    assert len(of_the_procedure) == 3
    for each in of_the_procedure:
        assert each.legal_ref
        assert each.source
        assert each.rule_date == date(2025, 10, 28)
        assert each.checked is not None
        assert each.confidence == "found"


@pytest.mark.parametrize("procedure", [each.id for each in load_profile("ec").on(date(2026, 7, 1)).procedures])
def test_nothing_that_nobody_knows_is_ready(database: Database, procedure: str) -> None:
    """A tender of which only the title is known lets no rule be ready that needs a fact."""
    office = Office(database)
    made = a_call(office, procedure, deadline=None, buyer_name="", delivery_from=None, delivery_to=None)
    needing = {"yearly", "locality", "local_since", "channel", "papers", "deadline", "guarantee:performance"}
    for each in asked(office, made).lines:
        if each.rule in needing:
            assert each.state is not READY, each.rule
