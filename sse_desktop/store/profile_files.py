"""The files of one profile: this file reads what a profile builds on first, then its own, and makes one profile of them."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final

from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.formula import FormulaWithoutResult
from sse_desktop.domain.jurisdiction import (
    DeadlineRules,
    IdentifierRule,
    Limit,
    MoneyRules,
    Profile,
    Retention,
    WordsTemplate,
    key_of,
)
from sse_desktop.store import profile_schema as schema
from sse_desktop.store import profile_terms as terms
from sse_desktop.store.profile_row import ProfileFaulty, Row
from sse_desktop.store.profile_schema import Ground

# Table of the file → field of Profile, and how a row of it is read.
LISTS: Final[dict[str, tuple[str, Callable[[Row, Ground], Any]]]] = {
    "tax": ("tax", terms.tax),
    "identifier": ("identifier_rules", terms.identifier),
    "supplier_kind": ("supplier_kinds", schema.supplier_kind),
    "proof": ("papers", schema.paper_kind),
    "channel": ("channels", terms.channel),
    "procedure": ("procedures", schema.procedure),
    "clause": ("clauses", schema.clause),
    "criterion": ("criteria", schema.criterion),
    "document": ("documents", terms.document),
    "form": ("forms", terms.form),
    "delivery_doc": ("delivery_docs", terms.trade_paper),
    "invoice_doc": ("invoice_docs", terms.trade_paper),
    "cap": ("caps", terms.cap),
    "priority": ("priority", terms.priority),
    "quota": ("quotas", terms.quota),
    "penalty": ("penalty", terms.penalty),
}
SINGLE: Final = ("profile", "sources", "money", "foliation", "deadlines", "retention", "rules", "fields")
FOLIOS: Final = ("page_of_total", "sheet_of_total", "pages_of", "folio_initials", "seal_joint", "none")


class ProfileFiles:
    """The files of a profile and of what it builds on, the base first."""

    def __init__(self, folder: Path, profile_id: str) -> None:
        self._chain: list[tuple[str, dict[str, Any]]] = []
        self._limits: list[Limit] = []
        self._read_chain(folder, profile_id)
        for row, ground in self._rows("limit"):
            self._limits.append(self._limit(row, ground))

    def profile(self) -> Profile:
        """Return the profile; references between its rules are checked elsewhere.

        Raises: ProfileFaulty.
        """
        lists: dict[str, Any] = {
            name: _in_time([row.done(make(row, ground)) for row, ground in self._rows(table)])
            for table, (name, make) in LISTS.items()
        }
        return Profile(
            **self._head(),
            **lists,
            limits=tuple(self._limits),
            identifiers=_numbers(lists["identifier_rules"]),
            money=self._money(),
            deadlines=self._deadlines(),
            retention=self._retention(),
            rules=self._single("rules").words(),
            field_labels=self._single("fields").words(),
        )

    # ------------------------------------------------------------------ files and rows

    def _read_chain(self, folder: Path, profile_id: str, below: tuple[str, ...] = ()) -> None:
        file = f"{profile_id}/profile.toml"
        try:
            data = tomllib.loads((folder / file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as failure:
            raise _broken(file, str(failure)) from failure
        for table in data:
            if table not in {*SINGLE, *LISTS, "limit", "deadline"}:
                raise ProfileFaulty(
                    file=file,
                    table=f"[{table}]",
                    row="1",
                    field="",
                    fault=Term(N_("is no table of a profile")),
                    value="",
                )
        parent = data.get("profile", {}).get("parent", "")
        if parent and parent in below:
            raise Row(file, "profile", 1, data["profile"]).fault("parent", N_("builds on itself"), parent)
        if parent:
            self._read_chain(folder, parent, (*below, profile_id))
        form_files = sorted((folder / profile_id / "forms").glob("*.toml"))
        forms = [tomllib.loads(path.read_text(encoding="utf-8")) for path in form_files]
        self._chain.append((file, data | {"form": [*data.get("form", []), *forms]}))

    def _rows(self, table: str) -> Iterator[tuple[Row, Ground]]:
        """Yield the rows of a list; a row of the profile itself takes the place of its base's rows of the same id."""
        named = [(file, data, _keys(data.get(table, []))) for file, data in self._chain]
        for place, (file, data, _) in enumerate(named):
            later = set().union(*(keys for _, _, keys in named[place + 1 :]))
            rows = data.get(table, [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise Row(file, table, 1, {}).fault("", N_("must be a list of rows, each under [[…]]"))
            ground = self._ground(file, data)
            for number, row in enumerate(rows, 1):
                if not _keys([row]) & later:
                    yield Row(file, table, number, row), ground

    def _ground(self, file: str, data: dict[str, Any]) -> Ground:
        head = Row(file, "profile", 1, data.get("profile", {}))
        sources = Row(file, "sources", 1, data.get("sources", {})).words()
        limits = {limit.code for limit in self._limits}
        return Ground(sources, head.day("checked"), limits)

    def _single(self, table: str) -> Row:
        merged: dict[str, Any] = {}
        for _, data in self._chain:
            merged |= data.get(table, {})
        return Row(self._chain[-1][0], table, 1, merged)

    def _own_ground(self) -> Ground:
        sources: dict[str, str] = {}
        for file, data in self._chain:
            sources |= self._ground(file, data).sources
        return Ground(sources, self._ground(*self._chain[-1]).checked)

    # ------------------------------------------------------------------ single tables

    def _head(self) -> dict[str, Any]:
        head, folio = self._single("profile"), self._single("foliation")
        for known in ("base", "checked", "reviewed_by", "reviewed_on"):
            head.ignore(known)
        made: dict[str, Any] = {
            "id": head.string("id"),
            "name": head.string("name"),
            "country": head.string("country"),
            "currency": self._single("money").string("currency"),
            "time_zone": head.string("time_zone"),
            "language": head.string("language"),
            "holiday_calendar": head.string("holiday_calendar"),
            "version": head.string("version"),
            "parent": head.string("parent", ""),
            "languages": head.texts("languages"),
            "status": head.string("status", among=("draft", "reviewed")),
            "folio_style": folio.string("style", among=FOLIOS),
            "folio_start": 1 if (start := folio.whole("start")) is None else start,
        }
        folio.done(made)
        return head.done(made)

    def _money(self) -> MoneyRules:
        row = self._single("money")
        row.ignore("currency")
        words = row.inner("words")
        spoken = {language: words.inner(language) for language in words.data}
        return row.done(
            MoneyRules(
                rounding=row.string("rounding", among=("half_up", "down")),
                rounding_scope=row.string("rounding_scope", among=("line", "rate", "total")),
                price_tax=row.string("price_tax", among=("excl", "incl", "none")),
                number_locale=row.string("number_locale"),
                words={language: each.done(_template(each)) for language, each in spoken.items()},
                estimate=row.formula("estimate", ("value", "tax")),
            )
        )

    def _deadlines(self) -> DeadlineRules:
        row = self._single("deadlines")
        count, zone = row.string("count", among=schema.COUNTS), self._single("profile").string("time_zone")
        row.done(count)
        rules = [each.done(terms.deadline(each, ground, count)) for each, ground in self._rows("deadline")]
        return DeadlineRules(count=count, timezone=zone, rules=_in_time(rules))

    def _retention(self) -> Retention:
        row = self._single("retention")
        if not row.data:
            return Retention()
        made = Retention(
            years=row.whole("years"),
            personal_data=row.string("personal_data", ""),
            origin=self._own_ground().origin(row),
        )
        return row.done(made)

    def _limit(self, row: Row, ground: Ground) -> Limit:
        """Return an amount of law; its formula may use the amounts above it."""
        above = {limit.code: limit.value for limit in self._limits if limit.value is not None}
        amount, formula = row.amount("value"), row.formula("formula", above)
        decimals = row.whole("decimals")
        value = amount if isinstance(amount, Decimal) else None
        if formula is not None:
            try:
                value = formula.evaluate(above)
            except FormulaWithoutResult as failure:
                raise row.fault("formula", N_("has no result"), formula.text) from failure
            if decimals is not None:
                value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        made = Limit(
            code=row.string("code"), label=row.string("label"), value=value, formula=formula, origin=ground.origin(row)
        )
        return row.done(made)


# ---------------------------------------------------------------- inside


def _keys(rows: Iterable[Any]) -> set[str]:
    return {
        str(row[name])
        for row in rows
        if isinstance(row, dict)
        for name in [next((each for each in ("id", "code", "kind") if each in row), "")]
        if name
    }


def _in_time(rules: list[Any]) -> tuple[Any, ...]:
    """Return the rules in the order of the file, those of one id by the day on which they begin."""
    first = {key: place for place, key in reversed(list(enumerate(map(key_of, rules))))}
    return tuple(sorted(rules, key=lambda rule: (first[key_of(rule)], rule.origin.valid_from or date.min)))


def _numbers(rules: Iterable[IdentifierRule]) -> dict[str, str]:
    """Return the kinds and names of the numbers most forms ask for: of the cooperative, a member, a delivery point."""
    found: dict[str, str] = {}
    for rule in rules:
        name = {"org": "cooperative", "person": "member", "place": "delivery_point"}.get(rule.holder)
        if name is None or f"{name}_label" in found or rule.store == "no":
            continue
        found[f"{name}_label"] = rule.local_name or rule.code
        if rule.stdnum:
            found[name] = rule.stdnum.replace(".", "-")
    return found


def _template(row: Row) -> WordsTemplate:
    from num2words import CONVERTER_CLASSES

    speaker = row.string("speaker")
    if speaker not in CONVERTER_CLASSES:
        raise row.fault("speaker", N_("is no language of num2words:"), speaker)
    return WordsTemplate(
        speaker=speaker,
        after_million=row.string("after_million", ""),
        pattern=row.string("pattern"),
        exact=row.string("exact"),
        one=row.string("one"),
        many=row.string("many"),
        minor_one=row.string("minor_one", ""),
        minor_many=row.string("minor_many", ""),
    )


def _broken(file: str, reason: str) -> ProfileFaulty:
    return ProfileFaulty(
        file=file, table="", row="", field="", fault=Term(N_("the file can't be read:")), value=f"{reason}."
    )
