"""The form of the contract that follows a won bid: what the signed paper says; what it doesn't say stays empty."""

import uuid
from functools import partial

from sse_desktop.commands.contracts import ContractExists, open_contract_from_bid
from sse_desktop.domain.errors import N_
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.ui.context import Context
from sse_desktop.ui.contract_form import contract_data, term_fields
from sse_desktop.ui.form import Form, FormPanel


def contract_panel(context: Context, desk: BidDesk, bid_id: uuid.UUID, currency: str) -> FormPanel:
    """Return the form with what the tender told about the term; nothing about penalties is guessed."""
    terms = term_fields(context, currency)
    form = Form(context, partial(contract_data, currency), terms, beside={ContractExists: "reference"})
    form.fill(
        {
            "title": desk.tender.title,
            "signed_on": context.today(),
            "starts_on": desk.tender.delivery_from,
            "ends_on": desk.tender.delivery_to,
            "certificate": desk.tender.certificate,
        }
    )
    return FormPanel(context, form, open_contract_from_bid, save=N_("Make the contract"), before=(bid_id,))
