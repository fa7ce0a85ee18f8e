"""The packet of a bid: its forms in the official order, its papers, all in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from sse_desktop.documents.attached import AttachedPaper
from sse_desktop.documents.commitment_letter import CommitmentLetter, commitment_letter
from sse_desktop.documents.contents import Binding, Contents, OwnPart
from sse_desktop.documents.cover import Cover, cover
from sse_desktop.documents.delivery_plan import DeliveryPlan, delivery_plan
from sse_desktop.documents.members_list import MembersList, members_list
from sse_desktop.documents.packet import Packet, bind
from sse_desktop.documents.packet_index import packet_index
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.quantities_prices import QuantitiesPrices, quantities_prices
from sse_desktop.documents.social_commitments import SocialCommitments, social_commitments
from sse_desktop.documents.supplier_data import SupplierData, supplier_data
from sse_desktop.domain.foliation import PLAIN_FOLIOS, FolioStyle
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class BidPacket:
    """All that goes into the packet of a bid.

    `codes` are the numbers of the form set for "letter", "supplier", "members", "prices", "plan" and "social"; papers come in
    the order given and are numbered A.1, A.2 … unless they bring a code.
    """

    cover: Cover
    letter: CommitmentLetter
    supplier: SupplierData
    members: MembersList
    prices: QuantitiesPrices
    plan: DeliveryPlan
    social: SocialCommitments | None = None
    papers: tuple[AttachedPaper, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    style: FolioStyle = PLAIN_FOLIOS


def bid_packet(bid: BidPacket, locale: Locale) -> Packet:
    """The packet, read back and checked.

    Raises: WordsDisagree, SumsDisagree, WeeksDisagree, and all that `bind` raises.
    """
    binding = Binding(
        title=f"{bid.cover.reference} · {bid.cover.title}",
        cooperative=bid.cover.cooperative.name,
        parts=[*_forms(bid, locale), *_numbered(bid.papers)],
        style=bid.style,
    )
    return bind(binding, locale)


def _forms(bid: BidPacket, locale: Locale) -> list[OwnPart]:
    plan_title = locale.text("Delivery plan by week")
    code = bid.codes.get
    return [
        OwnPart(title=locale.text("Cover"), draw=partial(cover, bid.cover, locale=locale), shows_folios=True),
        OwnPart(
            title=locale.text("Index"),
            draw=partial(packet_index, bid.cover.cooperative, bid.cover.reference, locale=locale),
            shows_folios=True,
            is_index=True,
        ),
        OwnPart(
            title=locale.text("Letter of presentation and commitment"),
            code=code("letter", ""),
            draw=lambda _contents: commitment_letter(bid.letter, code("letter", ""), locale),
        ),
        OwnPart(
            title=locale.text("General data of the supplier"),
            code=code("supplier", ""),
            draw=lambda _contents: supplier_data(bid.supplier, code("supplier", ""), locale),
        ),
        OwnPart(
            title=locale.text("List of members"),
            code=code("members", ""),
            draw=lambda _contents: members_list(bid.members, code("members", ""), locale),
        ),
        OwnPart(
            title=locale.text("Table of quantities and prices"),
            code=code("prices", ""),
            draw=lambda contents: _prices(bid, plan_title, contents, locale),
            shows_folios=True,
        ),
        OwnPart(
            title=plan_title,
            code=code("plan", ""),
            draw=lambda _contents: delivery_plan(bid.plan, code("plan", ""), locale),
        ),
        *_social(bid, locale),
    ]


def _social(bid: BidPacket, locale: Locale) -> list[OwnPart]:
    promised = bid.social
    if promised is None:
        return []
    code = bid.codes.get("social", "")
    title = locale.text("Social commitments")
    return [OwnPart(title=title, code=code, draw=lambda _contents: social_commitments(promised, code, locale))]


def _prices(bid: BidPacket, plan_title: str, contents: Contents, locale: Locale) -> Form:
    return quantities_prices(replace(bid.prices, plan_title=plan_title), bid.codes.get("prices", ""), contents, locale)


def _numbered(papers: tuple[AttachedPaper, ...]) -> list[AttachedPaper]:
    return [paper if paper.code else replace(paper, code=f"A.{number}") for number, paper in enumerate(papers, 1)]
