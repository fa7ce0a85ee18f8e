"""Tenders from the whole world, rules, clauses and partners."""

import sqlalchemy as sa
from alembic import op

from sse_desktop.store.migrations.frozen import freeze_facts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:  # noqa: PLR0915 - generated from the tables
    """Tenders from the whole world, rules, clauses and partners."""
    op.create_table(
        "inbox_file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_inbox_file_sha256")),
    )
    op.create_table(
        "meeting",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "partner",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("supplier_kind", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("approval_number", sa.Text(), nullable=False),
        sa.Column("approval_from", sa.Date(), nullable=True),
        sa.Column("approval_to", sa.Date(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("offers", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_table(
        "profile_snapshot",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("profile_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_snapshot")),
        sa.UniqueConstraint("digest", name=op.f("uq_profile_snapshot_digest")),
    )
    op.create_table(
        "unit_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_word")),
        sa.UniqueConstraint("word", name=op.f("uq_unit_word_word")),
    )
    op.create_table(
        "meeting_partner",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_partner_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_meeting_partner_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_partner")),
        sa.UniqueConstraint("meeting_id", "partner_id", name=op.f("uq_meeting_partner_meeting_id_partner_id")),
    )
    op.create_table(
        "purchase_target",
        sa.Column("buyer_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("goal_minor", sa.BigInteger(), nullable=True),
        sa.Column("goal_share_bp", sa.BigInteger(), nullable=True),
        sa.Column("all_purchases_minor", sa.BigInteger(), nullable=True),
        sa.Column("reached_minor", sa.BigInteger(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_purchase_target_buyer_id_buyer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_target")),
        sa.UniqueConstraint("buyer_id", "year", name=op.f("uq_purchase_target_buyer_id_year")),
    )
    op.create_table(
        "sheet_mapping",
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_sheet_mapping_buyer_id_buyer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_mapping")),
    )
    with op.batch_alter_table("sheet_mapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_mapping_buyer_id"), ["buyer_id"], unique=False)

    op.create_table(
        "trainee",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("contract_number", sa.Text(), nullable=False),
        sa.Column("contract_from", sa.Date(), nullable=True),
        sa.Column("contract_to", sa.Date(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("tutor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_trainee_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainee")),
    )
    op.create_table(
        "agreement",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_agreement_paper_id_paper")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_agreement_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_table(
        "asked_value",
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_asked_value_buyer_id_buyer")),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_asked_value_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_value")),
    )
    with op.batch_alter_table("asked_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_value_buyer_id"), ["buyer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asked_value_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "espd_request",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("file_sha", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_espd_request_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_espd_request")),
    )
    with op.batch_alter_table("espd_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_espd_request_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "help_question",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_help_question_partner_id_partner")),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_help_question_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_question")),
    )
    with op.batch_alter_table("help_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_question_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "prospect",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("volumes", sa.Text(), nullable=False),
        sa.Column("seasons", sa.Text(), nullable=False),
        sa.Column("could_be_reserved", sa.Text(), nullable=False),
        sa.Column("could_supply", sa.Text(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("dropped_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_prospect_buyer_id_buyer")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_prospect_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_prospect_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospect")),
    )
    op.create_table(
        "social_value_record",
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("score_milli", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_social_value_record_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_value_record")),
    )
    op.create_table(
        "staff_count",
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("heads", sa.BigInteger(), nullable=False),
        sa.Column("target_heads", sa.BigInteger(), nullable=False),
        sa.Column("fte_milli", sa.BigInteger(), nullable=True),
        sa.Column("target_fte_milli", sa.BigInteger(), nullable=True),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_staff_count_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_count")),
    )
    op.create_table(
        "tender_amendment",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("original_sha", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_amendment_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_amendment")),
    )
    with op.batch_alter_table("tender_amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_amendment_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "tender_decision",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("goes_on", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_decision_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_decision")),
    )
    with op.batch_alter_table("tender_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_decision_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "tender_document",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("file_sha", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_document_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_document")),
    )
    with op.batch_alter_table("tender_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_document_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "tender_milestone",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_milestone_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_milestone")),
    )
    with op.batch_alter_table("tender_milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_milestone_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "tender_question",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("by_us", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_question_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_question")),
    )
    with op.batch_alter_table("tender_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_question_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("by_us", sa.Boolean(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=True),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("valued_by", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_contribution_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_contribution_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "espd_answer",
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value_kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["espd_request.id"], name=op.f("fk_espd_answer_request_id_espd_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_espd_answer")),
    )
    with op.batch_alter_table("espd_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_espd_answer_criterion_question"), ["criterion", "question"], unique=False)

    op.create_table(
        "tender_clause",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("tender_lot_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("legal_ref", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_clause_tender_id_tender")),
        sa.ForeignKeyConstraint(
            ["tender_lot_id"], ["tender_lot.id"], name=op.f("fk_tender_clause_tender_lot_id_tender_lot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_clause")),
    )
    with op.batch_alter_table("tender_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_clause_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "tender_criterion",
        sa.Column("tender_id", sa.Uuid(), nullable=False),
        sa.Column("tender_lot_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("points_milli", sa.BigInteger(), nullable=True),
        sa.Column("scoring", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_tender_criterion_tender_id_tender")),
        sa.ForeignKeyConstraint(
            ["tender_lot_id"], ["tender_lot.id"], name=op.f("fk_tender_criterion_tender_lot_id_tender_lot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_criterion")),
    )
    with op.batch_alter_table("tender_criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_criterion_tender_id"), ["tender_id"], unique=False)

    op.create_table(
        "clause_acceptance",
        sa.Column("tender_clause_id", sa.Uuid(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("accepted_bp", sa.BigInteger(), nullable=False),
        sa.Column("imposed_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tender_clause_id"], ["tender_clause.id"], name=op.f("fk_clause_acceptance_tender_clause_id_tender_clause")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_acceptance")),
    )
    with op.batch_alter_table("clause_acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_acceptance_tender_clause_id"), ["tender_clause_id"], unique=False)

    op.create_table(
        "clause_commitment",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("tender_clause_id", sa.Uuid(), nullable=False),
        sa.Column("promised", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_clause_commitment_bid_id_bid")),
        sa.ForeignKeyConstraint(
            ["tender_clause_id"], ["tender_clause.id"], name=op.f("fk_clause_commitment_tender_clause_id_tender_clause")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_commitment")),
        sa.UniqueConstraint("bid_id", "tender_clause_id", name=op.f("uq_clause_commitment_bid_id_tender_clause_id")),
    )
    op.create_table(
        "clause_progress",
        sa.Column("tender_clause_id", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=True),
        sa.Column("hours_milli", sa.BigInteger(), nullable=True),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_clause_progress_partner_id_partner")),
        sa.ForeignKeyConstraint(
            ["tender_clause_id"], ["tender_clause.id"], name=op.f("fk_clause_progress_tender_clause_id_tender_clause")
        ),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_clause_progress_trainee_id_trainee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_progress")),
    )
    with op.batch_alter_table("clause_progress", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clause_progress_tender_clause_id_done_on"), ["tender_clause_id", "done_on"], unique=False
        )

    op.create_table(
        "criterion_answer",
        sa.Column("bid_id", sa.Uuid(), nullable=False),
        sa.Column("tender_criterion_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("assumed", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["bid_id"], ["bid.id"], name=op.f("fk_criterion_answer_bid_id_bid")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_criterion_answer_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["tender_criterion_id"],
            ["tender_criterion.id"],
            name=op.f("fk_criterion_answer_tender_criterion_id_tender_criterion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_answer")),
        sa.UniqueConstraint(
            "bid_id", "tender_criterion_id", name=op.f("uq_criterion_answer_bid_id_tender_criterion_id")
        ),
    )
    op.create_table(
        "partnership",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("tender_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("we_lead", sa.Boolean(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("share_bp", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stamps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contract.id"], name=op.f("fk_partnership_contract_id_contract")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_partnership_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_partnership_paper_id_paper")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partnership_partner_id_partner")),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name=op.f("fk_partnership_tender_id_tender")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
    )
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_tender_id"), ["tender_id"], unique=False)

    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile_digest", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facts", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("renewal_days", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("checked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("check_address", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("holder_kind", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("legal_ref", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("source", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("tender", schema=None) as batch_op:
        batch_op.add_column(sa.Column("value_with_tax", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("value_tax_bp", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("reserved", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("province", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("canton", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("channel", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("notice_version", sa.Text(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("requests_deadline_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("set_aside", sa.Text(), nullable=False, server_default=sa.text("''")))

    with op.batch_alter_table("tender_lot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reserved", sa.Text(), nullable=False, server_default=sa.text("''")))
    freeze_facts()
