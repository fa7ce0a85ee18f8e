"""Pledges, stock in depth, demands, shares and prices."""

import sqlalchemy as sa
from alembic import op

from sse_desktop.store.migrations.frozen import freeze_facts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:  # noqa: PLR0915 - generated from the tables
    """Pledges, stock in depth, demands, shares and prices."""
    op.create_table(
        "place",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("code", name=op.f("uq_place_code")),
    )
    op.create_table(
        "pledge_round",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_week", sa.Text(), nullable=False),
        sa.Column("last_week", sa.Text(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_round")),
    )
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "sorting",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grams_in", sa.BigInteger(), nullable=False),
        sa.Column("loss_g", sa.BigInteger(), nullable=False),
        sa.Column("loss_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorting")),
    )
    with op.batch_alter_table("sorting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sorting_at"), ["at"], unique=False)

    op.create_table(
        "agreed_minimum",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=False),
        sa.Column("premium_micros", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_agreed_minimum_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_minimum")),
    )
    op.create_table(
        "cost",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("units_milli", sa.BigInteger(), nullable=True),
        sa.Column("amount_micros", sa.BigInteger(), nullable=True),
        sa.Column("share_bp", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_cost_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
    )
    with op.batch_alter_table("cost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_part_valid_from"), ["part", "valid_from"], unique=False)

    op.create_table(
        "market_price",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_market_price_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_price")),
    )
    with op.batch_alter_table("market_price", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_market_price_product_id_week"), ["product_id", "week"], unique=False)

    op.create_table(
        "pledge_round_product",
        sa.Column("pledge_round_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pledge_round_id"], ["pledge_round.id"], name=op.f("fk_pledge_round_product_pledge_round_id_pledge_round")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_pledge_round_product_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_round_product")),
        sa.UniqueConstraint(
            "pledge_round_id", "product_id", name=op.f("uq_pledge_round_product_pledge_round_id_product_id")
        ),
    )
    op.create_table(
        "reliability",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("set_bp", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reliability_member_id_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_reliability_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reliability")),
        sa.UniqueConstraint("member_id", "product_id", name=op.f("uq_reliability_member_id_product_id")),
    )
    op.create_table(
        "what_if",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("certified_only", sa.Boolean(), nullable=False),
        sa.Column("certificate_kind", sa.Text(), nullable=False),
        sa.Column("weeks_out", sa.Text(), nullable=False),
        sa.Column("skip_holidays", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_what_if_buyer_id_buyer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_what_if")),
    )
    op.create_table(
        "worker",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.BigInteger(), nullable=True),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_worker_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "crate_movement",
        sa.Column("container_kind_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("delivery_point_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("containers", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["container_kind_id"],
            ["container_kind.id"],
            name=op.f("fk_crate_movement_container_kind_id_container_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_point_id"],
            ["delivery_point.id"],
            name=op.f("fk_crate_movement_delivery_point_id_delivery_point"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_crate_movement_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crate_movement")),
    )
    with op.batch_alter_table("crate_movement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crate_movement_delivery_point_id"), ["delivery_point_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_crate_movement_member_id"), ["member_id"], unique=False)

    op.create_table(
        "packaging_change",
        sa.Column("packaging_id", sa.Uuid(), nullable=False),
        sa.Column("units_per_container", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["packaging_id"], ["packaging.id"], name=op.f("fk_packaging_change_packaging_id_packaging")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packaging_change")),
        sa.UniqueConstraint("packaging_id", "valid_from", name=op.f("uq_packaging_change_packaging_id_valid_from")),
    )
    op.create_table(
        "pooled_capacity",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_pooled_capacity_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pooled_capacity")),
    )
    with op.batch_alter_table("pooled_capacity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pooled_capacity_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "what_if_line",
        sa.Column("what_if_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("first_week", sa.Text(), nullable=False),
        sa.Column("last_week", sa.Text(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=True),
        sa.Column("ration_milli", sa.BigInteger(), nullable=True),
        sa.Column("pupils", sa.BigInteger(), nullable=True),
        sa.Column("days_a_week", sa.BigInteger(), nullable=True),
        sa.Column("every_weeks", sa.BigInteger(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_what_if_line_product_id_product")),
        sa.ForeignKeyConstraint(["what_if_id"], ["what_if.id"], name=op.f("fk_what_if_line_what_if_id_what_if")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_what_if_line")),
    )
    with op.batch_alter_table("what_if_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_what_if_line_what_if_id"), ["what_if_id"], unique=False)

    op.create_table(
        "work_payment",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_work_payment_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_payment")),
    )
    with op.batch_alter_table("work_payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_payment_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "pooled_week",
        sa.Column("pooled_capacity_id", sa.Uuid(), nullable=False),
        sa.Column("their_product", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pooled_capacity_id"],
            ["pooled_capacity.id"],
            name=op.f("fk_pooled_week_pooled_capacity_id_pooled_capacity"),
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_pooled_week_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pooled_week")),
    )
    with op.batch_alter_table("pooled_week", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pooled_week_pooled_capacity_id"), ["pooled_capacity_id"], unique=False)

    op.create_table(
        "price_scenario",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("margin_bp", sa.BigInteger(), nullable=False),
        sa.Column("priced_on", sa.Date(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=True),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("compared", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_price_scenario_bid_id_bid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_scenario")),
    )
    with op.batch_alter_table("price_scenario", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_price_scenario_bid_id"), ["bid_id"], unique=False)

    op.create_table(
        "sharing",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("from_week", sa.Text(), nullable=False),
        sa.Column("asked_minor", sa.BigInteger(), nullable=False),
        sa.Column("shared_minor", sa.BigInteger(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("made_from", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_sharing_bid_id_bid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing")),
        sa.UniqueConstraint("bid_id", "version", name=op.f("uq_sharing_bid_id_version")),
    )
    op.create_table(
        "sharing_exception",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_sharing_exception_bid_id_bid")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sharing_exception_member_id_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_sharing_exception_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_exception")),
    )
    with op.batch_alter_table("sharing_exception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sharing_exception_bid_id"), ["bid_id"], unique=False)

    op.create_table(
        "sharing_terms",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("minimum_minor", sa.BigInteger(), nullable=True),
        sa.Column("cap_minor", sa.BigInteger(), nullable=True),
        sa.Column("household_cap_minor", sa.BigInteger(), nullable=True),
        sa.Column("follows_caps", sa.Boolean(), nullable=False),
        sa.Column("follows_priority", sa.Boolean(), nullable=False),
        sa.Column("certified_only", sa.Boolean(), nullable=False),
        sa.Column("certificate_kind", sa.Text(), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_sharing_terms_bid_id_bid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_terms")),
        sa.UniqueConstraint("bid_id", name=op.f("uq_sharing_terms_bid_id")),
    )
    op.create_table(
        "subsidy",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("rate_micros", sa.BigInteger(), nullable=True),
        sa.Column("share_bp", sa.BigInteger(), nullable=True),
        sa.Column("km_milli", sa.BigInteger(), nullable=True),
        sa.Column("cap_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_subsidy_bid_id_bid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy")),
        sa.UniqueConstraint("bid_id", name=op.f("uq_subsidy_bid_id")),
    )
    op.create_table(
        "work_day",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("hours_milli", sa.BigInteger(), nullable=True),
        sa.Column("pieces", sa.BigInteger(), nullable=True),
        sa.Column("rate_micros", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("pay_minor", sa.BigInteger(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_work_day_lot_id_lot")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_work_day_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_day")),
    )
    with op.batch_alter_table("work_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_day_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_day_worked_on"), ["worked_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_day_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "sharing_member",
        sa.Column("sharing_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("offered_minor", sa.BigInteger(), nullable=False),
        sa.Column("even_minor", sa.BigInteger(), nullable=False),
        sa.Column("carried_minor", sa.BigInteger(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("limited_by", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sharing_member_member_id_member")),
        sa.ForeignKeyConstraint(["sharing_id"], ["sharing.id"], name=op.f("fk_sharing_member_sharing_id_sharing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_member")),
    )
    with op.batch_alter_table("sharing_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sharing_member_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sharing_member_sharing_id"), ["sharing_id"], unique=False)

    op.create_table(
        "stock_reservation",
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("sent_before_g", sa.BigInteger(), nullable=False),
        sa.Column("reserved_by", sa.Text(), nullable=False),
        sa.Column("reserved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_stock_reservation_contract_id_contract")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stock_reservation_lot_id_lot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_reservation")),
    )
    with op.batch_alter_table("stock_reservation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_reservation_contract_id"), ["contract_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stock_reservation_lot_id"), ["lot_id"], unique=False)

    op.create_table(
        "weigh_in_price",
        sa.Column("weigh_in_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=False),
        sa.Column("paid_unit", sa.Text(), nullable=True),
        sa.Column("paid_milli", sa.BigInteger(), nullable=True),
        sa.Column("paid_price_micros", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["weigh_in_id"], ["weigh_in.id"], name=op.f("fk_weigh_in_price_weigh_in_id_weigh_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weigh_in_price")),
    )
    with op.batch_alter_table("weigh_in_price", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weigh_in_price_weigh_in_id"), ["weigh_in_id"], unique=False)

    op.create_table(
        "scenario_line",
        sa.Column("price_scenario_id", sa.Uuid(), nullable=False),
        sa.Column("bid_line_id", sa.Uuid(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=True),
        sa.Column("per_milli", sa.BigInteger(), nullable=False),
        sa.Column("loss_bp", sa.BigInteger(), nullable=True),
        sa.Column("days_to_pay", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_line_id"], ["bid_line.id"], name=op.f("fk_scenario_line_bid_line_id_bid_line")),
        sa.ForeignKeyConstraint(
            ["price_scenario_id"], ["price_scenario.id"], name=op.f("fk_scenario_line_price_scenario_id_price_scenario")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_line")),
        sa.UniqueConstraint(
            "price_scenario_id", "bid_line_id", name=op.f("uq_scenario_line_price_scenario_id_bid_line_id")
        ),
    )
    op.create_table(
        "sharing_line",
        sa.Column("sharing_member_id", sa.Uuid(), nullable=False),
        sa.Column("bid_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["bid_line_id"], ["bid_line.id"], name=op.f("fk_sharing_line_bid_line_id_bid_line")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_sharing_line_product_id_product")),
        sa.ForeignKeyConstraint(
            ["sharing_member_id"], ["sharing_member.id"], name=op.f("fk_sharing_line_sharing_member_id_sharing_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_line")),
    )
    with op.batch_alter_table("sharing_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sharing_line_bid_line_id"), ["bid_line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sharing_line_sharing_member_id"), ["sharing_member_id"], unique=False)

    op.create_table(
        "scenario_part",
        sa.Column("scenario_line_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("amount_micros", sa.BigInteger(), nullable=True),
        sa.Column("share_bp", sa.BigInteger(), nullable=True),
        sa.Column("cost_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["cost_id"], ["cost.id"], name=op.f("fk_scenario_part_cost_id_cost")),
        sa.ForeignKeyConstraint(
            ["scenario_line_id"], ["scenario_line.id"], name=op.f("fk_scenario_part_scenario_line_id_scenario_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_part")),
        sa.UniqueConstraint("scenario_line_id", "part", name=op.f("uq_scenario_part_scenario_line_id_part")),
    )
    op.create_table(
        "sorting_input",
        sa.Column("sorting_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("movement_id", sa.Uuid(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_sorting_input_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["stock_movement.id"], name=op.f("fk_sorting_input_movement_id_stock_movement")
        ),
        sa.ForeignKeyConstraint(["sorting_id"], ["sorting.id"], name=op.f("fk_sorting_input_sorting_id_sorting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorting_input")),
    )
    with op.batch_alter_table("sorting_input", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sorting_input_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sorting_input_sorting_id"), ["sorting_id"], unique=False)

    op.create_table(
        "sorting_output",
        sa.Column("sorting_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("movement_id", sa.Uuid(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("units_milli", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("container_kind_id", sa.Uuid(), nullable=True),
        sa.Column("containers", sa.BigInteger(), nullable=True),
        sa.Column("loose_units", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["container_kind_id"],
            ["container_kind.id"],
            name=op.f("fk_sorting_output_container_kind_id_container_kind"),
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_sorting_output_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["stock_movement.id"], name=op.f("fk_sorting_output_movement_id_stock_movement")
        ),
        sa.ForeignKeyConstraint(["sorting_id"], ["sorting.id"], name=op.f("fk_sorting_output_sorting_id_sorting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sorting_output")),
    )
    with op.batch_alter_table("sorting_output", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sorting_output_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sorting_output_sorting_id"), ["sorting_id"], unique=False)

    with op.batch_alter_table("container_kind", schema=None) as batch_op:
        batch_op.add_column(sa.Column("returnable", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("certificate_kind", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("best_before", sa.Date(), nullable=True))

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("canton", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("province", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("household", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("priority_codes", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plot_id", sa.Uuid(), nullable=True))

    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned_g", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(sa.Column("safety_margin_bp", sa.BigInteger(), nullable=False, server_default=sa.text("0")))

    with op.batch_alter_table("tender", schema=None) as batch_op:
        batch_op.add_column(sa.Column("certified_plots_only", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("certificate_kind", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("weigh_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paid_unit", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("paid_milli", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("paid_price_micros", sa.BigInteger(), nullable=True))
    freeze_facts()
