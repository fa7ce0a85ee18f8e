"""The rules of a profile in plain words: what each says, as titles and values in the reader's language."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import ASK, Param, Profile
from sse_desktop.domain.rounding import half_up
from sse_desktop.ui.context import Context

Fact = tuple[str, str]

WORDS: Final = {
    "buyer": N_("the buyer"),
    "supplier": N_("the supplier"),
    "agreement": N_("an agreement before"),
    "estimate_excl": N_("the estimate without tax"),
    "budget_incl": N_("the budget with tax"),
    "yearly_object": N_("all purchases of the object in a year"),
    "canton": N_("from the canton"),
    "province": N_("from the province"),
    "bid": N_("the bid"),
    "delivery": N_("the delivery"),
    "award": N_("the award"),
    "payment": N_("the payment"),
    "nothing": N_("nothing"),
    "deadline": N_("the deadline"),
    "opening": N_("the opening"),
    "working": N_("working days"),
    "calendar": N_("calendar days"),
    "none": N_("without a signature"),
    "hand": N_("by hand"),
    "seal": N_("with the seal"),
    "qualified": N_("with a qualified electronic signature"),
    "member": N_("a member"),
    "household": N_("a household"),
    "group": N_("the group"),
    "all": N_("all buyers"),
    "year": N_("a year"),
    "contract": N_("the contract"),
    "late_part": N_("what is late"),
    "advance": N_("the advance"),
    "block": N_("A wrong one is refused"),
    "warn": N_("A wrong one only warns"),
    "app": N_("made here"),
    "external": N_("made elsewhere"),
    "org": N_("an organisation"),
    "person": N_("a person"),
    "unit": N_("an establishment"),
    "place": N_("a place"),
    "plot": N_("a plot"),
    "cooperative": N_("the cooperative"),
    "vehicle": N_("a vehicle"),
}
ASKED: Final = N_("the buyer's paper says it")


class Speaker:
    """Says the values of one profile in the language of the window."""

    def __init__(self, context: Context, profile: Profile) -> None:
        self._context = context
        self.profile = profile
        self.text = context.text

    def word(self, value: str) -> str:
        return self.text(WORDS[value]) if value in WORDS else value

    def number(self, value: object) -> str:
        """Return an amount in the profile's currency, or that the buyer's paper says it."""
        if value is ASK:
            return self.text(ASKED)
        return f"{self._context.locale.number(value)} {self.profile.currency}" if isinstance(value, Decimal) else ""

    def share(self, value: object) -> str:
        if value is ASK:
            return self.text(ASKED)
        if not isinstance(value, Decimal):
            return ""
        scaled = value * 10**6
        bp = half_up(int(scaled), 100)
        return self._context.locale.percent(bp) if value * 10_000 == bp else self.text(N_("{share} of it"), share=value)

    def count(self, value: object) -> str:
        return (
            self.text(ASKED)
            if value is ASK
            else ""
            if value is None
            else self._context.locale.number(Decimal(str(value)))
        )

    def days(self, value: object, count: str) -> str:
        if value is ASK or value is None:
            return self.text(ASKED) if value is ASK else ""
        return self.text(N_("{count} {kind}"), count=value, kind=self.word(count))

    def kinds(self, ids: Iterable[str]) -> str:
        known = {kind.id: kind.label for kind in self.profile.supplier_kinds}
        return ", ".join(self.text(known.get(each, each)) for each in ids)

    def papers(self, ids: Iterable[str]) -> str:
        known: dict[str, str] = {paper.id: paper.label for paper in self.profile.papers}
        known |= {document.code: document.label for document in self.profile.documents}
        return ", ".join(self.text(known.get(each, each)) for each in ids)

    def fields(self, codes: Iterable[str]) -> str:
        return ", ".join(self.text(self.profile.field_labels.get(each, each)) for each in codes)

    def said(self, texts: Iterable[str]) -> str:
        return "; ".join(self.text(each) for each in texts if each)

    def yes(self, *, is_so: bool) -> str:
        return self.text(N_("yes")) if is_so else ""

    def param(self, param: Param) -> str:
        """Return the value of a parameter by its kind."""
        if param.value is None:
            return self.text(N_("from the offer")) if param.source else ""
        write = {"share": self.share, "money": self.number}.get(param.kind, self.count)
        return write(param.value)

    def period(self, period: str) -> str:
        """Return an ISO period in words: P30D is 30 days."""
        if not period.startswith("P"):
            return {"none": self.text(N_("without an end")), "from_document": self.text(N_("as the paper says"))}.get(
                period, period
            )
        one, many = {
            "D": (N_("{n} day"), N_("{n} days")),
            "M": (N_("{n} month"), N_("{n} months")),
            "Y": (N_("{n} year"), N_("{n} years")),
        }[period[-1]]
        return self._context.locale.plural(one, many, int(period[1:-1]))


def name_of(speaker: Speaker, part: str, rule: Any) -> str:
    """Return what a rule is called: by its own name where it has no label."""
    if part == "retention":
        return speaker.text(N_("How long papers are kept"))
    if part == "channels":
        return str(rule.name)
    return speaker.text(rule.label)
