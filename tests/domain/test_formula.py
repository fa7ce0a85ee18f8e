"""The formulas of profiles: what may stand in them, and what they give."""

import contextlib
from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.formula import Formula, FormulaFaulty, FormulaWithoutResult

NAMES = ("a", "b", "c")
VALUES = {"a": Decimal(2), "b": Decimal("0.5"), "c": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 - 3 - 4", "-5"),
        ("8 / 4 / 2", "1"),
        ("-a * -b", "1"),
        ("min(a, b, c)", "0"),
        ("max(a, b)", "2"),
        ("floor(-0.5)", "-1"),
        ("if(a > 1, 10, 20)", "10"),
        ("if(c, 1 / c, 0)", "0"),
        ("a >= 2 and not c", "1"),
        ("c or b == 0.5", "1"),
        ("not (a != 2)", "1"),
        ("0.1 + 0.2", "0.3"),
        ("46255572824.33 * 0.000002", "92511.14564866"),
    ],
)
def test_a_formula_gives_its_exact_result(text: str, result: str) -> None:
    assert Formula.parse(text, NAMES).evaluate(VALUES) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        ("a +", 4),
        ("x", 1),
        ("a b", 3),
        ("(a", 3),
        ("min a", 5),
        ("if(a, b)", 9),
        ("1e5", 2),
        ("a ** 2", 4),
        ("a; b", 2),
        ("a.b", 2),
        ("__import__(a)", 1),
        ("1 < a < 3", 7),
        ("٣", 1),
        ("(" * 60 + "a" + ")" * 60, 31),
        ("1+" * 400 + "1", 500),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(FormulaFaulty) as caught:
        Formula.parse(text, NAMES)

    assert caught.value.facts["place"] == place


def test_a_formula_without_a_result_is_a_failure_with_a_sentence() -> None:
    with pytest.raises(FormulaWithoutResult):
        Formula.parse("a / c", NAMES).evaluate(VALUES)
    with pytest.raises(FormulaWithoutResult):
        Formula.parse("a + b", NAMES).evaluate({"a": Decimal(1)})


def test_a_formula_knows_its_names_and_travels_between_processes() -> None:
    formula = Formula.parse("if(a > 0, b, 1)", NAMES)

    copy = deepcopy(formula)  # rebuilt from its text, as pickle does it for the worker process

    assert formula.names == {"a", "b"}
    assert copy == formula
    assert copy.evaluate(VALUES) == Decimal("0.5")


@given(st.text(alphabet="abc0123456789.+-*/()<>=!, minaxfloord", max_size=40))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    with contextlib.suppress(FormulaFaulty, FormulaWithoutResult):
        Formula.parse(text, NAMES).evaluate(VALUES)
