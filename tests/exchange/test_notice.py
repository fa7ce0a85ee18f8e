"""The neutral notice keeps everything through JSON, and shows the command line exactly the agreed keys."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.exchange.notice import (
    Notice,
    NoticeBuyer,
    NoticeCriterion,
    NoticeDocument,
    NoticeItem,
    NoticeKind,
    NoticeLot,
    NoticeValue,
    NoticeWarning,
    with_deadline_checked,
)
from sse_desktop.exchange.notice_parts import plain
from sse_desktop.exchange.notice_terms import LotTerms

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | texts
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
values = st.builds(NoticeValue, numbers, maybe)
instants = st.builds(
    lambda moment, minutes: moment.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(min_value=datetime(1980, 1, 2), max_value=datetime(2099, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
codes = st.lists(texts, max_size=2).map(tuple)
criteria = st.lists(
    st.builds(NoticeCriterion, maybe, maybe, maybe, st.none() | st.sampled_from(["per-exa", "poi-exa"])), max_size=2
).map(tuple)
terms = st.builds(
    LotTerms,
    deadline=st.none() | instants,
    requests_deadline=st.none() | instants,
    opening=st.none() | instants,
    starts=st.none() | st.dates(),
    duration=maybe,
    quantity=st.none() | numbers,
    unit=maybe,
    places=codes,
    codes=codes,
    reserved_execution=st.none() | st.booleans(),
    for_small_firms=st.none() | st.booleans(),
    validity_days=st.none() | st.integers(0, 10_000),
    languages=codes,
)
warnings = st.builds(NoticeWarning, texts, texts, st.dictionaries(texts, texts | st.integers(), max_size=2))
notices = st.builds(
    Notice,
    reference=texts,
    title=texts,
    ocid=maybe,
    buyer=st.builds(NoticeBuyer, maybe, maybe, maybe, maybe, maybe, maybe, maybe),
    languages=codes,
    procedure=maybe,
    status=maybe,
    published=st.none() | instants | st.dates(date(1980, 1, 1), date(2099, 1, 1)),
    deadline=st.none() | instants,
    deadline_stated=st.booleans(),
    questions_deadline=st.none() | instants,
    contract_from=st.none() | st.dates(),
    value=st.none() | values,
    lots=st.lists(
        st.builds(NoticeLot, texts, maybe, st.none() | values, codes, codes, criteria, maybe, codes, terms), max_size=2
    ).map(tuple),
    items=st.lists(
        st.builds(NoticeItem, maybe, st.none() | numbers, maybe, maybe, maybe, maybe, maybe, st.none() | values),
        max_size=3,
    ).map(tuple),
    documents=st.lists(st.builds(NoticeDocument, maybe, maybe, st.booleans()), max_size=2).map(tuple),
    kind=st.sampled_from(NoticeKind),
    notice_id=maybe,
    version=maybe,
    replaces=maybe,
    change_reason=maybe,
    is_cancelled=st.booleans(),
    requests_deadline=st.none() | instants,
    opening=st.none() | instants,
    value_with_tax=st.none() | st.booleans(),
    more_buyers=st.lists(st.builds(NoticeBuyer, maybe, maybe), max_size=2).map(tuple),
    lots_offered_most=st.none() | st.integers(1, 99),
    all_lots_required=st.booleans(),
    criteria=criteria,
    warnings=st.lists(warnings, max_size=2).map(tuple),
)


@given(notices)
def test_what_is_kept_comes_back_equal(notice: Notice) -> None:
    kept = json.dumps(notice.as_record())

    assert Notice.from_json(json.loads(kept)) == _without_empty_classification(notice)


@given(notices)
def test_what_was_shown_is_shown_again(notice: Notice) -> None:
    shown = notice.as_json(say=lambda sentence, **_facts: sentence)

    assert Notice.from_json(json.loads(json.dumps(shown))).as_json() == shown


@given(numbers)
def test_a_number_is_written_exactly(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert "E" not in plain(number)


def test_the_keys_are_those_of_the_command_line() -> None:
    value = NoticeValue(Decimal("1250.50"), "USD")
    notice = Notice(
        "MCFI-7",
        "Mango",
        deadline=datetime(2026, 12, 1, 10, tzinfo=timezone(timedelta(hours=-5))),
        deadline_stated=True,
        value=value,
        lots=(
            NoticeLot(
                "1",
                "Norte",
                value,
                ("shelteredWorkshop",),
                ("social.fairTrade",),
                (NoticeCriterion("price", "P", "60"),),
            ),
        ),
        items=(NoticeItem("Mango", Decimal("100.0"), "kg", "CPC", "01316", "1", "KGM"),),
        documents=(NoticeDocument("Bases", "https://example.org/b.pdf"),),
        warnings=(NoticeWarning("no_items", "None: {count}", {"count": 3}),),
    )

    assert notice.as_json() == {
        "reference": "MCFI-7",
        "title": "Mango",
        "buyer": {"name": None, "id": None},
        "country": None,
        "languages": [],
        "procedure": None,
        "status": None,
        "published": None,
        "deadline": "2026-12-01T10:00:00-05:00",
        "deadline_stated": True,
        "questions_deadline": None,
        "requests_deadline": None,
        "kind": "call",
        "value": {"amount": "1250.5", "currency": "USD"},
        "lots": [
            {
                "id": "1",
                "title": "Norte",
                "value": {"amount": "1250.5", "currency": "USD"},
                "reserved": ["shelteredWorkshop"],
                "social": ["social.fairTrade"],
                "criteria": [{"type": "price", "name": "P", "weight": "60"}],
            }
        ],
        "items": [
            {
                "description": "Mango",
                "quantity": "100",
                "unit": "kg",
                "classification": {"scheme": "CPC", "code": "01316"},
                "lot": "1",
            }
        ],
        "documents": [{"title": "Bases", "url": "https://example.org/b.pdf"}],
        "warnings": [{"code": "no_items", "sentence": "None: 3"}],
    }


def test_a_deadline_that_lies_before_now_is_warned_of() -> None:
    notice = Notice("A", "B", deadline=datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=-5))))

    before = with_deadline_checked(notice, datetime(2026, 1, 1, 16, 59, tzinfo=UTC))
    after = with_deadline_checked(notice, datetime(2026, 1, 1, 17, 1, tzinfo=UTC))

    assert [warning.code for warning in before.warnings] == []
    assert [warning.code for warning in after.warnings] == ["deadline_passed"]


def _without_empty_classification(notice: Notice) -> Notice:
    """An empty scheme without a code says as little as none; readers never give one."""
    from dataclasses import replace

    return replace(
        notice,
        items=tuple(
            replace(item, scheme=None, code=None) if not (item.scheme or item.code) else item for item in notice.items
        ),
    )
