"""The parts of a notice: this file is what lots, items, buyers and warnings are, and how each is written as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sse_desktop.exchange.notice_terms import LotTerms

Fact = str | int
Json = dict[str, Any]
Say = Callable[..., str]


def in_english(sentence: str, /, **facts: Fact) -> str:
    """Return the sentence with its facts filled in, untranslated; without facts it is taken as finished."""
    return sentence.format_map(facts) if facts else sentence


def _said_whole(say: Say, sentence: str) -> str:
    # Braces without facts belong to a finished sentence that was kept as such, not to places to fill.
    return sentence if "{" in sentence else say(sentence)


def plain(number: Decimal) -> str:
    """Return the number exactly, without exponent and without zeros that say nothing: `1800`, `767465.28`."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@dataclass(frozen=True, slots=True)
class NoticeWarning:
    """Something a person should know about how the notice was read; a repaired value stands in the fact `original`.

    `sentence` is a message id with named places that `facts` fill. The fact `where` is the place in the file, for example
    `tender.value.amount`.
    """

    code: str
    sentence: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def said(self, say: Say = in_english) -> str:
        """Return the sentence in the language of `say`, which is `Locale.text` or English."""
        return say(self.sentence, **self.facts) if self.facts else _said_whole(say, self.sentence)

    def as_json(self, say: Say = in_english) -> Json:
        """Return code and finished sentence."""
        return {"code": self.code, "sentence": self.said(say)}

    def as_record(self) -> Json:
        """Return code, message id and facts."""
        return {"code": self.code, "sentence": self.sentence, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, found: Json) -> NoticeWarning:
        """Return the warning of `as_record`; of `as_json` it has the finished sentence and no facts."""
        return cls(found["code"], found["sentence"], dict(found.get("facts") or {}))


@dataclass(frozen=True, slots=True)
class NoticeValue:
    """An amount exactly as the buyer wrote it; the currency is None when the file names none."""

    amount: Decimal
    currency: str | None

    def as_json(self) -> Json:
        """Return amount as text, and currency."""
        return {"amount": plain(self.amount), "currency": self.currency}

    @classmethod
    def from_json(cls, found: Json | None) -> NoticeValue | None:
        """Return the value, or None for None."""
        return cls(Decimal(found["amount"]), found.get("currency")) if found else None


@dataclass(frozen=True, slots=True)
class NoticeBuyer:
    """The buyer. `id` is the one of the file, `register_number` the bare tax or register number in it."""

    name: str | None = None
    id: str | None = None
    register_number: str | None = None
    address: str | None = None
    contact: str | None = None
    email: str | None = None
    phone: str | None = None

    def as_json(self) -> Json:
        """Return name and id."""
        return {"name": self.name, "id": self.id}

    def as_record(self) -> Json:
        """Return everything."""
        more = {"register_number": self.register_number, "address": self.address, "contact": self.contact}
        return {**self.as_json(), **more, "email": self.email, "phone": self.phone}

    @classmethod
    def from_json(cls, found: Json) -> NoticeBuyer:
        """Return the buyer of either."""
        return cls(
            *(found.get(name) for name in ("name", "id", "register_number", "address", "contact", "email", "phone"))
        )


@dataclass(frozen=True, slots=True)
class NoticeCriterion:
    """How offers are compared: type code (price, cost, quality or the buyer's own), name, and weight as written.

    `weight_kind` tells what the weight counts, by the code of eForms: `per-exa` percent, `poi-exa` points, `ord-imp` the rank.
    """

    type: str | None
    name: str | None
    weight: str | None = None
    weight_kind: str | None = None

    def as_json(self) -> Json:
        """Return type, name and weight, and what the weight counts where that is known."""
        kind = {"weight_kind": self.weight_kind} if self.weight_kind else {}
        return {"type": self.type, "name": self.name, "weight": self.weight, **kind}

    @classmethod
    def from_json(cls, found: Json) -> NoticeCriterion:
        """Return the criterion."""
        return cls(found.get("type"), found.get("name"), found.get("weight"), found.get("weight_kind"))


NO_TERMS = LotTerms()


@dataclass(frozen=True, slots=True)
class NoticeLot:
    """A part of the tender that can be bid for alone; `reserved`, `social` and `environmental` hold codes."""

    id: str
    title: str | None = None
    value: NoticeValue | None = None
    reserved: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    criteria: tuple[NoticeCriterion, ...] = ()
    description: str | None = None
    environmental: tuple[str, ...] = ()
    terms: LotTerms = NO_TERMS

    def as_json(self) -> Json:
        """Return the lot as the command line shows it, with those of its terms that are known."""
        return {
            "id": self.id,
            "title": self.title,
            "value": self.value.as_json() if self.value else None,
            "reserved": list(self.reserved),
            "social": list(self.social),
            "criteria": [each.as_json() for each in self.criteria],
            **self.terms.as_json(),
        }

    def as_record(self) -> Json:
        """Return everything."""
        return {**self.as_json(), "description": self.description, "environmental": list(self.environmental)}

    @classmethod
    def from_json(cls, found: Json) -> NoticeLot:
        """Return the lot of either."""
        return cls(
            id=found["id"],
            title=found.get("title"),
            value=NoticeValue.from_json(found.get("value")),
            reserved=tuple(found.get("reserved") or ()),
            social=tuple(found.get("social") or ()),
            criteria=tuple(NoticeCriterion.from_json(each) for each in found.get("criteria") or ()),
            description=found.get("description"),
            environmental=tuple(found.get("environmental") or ()),
            terms=LotTerms.from_json(found),
        )


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A line asked for. `unit` is the buyer's word, `unit_code` its UN/ECE Rec 20 code where the word leaves no doubt."""

    description: str | None
    quantity: Decimal | None = None
    unit: str | None = None
    scheme: str | None = None
    code: str | None = None
    lot: str | None = None
    unit_code: str | None = None
    unit_price: NoticeValue | None = None

    def as_json(self) -> Json:
        """Return the item as the command line shows it."""
        return {
            "description": self.description,
            "quantity": plain(self.quantity) if self.quantity is not None else None,
            "unit": self.unit,
            "classification": {"scheme": self.scheme, "code": self.code} if self.scheme or self.code else None,
            "lot": self.lot,
        }

    def as_record(self) -> Json:
        """Return everything."""
        price = self.unit_price.as_json() if self.unit_price else None
        return {**self.as_json(), "unit_code": self.unit_code, "unit_price": price}

    @classmethod
    def from_json(cls, found: Json) -> NoticeItem:
        """Return the item of either."""
        classification = found.get("classification") or {}
        quantity = found.get("quantity")
        return cls(
            description=found.get("description"),
            quantity=Decimal(quantity) if quantity is not None else None,
            unit=found.get("unit"),
            scheme=classification.get("scheme"),
            code=classification.get("code"),
            lot=found.get("lot"),
            unit_code=found.get("unit_code"),
            unit_price=NoticeValue.from_json(found.get("unit_price")),
        )


@dataclass(frozen=True, slots=True)
class NoticeDocument:
    """A document of the tender, by address; nothing is fetched. `restricted` is True where not everybody gets it."""

    title: str | None
    url: str | None
    restricted: bool = False

    def as_json(self) -> Json:
        """Return title and address, and whether it is restricted."""
        return {"title": self.title, "url": self.url, **({"restricted": True} if self.restricted else {})}

    @classmethod
    def from_json(cls, found: Json) -> NoticeDocument:
        """Return the document."""
        return cls(found.get("title"), found.get("url"), bool(found.get("restricted")))
