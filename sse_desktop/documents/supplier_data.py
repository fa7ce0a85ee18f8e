"""The form with the supplier's general data."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierData:
    """General data in the order of the form; `registrations` are further numbers with their names, such as RUEPS.

    `partners` are those who take part with us, each with its part.
    """

    cooperative: Cooperative
    reference: str
    supplier_kind: str = ""
    is_natural_person: bool = False
    province: str = ""
    canton: str = ""
    bank_name: str = ""
    bank_account: str = ""
    registrations: tuple[tuple[str, str], ...] = ()
    partners: tuple[tuple[str, str], ...] = ()


def supplier_data(data: SupplierData, code: str, locale: Locale) -> Form:
    """The form, signed by the representative; what is not known stays as a line to write on."""
    heading = locale.text("General data of the supplier")
    sheet = data.cooperative.sheet(heading, data.reference, foliated=True)
    story: list[Flowable] = [
        paragraph(f"{code}  {heading}".strip(), Text.TITLE),
        paragraph(locale.text("Supplier"), Text.HEADING),
        *facts(_identity(data, locale), label_share=0.34),
        paragraph(locale.text("Address and contact"), Text.HEADING),
        *facts(_contact(data, locale), label_share=0.34),
        paragraph(locale.text("Bank account for payments"), Text.HEADING),
        *facts(_bank(data, locale), label_share=0.34),
        *_partners(data, locale),
        paragraph(locale.text("I declare that these data are true and that changes will be communicated.")),
    ]
    return Form(sheet, closed(story, signatures([data.cooperative.representative], locale)))


def _identity(data: SupplierData, locale: Locale) -> list[Labelled]:
    one = data.cooperative
    kind = locale.text("natural person") if data.is_natural_person else locale.text("legal person")
    shown = [
        (locale.text("Natural or legal person"), kind),
        (locale.text("Legal name"), one.name),
        (one.tax_id_label or locale.text("Tax number"), one.tax_id),
        (locale.text("Kind of organisation"), data.supplier_kind),
        *data.registrations,
        (locale.text("Legal representative"), one.representative.name),
        (locale.text("Identity number of the representative"), one.representative.id_number),
        (locale.text("Post of the representative"), one.representative.post),
    ]
    return [Labelled(label=label, value=value) for label, value in shown]


def _contact(data: SupplierData, locale: Locale) -> list[Labelled]:
    shown = (
        (locale.text("Province"), data.province),
        (locale.text("Canton"), data.canton),
        (locale.text("Address"), data.cooperative.address),
        (locale.text("Telephone"), data.cooperative.phone),
        (locale.text("E-mail"), data.cooperative.email),
    )
    return [Labelled(label=label, value=value) for label, value in shown]


def _partners(data: SupplierData, locale: Locale) -> list[Flowable]:
    if not data.partners:
        return []
    shown = [Labelled(label=name, value=part) for name, part in data.partners]
    return [paragraph(locale.text("Partners in this bid"), Text.HEADING), *facts(shown, label_share=0.34)]


def _bank(data: SupplierData, locale: Locale) -> list[Labelled]:
    shown = ((locale.text("Institution"), data.bank_name), (locale.text("Account"), data.bank_account))
    return [Labelled(label=label, value=value) for label, value in shown]
