"""The signed file of weekly amounts that cooperatives exchange for a consortium bid; it names no member and no community.

It is JSON: `body` tells who offers what for which tender, `key` is the public key and `signature` signs the body. There is one
way to write each file, and any other spelling is refused, so that a file of which a single byte was changed never passes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.exchange.guard import JsonGuard
from sse_desktop.exchange.refusals import (
    CapacityFileChanged,
    CapacityFileTooNew,
    FileMissing,
    NotACapacityFile,
    TooLarge,
)
from sse_desktop.exchange.worker_process import Limits, run_apart
from sse_desktop.store.signing import fingerprint, is_signed_by

FORMAT: Final = "sse-weekly-capacity"
VERSION: Final = 1
SUFFIX: Final = ".capacity.json"
LARGEST_BYTES: Final = 1 << 20
MOST_PRODUCTS: Final = 200
MOST_WEEKS: Final = 104
LONGEST_TEXT: Final = 300
_KILOS: Final = re.compile(r"[0-9]{1,9}\.[0-9]{3}")
_LIMITS: Final = Limits(memory_bytes=128 << 20, processor_s=10, elapsed_s=20)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWeeks:
    """A product by the maker's own name, and the grams of each week."""

    name: str
    weeks: tuple[tuple[Week, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyAmounts:
    """What a cooperative offers for a tender. `certificate` is None where any plot may have grown it, empty for any certificate."""

    cooperative: str
    tax_id: str
    reference: str
    ocid: str
    title: str
    made_at: datetime
    certificate: str | None
    products: tuple[ProductWeeks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAmounts:
    """The amounts of a file whose signature holds, the fingerprint of the key, and the file's own digest."""

    amounts: WeeklyAmounts
    fingerprint: str
    digest: str


def body_bytes(amounts: WeeklyAmounts) -> bytes:
    """Return the bytes that are signed; equal amounts give equal bytes."""
    return _written(_body(amounts))


def capacity_file(amounts: WeeklyAmounts, public: bytes, signature: bytes) -> bytes:
    """Return the file, with the signature of `body_bytes`."""
    return _written(_whole(_body(amounts), public, signature))


def read_capacity(data: bytes) -> SignedAmounts:
    """Return what a file offers.

    Raises: NotACapacityFile, CapacityFileChanged, CapacityFileTooNew, TooLarge, AbsurdNumber, TooDeep, ReaderStopped.
    """
    found = _parsed(data)
    try:
        amounts = _amounts(found["body"])
        public, signature = bytes.fromhex(found["key"]), bytes.fromhex(found["signature"])
    except (KeyError, TypeError, ValueError, OverflowError, DomainError):
        raise NotACapacityFile from None
    body = _body(amounts)
    if _written(_whole(body, public, signature)) != data or not is_signed_by(public, signature, _written(body)):
        raise CapacityFileChanged
    return SignedAmounts(amounts=amounts, fingerprint=fingerprint(public), digest=hashlib.sha256(data).hexdigest())


def read_capacity_apart(path: Path) -> SignedAmounts:
    """Return what a file offers, read in a process of its own.

    Raises: FileMissing, WorkStopped, and all of `read_capacity`.
    """
    found = run_apart(f"{__name__}:read_job", {"path": str(path)}, limits=_LIMITS)
    return SignedAmounts(amounts=_amounts(found["body"]), fingerprint=found["fingerprint"], digest=found["digest"])


def read_job(path: str) -> Json:
    """Do the child's part of `read_capacity_apart`."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError:
        raise FileMissing from None
    found = read_capacity(data)
    return {"body": _body(found.amounts), "fingerprint": found.fingerprint, "digest": found.digest}


# ---------------------------------------------------------------- writing


def _written(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _whole(body: Json, public: bytes, signature: bytes) -> Json:
    return {"format": FORMAT, "version": VERSION, "body": body, "key": public.hex(), "signature": signature.hex()}


def _body(amounts: WeeklyAmounts) -> Json:
    return {
        "cooperative": amounts.cooperative,
        "tax_id": amounts.tax_id,
        "tender": {"reference": amounts.reference, "ocid": amounts.ocid, "title": amounts.title},
        "made_at": amounts.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "certificate": amounts.certificate,
        "products": [
            {
                "name": product.name,
                "weeks": [
                    {"week": str(week), "kg": f"{Quantity(grams, KILO).amount:f}"} for week, grams in product.weeks
                ],
            }
            for product in amounts.products
        ],
    }


# ---------------------------------------------------------------- reading


def _parsed(data: bytes) -> Json:
    if len(data) > LARGEST_BYTES:
        raise TooLarge(limit_mb=LARGEST_BYTES >> 20)
    try:
        text = data.decode()
        JsonGuard().check(text)
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NotACapacityFile from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotACapacityFile
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise CapacityFileTooNew
    return found


def _amounts(body: Any) -> WeeklyAmounts:
    """Return the amounts of a body; ValueError, KeyError or TypeError when it is none."""
    products = _list(body["products"], MOST_PRODUCTS)
    certificate = body["certificate"]
    found = WeeklyAmounts(
        cooperative=_text(body["cooperative"], least=1),
        tax_id=_text(body["tax_id"]),
        reference=_text(body["tender"]["reference"]),
        ocid=_text(body["tender"]["ocid"]),
        title=_text(body["tender"]["title"]),
        made_at=_instant(body["made_at"]),
        certificate=None if certificate is None else _text(certificate),
        products=tuple(_product(product) for product in products),
    )
    if len({product.name for product in found.products}) < len(found.products):
        raise ValueError("a product twice")
    return found


def _product(found: Any) -> ProductWeeks:
    weeks = tuple((Week.parse(_text(each["week"])), _grams(each["kg"])) for each in _list(found["weeks"], MOST_WEEKS))
    order = [week for week, _ in weeks]
    if order != sorted(set(order)):
        raise ValueError("weeks out of order, or twice")
    return ProductWeeks(name=_text(found["name"], least=1), weeks=weeks)


def _grams(text: Any) -> int:
    if not isinstance(text, str) or not _KILOS.fullmatch(text):
        raise ValueError("no weight")
    return int(text.replace(".", ""))


def _instant(text: Any) -> datetime:
    made = datetime.fromisoformat(_text(text))
    if made.tzinfo is None:
        raise ValueError("an instant without zone")
    return made


def _text(value: Any, *, least: int = 0) -> str:
    if not isinstance(value, str) or not least <= len(value) <= LONGEST_TEXT or not value.isprintable():
        raise ValueError("no text")
    return value


def _list(value: Any, most: int) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("no list")
    return value
