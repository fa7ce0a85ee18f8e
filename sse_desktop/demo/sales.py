"""Third scene: the won contract, delivered week by week to 26 schools, paid in part and shared to the families."""

import uuid
from datetime import date, datetime, timedelta

from sse_desktop.commands.acceptances import Received, Rejection, record_received
from sse_desktop.commands.call_offs import CallOffData, add_call_offs
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract, open_contract_from_bid
from sse_desktop.commands.deliveries import Dispatch, SentLine, send_delivery
from sse_desktop.commands.receipts import ReceiptData, record_receipt
from sse_desktop.commands.settlements import (
    DeductionRuleData,
    RetentionData,
    SettlementData,
    add_deduction_rule,
    settle,
)
from sse_desktop.demo.stage import WEEKS_OF_DELIVERY, Stage
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import UNIT, Quantity
from sse_desktop.queries.buyers import DeliveryPointRow, delivery_points
from sse_desktop.queries.call_offs import CallOffRow, call_offs
from sse_desktop.queries.contracts import contract_lines, contracts
from sse_desktop.queries.deliveries import delivery

DELIVERY_DAY = 3  # Thursday
REJECTED = 40  # of the 600 units of one school, the field's own example
REJECTION_WEEK = 6
# (weeks ago, position of the school, units that hail took)
SHORTAGES = ((8, 12, 120), (5, 20, 90))
PAID_FIRST_PERCENT = 60
PAID_SECOND_MINOR = 400_000


def win(stage: Stage, bid_id: uuid.UUID) -> uuid.UUID:
    """Make the contract of the won bid with an order for every school and week, and return its id."""
    first = stage.monday(WEEKS_OF_DELIVERY)
    data = ContractData(
        reference="CONT-DEMO-031",
        title="Granadilla y mandarina para 26 escuelas (demo)",
        signed_on=first - timedelta(days=10),
        starts_on=first,
        ends_on=stage.monday(1) + timedelta(days=4),
        penalty_coefficient_micros=1000,
        penalty_base="value of the unfulfilled obligation",
        replacement_days=3,
        days_to_pay=30,
    )
    moment = stage.at(first - timedelta(days=10), 15)
    contract = stage.write(moment, open_contract_from_bid, bid_id, data)
    lines = stage.workspace.read(contract_lines, contract)
    schools = stage.workspace.read(delivery_points, stage.buyer)
    orders = [
        CallOffData(
            contract_line_id=line.id,
            delivery_point_id=school.id,
            due_on=stage.monday(week) + timedelta(days=DELIVERY_DAY),
            order_number=f"OC-DEMO-{WEEKS_OF_DELIVERY + 1 - week:02d}",
            pupils=school.pupils,
            units_per_ration=1,
            days=1,
        )
        for week in range(WEEKS_OF_DELIVERY, 0, -1)
        for school in schools
        for line in lines
    ]
    stage.write(moment + timedelta(hours=1), add_call_offs, orders)
    return contract


def deliver_week(stage: Stage, contract: uuid.UUID, weeks_ago: int) -> None:
    """Deliver one week's orders, school by school, and record what each accepted."""
    day = stage.monday(weeks_ago) + timedelta(days=DELIVERY_DAY)
    schools = {row.id: (at, row) for at, row in enumerate(stage.workspace.read(delivery_points, stage.buyer))}
    orders: dict[uuid.UUID, list[CallOffRow]] = {}
    for order in stage.workspace.read(call_offs, contract_id=contract, from_on=day, to_on=day):
        orders.setdefault(order.delivery_point_id, []).append(order)
    for point, wanted in orders.items():
        at, school = schools[point]
        _deliver(stage, contract, school, wanted, (weeks_ago, at, day))


def _deliver(
    stage: Stage, contract: uuid.UUID, school: DeliveryPointRow, wanted: list[CallOffRow], when: tuple[int, int, date]
) -> None:
    weeks_ago, at, day = when
    short = next((units for week, position, units in SHORTAGES if (week, position) == (weeks_ago, at)), 0)
    lines = tuple(
        SentLine(
            contract_line_id=order.contract_line_id,
            call_off_id=order.id,
            quantity=Quantity(order.quantity.milli - (short * 1000 if turn == 0 else 0), order.quantity.unit),
        )
        for turn, order in enumerate(wanted)
    )
    leaves = stage.at(day, 6, 30) + timedelta(minutes=7 * at)
    sent = stage.write(
        leaves,
        send_delivery,
        Dispatch(
            contract_id=contract,
            delivery_point_id=school.id,
            planned_on=day,
            lines=lines,
            driver="Chofer (demo)",
            vehicle="DEMO-001",
            crates_out=2 + (school.pupils or 0) // 60,
            note="Faltó fruta por el granizo (demo)" if short else "",
            dispatched_at=leaves,
        ),
    )
    rejected = weeks_ago == REJECTION_WEEK and school.pupils == 600
    receive(stage, sent.id, leaves + timedelta(minutes=50), rejected=rejected)
    if rejected:
        replace(stage, contract, sent.id, day)


def receive(stage: Stage, delivery_id: uuid.UUID, moment: datetime, *, rejected: bool) -> None:
    """Record the school's word; one school once rejects 40 units."""
    note = stage.workspace.read(delivery, delivery_id)
    line = note.lines[0]
    rejections = (
        (
            Rejection(
                delivery_line_id=line.id,
                quantity=Quantity(REJECTED * 1000, line.sent.unit),
                reason="Fruta golpeada (demo)",
            ),
        )
        if rejected
        else ()
    )
    received = Received(
        delivery_id=delivery_id,
        receiver_name="Delegada de la escuela (demo)",
        receiver_post="Dirección",
        rejections=rejections,
        crates_in=note.crates_out,
        received_at=moment,
    )
    stage.write(moment, record_received, received)


def replace(stage: Stage, contract: uuid.UUID, delivery_id: uuid.UUID, day: date) -> None:
    """Bring the rejected units again two days later."""
    note = stage.workspace.read(delivery, delivery_id)
    line = note.lines[0]
    school = next(row for row in stage.workspace.read(delivery_points, stage.buyer) if row.code == note.code)
    leaves = stage.at(day + timedelta(days=1), 8)
    again = SentLine(
        contract_line_id=line.contract_line_id,
        call_off_id=line.call_off_id,
        quantity=Quantity(REJECTED * 1000, line.sent.unit),
        replaces_line_id=line.id,
    )
    dispatch = Dispatch(
        contract_id=contract,
        delivery_point_id=school.id,
        planned_on=day + timedelta(days=1),
        lines=(again,),
        driver="Chofer (demo)",
        vehicle="DEMO-001",
        dispatched_at=leaves,
    )
    sent = stage.write(leaves, send_delivery, dispatch)
    receive(stage, sent.id, leaves + timedelta(minutes=40), rejected=False)


def get_paid(stage: Stage, contract: uuid.UUID) -> None:
    """Receive 60 % and share it; a second payment has just come and waits to be shared."""
    row = next(row for row in stage.workspace.read(contracts) if row.id == contract)
    day = stage.monday(2) + timedelta(days=1)
    first = Money(row.accepted.minor * PAID_FIRST_PERCENT // 100, row.accepted.currency)
    stage.write(
        stage.at(day, 9),
        add_deduction_rule,
        DeductionRuleData(title="Fondo social (demo)", kind="percent", rate_bp=200),
    )
    receipt = stage.write(
        stage.at(day),
        record_receipt,
        ReceiptData(contract_id=contract, received_on=day, amount=first, reference="SPI-DEMO-1"),
    )
    settlement = SettlementData(
        contract_id=contract,
        from_on=stage.monday(WEEKS_OF_DELIVERY),
        to_on=stage.monday(3) + timedelta(days=6),
        receipt_ids=(receipt,),
        retentions=(RetentionData(title="Transporte a las escuelas (demo)", amount_minor=180_000),),
    )
    stage.write(stage.at(day + timedelta(days=1), 10), settle, settlement)
    late = min(stage.today, stage.monday(1) + timedelta(days=4))
    second = ReceiptData(
        contract_id=contract,
        received_on=late,
        amount=Money(PAID_SECOND_MINOR, row.accepted.currency),
        reference="SPI-DEMO-2",
    )
    stage.write(stage.at(late, 16), record_receipt, second)


def buy_small(stage: Stage) -> None:
    """Take a small purchase order that is under way: two notes of today wait for the schools' word, orders follow."""
    line = ContractLineData(
        product_id=stage.products["NAR"],
        description="Naranja fresca, por unidad",
        quantity=Quantity.of(6_000, UNIT),
        price=UnitPrice.of("0.08", stage.workspace.cooperative.currency),
        grade_id=stage.grades["NAR"][0],
        units_per_container=75,
    )
    data = ContractData(
        reference="OC-DEMO-118",
        title="Naranja para seis escuelas (demo)",
        signed_on=stage.today - timedelta(days=6),
        replacement_days=3,
        days_to_pay=30,
    )
    moment = stage.at(stage.today - timedelta(days=6), 12)
    currency = stage.workspace.cooperative.currency
    contract = stage.write(moment, open_contract, stage.buyer, currency, data, [line])
    [kept] = stage.workspace.read(contract_lines, contract)
    schools = stage.workspace.read(delivery_points, stage.buyer)[:6]
    orders = [
        CallOffData(
            contract_line_id=kept.id,
            delivery_point_id=school.id,
            due_on=stage.today + timedelta(days=days),
            order_number=f"OC-DEMO-118-{turn}",
            units_per_ration=1,
            days=1,
        )
        for turn, days in ((1, 0), (2, 7))
        for school in schools
    ]
    stage.write(moment + timedelta(hours=1), add_call_offs, orders)
    due = stage.workspace.read(call_offs, contract_id=contract, from_on=stage.today, to_on=stage.today)
    for turn, order in enumerate(due[:2]):
        sent = SentLine(contract_line_id=kept.id, call_off_id=order.id, quantity=order.quantity)
        dispatch = Dispatch(
            contract_id=contract,
            delivery_point_id=order.delivery_point_id,
            planned_on=stage.today,
            lines=(sent,),
            driver="Chofer (demo)",
            vehicle="DEMO-001",
            crates_out=6,
        )
        stage.write(stage.at(stage.today, 6, 30 + turn), send_delivery, dispatch)
