"""The file of a partner passes whole or not at all; nothing in it can harm, and nothing of a member is in it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.season import Week
from sse_desktop.exchange.capacity_file import (
    LARGEST_BYTES,
    ProductWeeks,
    SignedAmounts,
    WeeklyAmounts,
    body_bytes,
    capacity_file,
    read_capacity,
    read_capacity_apart,
)
from sse_desktop.exchange.refusals import (
    CapacityFileChanged,
    CapacityFileTooNew,
    FileMissing,
    ImportRefused,
    NotACapacityFile,
    TooLarge,
)
from sse_desktop.store.signing import SigningPair, fingerprint, new_pair

W = [Week(2026, 36) + count for count in range(4)]
PAIR = new_pair()
AMOUNTS = WeeklyAmounts(
    cooperative="Asociación Río Blanco",
    tax_id="1790011674001",
    reference="FI-01-2026",
    ocid="ocds-5wno2w-FI-01",
    title="Fruta para escuelas",
    made_at=datetime(2026, 7, 14, 15, 0, 0, 5, tzinfo=UTC),
    certificate=None,
    products=(
        ProductWeeks(name="Granadilla", weeks=((W[0], 120_500), (W[2], 1))),
        ProductWeeks(name="Uvilla", weeks=()),
    ),
)

names = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\xa0"), min_size=1, max_size=40
).filter(str.isprintable)
products = st.lists(
    st.builds(
        lambda name, weeks: ProductWeeks(name=name, weeks=tuple(sorted(weeks.items()))),
        names,
        st.dictionaries(st.sampled_from(W), st.integers(0, 10**11), max_size=4),
    ),
    max_size=4,
    unique_by=lambda product: product.name,
)


def signed(amounts: WeeklyAmounts = AMOUNTS, pair: SigningPair = PAIR) -> bytes:
    return capacity_file(amounts, pair.public, pair.sign(body_bytes(amounts)))


def resigned(**changes: Any) -> bytes:
    """Return a file with a changed body that is signed again and written as the application writes it."""
    whole = json.loads(signed())
    whole["body"].update(changes)
    body = json.dumps(whole["body"], ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    whole["signature"] = PAIR.sign(body).hex()
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def test_what_was_written_is_read_with_its_signer() -> None:
    found = read_capacity(signed())

    assert isinstance(found, SignedAmounts)
    assert found.amounts == AMOUNTS
    assert found.fingerprint == fingerprint(PAIR.public)


@given(products, names, st.none() | st.sampled_from(["", "bpa"]))
def test_any_amounts_come_back(offered: list[ProductWeeks], name: str, certificate: str | None) -> None:
    amounts = WeeklyAmounts(
        cooperative=name, tax_id="", reference="A", ocid="", title="", made_at=AMOUNTS.made_at,
        certificate=certificate, products=tuple(offered),
    )  # fmt: skip

    assert read_capacity(signed(amounts)).amounts == amounts


@settings(max_examples=300)
@given(st.data())
def test_a_file_of_which_a_byte_was_changed_is_refused(data: st.DataObject) -> None:
    whole = signed()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))

    with pytest.raises(ImportRefused):
        read_capacity(whole[:at] + bytes([byte]) + whole[at + 1 :])


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_capacity(data)


@pytest.mark.parametrize("cut", [0, 1, 200, -1, -2])
def test_a_file_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(ImportRefused):
        read_capacity(signed()[:cut])


def test_another_spelling_of_the_same_is_refused() -> None:
    whole = json.loads(signed())

    for other in (json.dumps(whole), json.dumps(whole, sort_keys=True, indent=1) + "\n", signed().decode() + " "):
        with pytest.raises(CapacityFileChanged):
            read_capacity(other.encode())


def test_the_key_of_somebody_else_does_not_fit() -> None:
    other = new_pair()

    with pytest.raises(CapacityFileChanged):
        read_capacity(capacity_file(AMOUNTS, other.public, PAIR.sign(body_bytes(AMOUNTS))))


def test_a_file_that_was_changed_and_signed_again_shows_another_key() -> None:
    other = new_pair()

    assert read_capacity(signed(AMOUNTS, other)).fingerprint != fingerprint(PAIR.public)


@pytest.mark.parametrize(
    "changes",
    [
        {"cooperative": ""},
        {"cooperative": "line\nbreak"},
        {"cooperative": "x" * 301},
        {"cooperative": 7},
        {"made_at": "2026-07-14T15:00:00"},
        {"made_at": "soon"},
        {"tender": []},
        {"tender": {"reference": "FI-01"}},
        {"products": {}},
        {"products": [{"name": "Uvilla"}]},
        {"products": [{"name": "Uvilla", "weeks": []}] * 2},
        {"products": [{"name": str(number), "weeks": []} for number in range(201)]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W54", "kg": "1.000"}]}]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W36", "kg": "-1.000"}]}]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W36", "kg": 1.5}]}]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W36", "kg": "1e9"}]}]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W36", "kg": "1.000"}] * 2}]},
        {"products": [{"name": "Uvilla", "weeks": [{"week": "2026-W36", "kg": "1.000"}] * 105}]},
        {"certificate": 1},
    ],
)
def test_a_signed_file_that_says_nonsense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotACapacityFile):
        read_capacity(resigned(**changes))


def test_more_than_the_format_knows_is_refused() -> None:
    """Nothing else travels in a signed file: no note, no member."""
    with pytest.raises(CapacityFileChanged):
        read_capacity(resigned(members=["Ana"]))


def test_a_newer_format_asks_for_an_update() -> None:
    whole = json.loads(signed())

    with pytest.raises(CapacityFileTooNew):
        read_capacity(json.dumps(whole | {"version": 2}).encode())


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"format":' * 50_000,
        "9" * 100_000,
        '{"a":1e99999}',
        '{"format":"sse-weekly-capacity","body":null}',
    ],
)
def test_what_kills_parsers_does_not_reach_them(text: str) -> None:
    with pytest.raises(ImportRefused):
        read_capacity(text.encode())


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (LARGEST_BYTES + 10))

    with pytest.raises(TooLarge):
        read_capacity_apart(path)


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "rio.capacity.json"
    path.write_bytes(signed())

    assert read_capacity_apart(path) == read_capacity(signed())
    with pytest.raises(FileMissing):
        read_capacity_apart(tmp_path / "gone.json")
    path.write_bytes(signed().replace(b"120.500", b"220.500"))
    with pytest.raises(CapacityFileChanged):
        read_capacity_apart(path)


def test_every_failure_is_one_that_a_person_can_read() -> None:
    for failure in (NotACapacityFile(), CapacityFileChanged(), CapacityFileTooNew()):
        assert isinstance(failure, DomainError)
        assert str(failure).endswith(".")
