"""Irregular values are read as they are meant, and every repair keeps the original text in a warning."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.ocds_files import a_release, codes, notice_of


def warned(value: Any, folder: Path, code: str) -> dict[str, Any]:
    (found,) = [warning for warning in notice_of(value, folder).warnings if warning.code == code]
    return dict(found.facts)


@pytest.mark.parametrize(
    ("written", "shown", "stated", "warning"),
    [
        ("2026-12-01T10:00:00-05:00", "2026-12-01T10:00:00-05:00", True, None),
        ("2026-12-01T15:00:00Z", "2026-12-01T15:00:00+00:00", True, None),
        ("2026-12-01T15:00:00.1234567Z", "2026-12-01T15:00:00.123456+00:00", True, None),
        ("2026-12-01T23:59:00+03:00", "2026-12-01T23:59:00+03:00", True, None),
        ("20261201 12:00", "2026-12-01T12:00:00+00:00", False, "zone_assumed"),
        ("2026-12-01T12:00:00", "2026-12-01T12:00:00+00:00", False, "zone_assumed"),
        ("2026-12-01", "2026-12-01T00:00:00+00:00", False, "time_not_stated"),
        ("2023-05-30Z", "2023-05-30T00:00:00+00:00", False, "time_not_stated"),
        ("2023-11-13+01:00", "2023-11-13T00:00:00+01:00", False, "time_not_stated"),
        ("2026-12-01T00:00:00-05:00", "2026-12-01T00:00:00-05:00", False, "time_not_stated"),
        ("2026-11-30T23:00:00Z", "2026-11-30T23:00:00+00:00", False, "time_doubtful"),
        ("2026-13-01T10:00:00Z", None, False, "date_unreadable"),
        ("mañana", None, False, "date_unreadable"),
        ("0001-01-01T00:00:00Z", None, False, "date_unreadable"),
        ("2026-12-01T10:00:00+99:00", None, False, "date_unreadable"),
        ("2026-12-01T24:00:00Z", None, False, "date_unreadable"),
    ],
)
def test_deadlines_keep_their_offset_and_tell_what_was_not_stated(
    written: str, shown: str | None, stated: bool, warning: str | None, tmp_path: Path
) -> None:
    notice = notice_of(a_release("x-1", tenderPeriod={"endDate": written}), tmp_path)

    assert notice.as_json()["deadline"] == shown
    assert notice.deadline_stated is stated
    if warning:
        assert warned(a_release("x-1", tenderPeriod={"endDate": written}), tmp_path, warning)["original"] == written


def test_a_time_without_zone_is_the_buyers_where_its_country_has_one(tmp_path: Path) -> None:
    release = a_release("x-1", tenderPeriod={"endDate": "2026-07-01T10:00:00"})
    release["buyer"]["address"] = {"countryName": "Corea del Sur"}

    notice = notice_of(release, tmp_path)

    assert (notice.country, notice.as_json()["deadline"]) == ("KR", "2026-07-01T10:00:00+09:00")
    assert not notice.deadline_stated


def test_midnight_of_the_buyer_in_utc_is_a_day_without_an_hour(tmp_path: Path) -> None:
    release = a_release("x-1", tenderPeriod={"endDate": "2011-03-10T05:00:00.000000Z"})
    release["buyer"]["address"] = {"countryName": "Colombia"}

    assert not notice_of(release, tmp_path).deadline_stated
    assert "time_doubtful" in codes(notice_of(release, tmp_path))


def test_the_earliest_deadline_of_the_lots_counts_where_the_call_has_none(tmp_path: Path) -> None:
    lots = [
        {"id": "1", "tenderPeriod": {"endDate": "2026-12-05T10:00:00-05:00"}},
        {"id": "2", "tenderPeriod": {"endDate": "2026-12-03T10:00:00-05:00"}},
    ]

    notice = notice_of(a_release(tenderPeriod=None, lots=lots), tmp_path)

    assert notice.as_json()["deadline"] == "2026-12-03T10:00:00-05:00"
    assert "lots_close_at_different_times" in codes(notice)
    assert min(str(lot.terms.deadline) for lot in notice.lots) == "2026-12-03 10:00:00-05:00"


@pytest.mark.parametrize(("said", "with_tax"), [(True, True), (False, False), (None, None), ("yes", None)])
def test_whether_the_value_holds_the_tax_is_known_only_where_it_is_said(
    said: Any, *, with_tax: bool | None, tmp_path: Path
) -> None:
    value = {"amount": 100, "currency": "UAH", "valueAddedTaxIncluded": said}

    assert notice_of(a_release(value=value), tmp_path).value_with_tax is with_tax


@pytest.mark.parametrize(
    ("written", "read", "warning"),
    [
        (1250.5, "1250.5", None),
        (9404647864, "9404647864", None),
        ("750000", "750000", "number_was_text"),
        ("1.250,50", "1250.50", "number_was_text"),
        ("1,250", None, "number_unreadable"),
        ("", None, None),
        (None, None, None),
        (True, None, "number_unreadable"),
        ([1], None, "number_unreadable"),
        (1e300, None, "number_implausible"),
    ],
)
def test_amounts_are_exact_or_left_out(written: Any, read: str | None, warning: str | None, tmp_path: Path) -> None:
    notice = notice_of(a_release(value={"amount": written, "currency": "usd"}), tmp_path)

    assert (notice.value.amount if notice.value else None) == (Decimal(read) if read else None)
    assert codes(notice) == ([warning] if warning else [])
    if notice.value:
        assert notice.value.currency == "USD"


def test_an_amount_without_currency_is_kept_and_warned_of(tmp_path: Path) -> None:
    notice = notice_of(a_release(value={"amount": 12, "currency": ""}), tmp_path)

    assert notice.as_json()["value"] == {"amount": "12", "currency": None}
    assert codes(notice) == ["currency_missing"]


@pytest.mark.parametrize(
    ("written", "read"), [(1800.0, "1800"), ("2", "2"), (0.1, "0.1"), (1.23456, "1.235"), (-1, None)]
)
def test_quantities_have_three_decimals(written: Any, read: str | None, tmp_path: Path) -> None:
    notice = notice_of(a_release(items=[{"id": 1, "description": "Mango", "quantity": written}]), tmp_path)

    assert notice.as_json()["items"][0]["quantity"] == read


@pytest.mark.parametrize(
    ("unit", "word", "code"),
    [
        ({"name": "KILOGRAMO       "}, "KILOGRAMO", "KGM"),
        ({"id": "KGM", "scheme": "UNCEFACT", "name": "kilogram", "symbol": "kg"}, "kilogram", "KGM"),
        ({"id": "436", "name": "Unidad", "scheme": "SERCOP"}, "Unidad", "H87"),
        ({"id": "KGM", "scheme": "SERCOP"}, "KGM", None),
        ({"name": "Quintal"}, "Quintal", None),
        ({"name": "Bucată"}, "Bucată", "H87"),
        ({"name": "кг"}, "кг", "KGM"),
        ({}, None, None),
    ],
)
def test_units_keep_the_buyers_word_and_get_a_code_only_beyond_doubt(
    unit: dict[str, str], word: str | None, code: str | None, tmp_path: Path
) -> None:
    (item,) = notice_of(a_release(items=[{"id": 1, "description": "Mango", "unit": unit}]), tmp_path).items

    assert (item.unit, item.unit_code) == (word, code)


def test_where_the_title_is_a_number_the_description_names_the_object(tmp_path: Path) -> None:
    notice = notice_of(
        a_release(title="SIE-GADMR-2026-004", description="Fruta para escuelas\nde Manabí", id="8812"), tmp_path
    )

    assert (notice.reference, notice.title) == ("SIE-GADMR-2026-004", "Fruta para escuelas")


def test_a_title_in_a_language_variant_is_taken(tmp_path: Path) -> None:
    notice = notice_of(a_release(title=None, title_fr="Mangues"), tmp_path)

    assert notice.title == "Mangues"
    assert notice.languages == ("fr",)


def test_markup_becomes_words_and_the_original_is_kept(tmp_path: Path) -> None:
    written = "<p>Fruta &amp; verdura<br/>fresca</p><script>alert(1)</script>"

    notice = notice_of(a_release(description=written), tmp_path)

    assert notice.description == "Fruta & verdura\nfresca"
    assert warned(a_release(description=written), tmp_path, "markup_removed")["original"] == written


def test_words_in_angle_brackets_are_words(tmp_path: Path) -> None:
    assert notice_of(a_release(title="Peso <5 kg, <財物類>"), tmp_path).title == "Peso <5 kg, <財物類>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "C:\\x", "//host/share"])
def test_only_web_addresses_are_kept(url: str, tmp_path: Path) -> None:
    notice = notice_of(a_release(documents=[{"title": "Bases", "url": url}]), tmp_path)

    assert notice.as_json()["documents"] == [{"title": "Bases", "url": None}]
    assert codes(notice) == ["link_ignored"]


def test_the_buyer_is_found_by_id_by_role_or_in_the_call(tmp_path: Path) -> None:
    party = {"id": "EC-RUC-1768152560001-71391", "name": "GAD Rocafuerte", "roles": ["procuringEntity"]}
    by_id = {**a_release(), "buyer": {"id": party["id"]}, "parties": [party]}
    by_role = {**a_release(), "buyer": None, "parties": [{"id": 1, "roles": "supplier"}, party]}
    in_call = {**a_release(procuringEntity=party), "buyer": {}}

    for release in (by_id, by_role, in_call):
        notice = notice_of(release, tmp_path)
        assert notice.as_json()["buyer"] == {"name": "GAD Rocafuerte", "id": "EC-RUC-1768152560001-71391"}
        assert notice.buyer.register_number == "1768152560001"
        assert notice.country == "EC"


def test_reserved_and_social_codes_come_from_lot_or_call(tmp_path: Path) -> None:
    lots = [
        {"id": "1", "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]}},
        {
            "id": "2",
            "sustainability": [
                {"goal": "social.laborRightsPromotion", "strategies": ["awardCriteria"]},
                {"goal": "environmental"},
            ],
        },
    ]
    call = {"reservedParticipation": ["publicServiceMissionOrganization"]}

    notice = notice_of(a_release(lots=lots, otherRequirements=call), tmp_path)

    assert [lot.reserved for lot in notice.lots] == [("shelteredWorkshop",), ("publicServiceMissionOrganization",)]
    assert [lot.social for lot in notice.lots] == [(), ("social.laborRightsPromotion",)]
    assert notice.lots[1].environmental == ("environmental",)


def test_a_weight_is_taken_where_it_is_the_only_number(tmp_path: Path) -> None:
    criteria = {
        "criteria": [{"type": "price", "name": "Precio", "numbers": [{"number": 60, "weight": "percentageExact"}]}]
    }

    notice = notice_of(a_release(lots=[{"id": "1", "awardCriteria": criteria}]), tmp_path)

    assert notice.as_json()["lots"][0]["criteria"] == [{"type": "price", "name": "Precio", "weight": "60"}]


def test_items_from_elsewhere_say_where_they_come_from(tmp_path: Path) -> None:
    release = {**a_release(items=[]), "planning": {"items": [{"id": "1", "description": "Piña"}]}}

    assert [item.description for item in notice_of(release, tmp_path).items] == ["Piña"]
    assert warned(release, tmp_path, "items_from_elsewhere")["where"] == "planning.items"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("complete", "already_closed"),
        ("Cancelled", "already_closed"),
        ("planned", "only_planned"),
        ("Primirea ofertelor", "status_unknown"),
    ],
)
def test_a_call_that_is_not_open_imports_with_a_warning(status: str, code: str, tmp_path: Path) -> None:
    assert warned(a_release(status=status), tmp_path, code)["original"] == status


def test_parts_of_a_wrong_kind_are_left_out_and_named(tmp_path: Path) -> None:
    release = {**a_release(value="12 USD", lots={"id": "1", "title": "Norte"}), "planning": "no", "parties": 5}

    notice = notice_of(release, tmp_path)

    assert [lot.title for lot in notice.lots] == ["Norte"]
    assert {"part_ignored", "shape_repaired"} <= set(codes(notice))


def test_a_key_given_twice_is_warned_of(tmp_path: Path) -> None:
    text = b'{"ocid": "x", "tender": {"title": "A", "title": "B", "items": [{"description": "Mango"}]}}'

    notice = notice_of(text, tmp_path)

    assert notice.title == "B"
    assert "repeated_keys" in codes(notice)


def test_spaces_and_lone_halves_of_letters_do_no_harm(tmp_path: Path) -> None:
    notice = notice_of(
        b'{"ocid": "x", "tender": {"title": "  Pi\\u00f1a \\ud800 \\u202egnp  ", "items": [{"id": 1}]}}', tmp_path
    )

    assert notice.title == "Piña \ufffd gnp"
    notice.title.encode()


def test_of_one_kind_of_doubt_a_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    items = [{"id": str(number), "description": "Mango", "quantity": "many"} for number in range(3_000)]

    notice = notice_of(a_release(items=items), tmp_path)

    assert codes(notice).count("number_unreadable") == 100
    assert notice.warnings[-1].facts == {"count": 2_900}
    assert len(notice.items) == 3_000


def test_a_title_of_ten_thousand_letters_is_kept_and_one_beyond_all_reason_left_out(tmp_path: Path) -> None:
    assert len(notice_of(a_release(title="M" * 10_240), tmp_path).title) == 10_240

    notice = notice_of(a_release(title="M" * 400_000, description="Fruit for schools"), tmp_path)

    assert notice.title == "Fruit for schools"
    assert {"part_ignored", "no_title"} <= set(codes(notice))
    assert all(len(str(fact)) <= 2_000 for warning in notice.warnings for fact in warning.facts.values())
