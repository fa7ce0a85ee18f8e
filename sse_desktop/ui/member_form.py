"""The form of a member: the identity number is checked while it is typed, and a doubtful one only warns where the profile says so."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.members import (
    MemberData,
    NotAMemberNumber,
    NumberTaken,
    SameIdentity,
    add_member,
    change_member,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.identity import NotToBeKept
from sse_desktop.queries.members import MemberDetail
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.identity_field import IdentityField
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import IntegerField, MoneyField
from sse_desktop.ui.widgets.tick_list_field import TickListField

KINDS: Final = (("family", N_("family")), ("person", N_("person")))
SEXES: Final = (("f", N_("woman")), ("m", N_("man")), ("o", N_("other")))
_SHARED: Final = N_("Members with the same word here are one household and share its limit.")
BESIDE: Final = {NumberTaken: "number", NotAMemberNumber: "number", SameIdentity: "id_number", NotToBeKept: "id_number"}


def member_data(kept_codes: str = "", **typed: Any) -> MemberData:
    """Return the input of the commands from the fields of the form; codes of groups stay where none can be ticked."""
    capital = typed.pop("share_capital")
    ticked = typed.pop("priority_codes", None)
    typed["priority_codes"] = kept_codes if ticked is None else ",".join(ticked)
    known = {name: value for name, value in typed.items() if value is not None}
    return MemberData(**known, share_capital_minor=0 if capital is None else capital.minor)


def new_member_panel(context: Context, currency: str) -> FormPanel:
    """Return an empty form that adds a member."""
    form = _form(context, currency)
    form.fill({"kind": "family", "joined_on": context.today()})
    return FormPanel(context, form, add_member, save=N_("Save the member"))


def change_member_panel(context: Context, member: MemberDetail) -> FormPanel:
    """Return a form that changes a member; what somebody else changed meanwhile is never overwritten."""
    form = _form(context, member.share_capital.currency, member.priority_codes)
    codes = tuple(member.priority_codes.split(",")) if member.priority_codes else ()
    form.fill({name: getattr(member, name) for name in form.fields} | {"priority_codes": codes})
    named = {"seen": member.stamps}
    return FormPanel(context, form, change_member, save=N_("Save the member"), before=(member.id,), named=named)


def _form(context: Context, currency: str, kept_codes: str = "") -> Form[MemberData]:
    fields = [*_who(context), *_groups(context), *_money(context, currency), *_notes(context)]
    return Form(context, partial(member_data, kept_codes), fields, beside=BESIDE)


def priority_words(context: Context) -> dict[str, str]:
    """Return the groups of the profile's order of preference, by code."""
    workspace = context.workspace
    rules = workspace.profile.priority if workspace is not None else ()
    return {rule.code: context.text(rule.label) for rule in rules}


def _groups(context: Context) -> Sequence[Field]:
    """Return the choice of the groups that the law prefers, where it knows any."""
    choices = list(priority_words(context).items())
    return (TickListField(context, "priority_codes", N_("Preferred by the law"), choices),) if choices else ()


def _who(context: Context) -> Sequence[Field | Sequence[Field]]:
    def words(choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(value, context.text(word)) for value, word in choices]

    return (
        TextField(context, "name", N_("Name")),
        [
            IntegerField(context, "number", N_("Number"), required=False, hint=N_("Empty: the next free one")),
            ChoiceField(context, "kind", N_("Kind"), words(KINDS)),
        ],
        IdentityField(context, "id_number", N_("Identity number"), ("member", "cooperative")),
        TextField(context, "community", N_("Community"), required=False),
        [
            TextField(context, "canton", N_("Canton"), required=False),
            TextField(context, "province", N_("Province"), required=False),
        ],
        TextField(context, "household", N_("Household"), required=False, hint=_SHARED),
        TextField(context, "phone", N_("Phone"), required=False),
        [
            ChoiceField(context, "sex", N_("Sex"), words(SEXES), required=False),
            IntegerField(context, "birth_year", N_("Year of birth"), required=False),
        ],
        DateField(context, "joined_on", N_("Joined on"), required=False),
        DateField(context, "left_on", N_("Left on"), required=False),
    )


def _money(context: Context, currency: str) -> Sequence[Field]:
    return (
        MoneyField(context, "share_capital", N_("Share capital"), currency=currency, required=False),
        TextField(context, "bank_name", N_("Bank"), required=False),
        TextField(context, "bank_account", N_("Bank account"), required=False),
    )


def _notes(context: Context) -> Sequence[Field]:
    consent = N_("The day on which the member agreed that these data are kept.")
    return (
        DateField(context, "consent_on", N_("Consent given on"), required=False, hint=consent),
        LongTextField(context, "notes", N_("Notes")),
    )
