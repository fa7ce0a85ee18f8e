"""What the packet of a bid says, as documents take it: one function per part, from the gathered rows."""

from dataclasses import replace

from sse_desktop.documents.attached import AttachedPaper
from sse_desktop.documents.bid_packet import BidPacket
from sse_desktop.documents.commitment_letter import CommitmentLetter
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.cover import Cover
from sse_desktop.documents.delivery_plan import DeliveryPlan, PlannedProduct
from sse_desktop.documents.members_list import MemberLine, MembersList
from sse_desktop.documents.quantities_prices import PriceLine, QuantitiesPrices, stated_total
from sse_desktop.documents.supplier_data import SupplierData
from sse_desktop.domain.delivery_plan import planned
from sse_desktop.domain.errors import N_
from sse_desktop.domain.foliation import PLAIN_FOLIOS, FolioStyle
from sse_desktop.domain.identity import as_written
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.prints.packet_social import social_part
from sse_desktop.queries.packets import PacketPartner, PacketSource
from sse_desktop.queries.profiles import rules_of
from sse_desktop.workspace import Workspace

_PAGES = FolioStyle(pattern=N_("Page {folio} / {total}"))
# Initials and seals are put on by hand, so those styles number as the plain ones do.
_STYLES = {
    "page_of_total": PLAIN_FOLIOS,
    "sheet_of_total": FolioStyle(by_sheet=True),
    "folio_initials": PLAIN_FOLIOS,
    "pages_of": _PAGES,
    "seal_joint": _PAGES,
}


def packet_of(workspace: Workspace, source: PacketSource, locale: Locale) -> BidPacket:
    """Return the content of a packet as documents take it, with the bytes of its papers.

    Raises:
        AttachmentMissing, AttachmentDamaged.
    """
    # A bid that was marked ready keeps the rules it was made under, whatever became of them since.
    profile = workspace.read(rules_of, source.tender_id, source.bid_id)
    head = issuer(workspace, profile)
    procedure = profile.procedure(source.procedure)
    # The words were made in the documents' own language; in another one they are made from the figures.
    words = source.words if locale.language == source.cooperative.language else ""
    prices = _prices(profile, source, head, words)
    total = stated_total(prices) if prices.with_tax else source.total
    return BidPacket(
        cover=replace(
            _cover(profile, source, head, prices.total_in_words, locale),
            total=total,
            with_tax=prices.with_tax,
            says_tax=prices.says_tax,
        ),
        letter=CommitmentLetter(
            cooperative=head,
            reference=source.reference,
            title=source.title,
            buyer=source.buyer,
            total=total,
            total_in_words=prices.total_in_words,
            with_tax=prices.with_tax,
            says_tax=prices.says_tax,
            place=source.cooperative.canton,
        ),
        supplier=_supplier(profile, source, head, locale),
        members=_members(source, head),
        prices=prices,
        plan=DeliveryPlan(cooperative=head, reference=source.reference, products=_products(source)),
        social=social_part(source, head, locale),
        papers=tuple(_papers(workspace, source)),
        codes=procedure.forms if procedure is not None else {},
        style=replace(_STYLES.get(profile.folio_style, PLAIN_FOLIOS), start=profile.folio_start),
    )


# ---------------------------------------------------------------- the parts


def _cover(profile: Profile, source: PacketSource, head: Cooperative, words: str, locale: Locale) -> Cover:
    weeks = {week for line in source.lines for week, _ in line.plan}
    families, lines, papers = len(source.members), len(source.lines), len(source.papers)
    figures = (
        (locale.number(families), locale.plural("family", "families", families)),
        (locale.number(lines), locale.plural("line offered", "lines offered", lines)),
        (locale.number(len(weeks)), locale.plural("week of delivery", "weeks of delivery", len(weeks))),
        (locale.number(papers), locale.plural("paper", "papers", papers)),
    )
    return Cover(
        cooperative=head,
        reference=source.reference,
        title=source.title,
        buyer=source.buyer,
        supplier_kind=_supplier_kind(profile, source, locale),
        procedure=_procedure(profile, source, locale),
        deadline=locale.instant(source.deadline) if source.deadline is not None else "",
        total=source.total,
        total_in_words=words,
        figures=figures,
        hindrances=tuple(locale.explain(hindrance) for hindrance in source.hindrances),
    )


def _supplier_kind(profile: Profile, source: PacketSource, locale: Locale) -> str:
    """Return every kind that we are; one that the profile does not know stays as it is."""
    found = [(kind, profile.supplier_kind(kind)) for kind in source.cooperative.kinds]
    return ", ".join(_said(profile, rule.label, locale) if rule is not None else kind for kind, rule in found)


def _procedure(profile: Profile, source: PacketSource, locale: Locale) -> str:
    found = profile.procedure(source.procedure)
    return _said(profile, found.label, locale) if found is not None else source.procedure


def _said(profile: Profile, label: str, locale: Locale) -> str:
    """Return a label in the profile's own words, which are frozen with it."""
    return profile.label_in(label, locale.language) or locale.text(label)


def _supplier(profile: Profile, source: PacketSource, head: Cooperative, locale: Locale) -> SupplierData:
    row = source.cooperative
    return SupplierData(
        cooperative=head,
        reference=source.reference,
        supplier_kind=_supplier_kind(profile, source, locale),
        province=row.province,
        canton=row.canton,
        bank_name=row.bank_name,
        bank_account=row.bank_account,
        partners=tuple((_partner_name(profile, one), _partner_part(one, locale)) for one in source.partners),
    )


def _partner_name(profile: Profile, one: PacketPartner) -> str:
    return " · ".join(filter(None, (one.name, as_written(profile.identifier_rules, one.tax_id))))


def _partner_part(one: PacketPartner, locale: Locale) -> str:
    share = locale.percent(one.share_bp) if one.share_bp is not None else ""
    return " · ".join(filter(None, (locale.text(one.form.label), one.what, share)))


def _members(source: PacketSource, head: Cooperative) -> MembersList:
    has_capital = any(member.share_capital.minor for member in source.members)
    lines = tuple(
        MemberLine(
            number=member.number,
            name=member.name,
            id_number=member.id_number,
            community=member.community,
            joined_on=member.joined_on,
            share_capital=member.share_capital if has_capital else None,
        )
        for member in source.members
    )
    return MembersList(cooperative=head, reference=source.reference, members=lines)


def _prices(profile: Profile, source: PacketSource, head: Cooperative, words: str) -> QuantitiesPrices:
    # Where offers are stated with their tax, the words made for the total without it say another amount.
    with_tax = profile.money.price_tax == "incl"
    lines = tuple(
        PriceLine(
            code=line.code,
            description=line.description,
            quantity=line.quantity,
            price=line.price,
            tax_basis_points=line.tax_bp,
            kilos=line.kilos,
        )
        for line in source.lines
    )
    return QuantitiesPrices(
        cooperative=head,
        reference=source.reference,
        lines=lines,
        total=source.total,
        total_in_words="" if with_tax else words,
        with_tax=with_tax,
        says_tax=profile.money.price_tax != "none",
        tax_down=profile.money.rounding == "down",
    )


def _products(source: PacketSource) -> tuple[PlannedProduct, ...]:
    """Return the plan by product and unit: two lines of one product share a column."""
    offered: dict[tuple[str, str], list[Quantity]] = {}
    weeks: dict[tuple[str, str], dict[Week, Quantity]] = {}
    for line in source.lines:
        key = (line.product, line.quantity.unit)
        offered.setdefault(key, []).append(line.quantity)
        plan = weeks.setdefault(key, {})
        for week, part in line.plan:
            plan[week] = plan.get(week, Quantity(0, part.unit)) + part
    weights = _weights(source)
    return tuple(
        PlannedProduct(name=key[0], offered=planned(parts, key[1]), weeks=weeks[key], kilos=weights.get(key))
        for key, parts in offered.items()
    )


def _weights(source: PacketSource) -> dict[tuple[str, str], Quantity]:
    """Return what is offered of a product and unit in kilos, where it is known of every line."""
    found: dict[tuple[str, str], Quantity] = {}
    unknown = {(line.product, line.quantity.unit) for line in source.lines if line.kilos is None}
    for line in source.lines:
        key = (line.product, line.quantity.unit)
        if line.kilos is not None and key not in unknown:
            found[key] = found.get(key, Quantity(0, line.kilos.unit)) + line.kilos
    return found


def _papers(workspace: Workspace, source: PacketSource) -> list[AttachedPaper]:
    return [
        AttachedPaper(
            title=paper.title,
            file_name=paper.file_name,
            data=workspace.attachments.read(paper.file_sha),
            issuer=paper.issuer,
            number=paper.number,
            holder=paper.holder,
            issued_on=paper.issued_on,
            valid_to=paper.valid_to,
            third_party_signed=paper.third_party_signed,
        )
        for paper in source.papers
    ]
