"""The formulas of profiles: a small language of numbers, read by a parser of its own and worked out in Decimal."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Context, Decimal, DecimalException
from typing import Final

from sse_desktop.domain.errors import N_, DomainError, Term

# Wide enough that a sum of money loses nothing; the one rounding is the caller's.
_EXACT: Final = Context(prec=50)
_LONGEST: Final = 500
_DEEPEST: Final = 30
_TOKEN: Final = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z_0-9]*)|(<=|>=|==|!=|[-+*/(),<>])|(\S))", re.ASCII)
_WORDS: Final = frozenset({"and", "or", "not", "min", "max", "floor", "if"})

Step = Callable[[Mapping[str, Decimal]], Decimal]


class FormulaFaulty(DomainError):
    """A formula can't be read: `place` is the character, from one, at which it goes wrong."""

    sentence = N_("The formula “{formula}” can't be read at character {place}: {fault}. Correct the profile.")


class FormulaWithoutResult(DomainError):
    """A formula has no result for these values: one is missing, or it would divide by nought."""

    sentence = N_(
        "“{formula}” has no result with these values. Fill in what is missing, and nothing that divides may be 0."
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written, and the names it uses. Yes and no are 1 and 0; what is not 0 counts as yes."""

    text: str
    names: frozenset[str]
    _run: Step

    @staticmethod
    def parse(text: str, names: Collection[str]) -> "Formula":
        """Return the formula; only these names may stand in it.

        Numbers, names, + - * /, comparisons, and, or, not, min(…), max(…), floor(a), if(condition, a, b).

        Raises: FormulaFaulty.
        """
        reader = _Reader(text, frozenset(names))
        return Formula(text, reader.whole_names(), reader.whole())

    def evaluate(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the exact result, to 50 figures where a division never ends; nothing is rounded to money here.

        Raises: FormulaWithoutResult.
        """
        try:
            return self._run(values)
        except (DecimalException, KeyError) as fault:
            raise FormulaWithoutResult(formula=self.text) from fault

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __reduce__(self) -> tuple[object, ...]:
        return Formula.parse, (self.text, self.names)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    place: int
    is_number: bool = False
    is_name: bool = False


class _Reader:
    """Reads one formula from left to right; each method reads what binds more tightly than the one before."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self._text, self._names = text, names
        self._used: set[str] = set()
        self._depth = 0
        if len(text) > _LONGEST:
            raise FormulaFaulty(formula=text[:60], place=_LONGEST, fault=Term(N_("it is too long")))
        self._tokens = [*self._split(), _Token("", len(text) + 1)]
        self._at = 0
        self._step = self._either()
        if self._next.text:
            raise self._fault(N_("something stands here that nothing leads to"))

    def whole(self) -> Step:
        return self._step

    def whole_names(self) -> frozenset[str]:
        return frozenset(self._used)

    def _split(self) -> Iterator[_Token]:
        for found in _TOKEN.finditer(self._text.rstrip()):
            number, name, sign, other = found.groups()
            place = found.start(found.lastindex or 0) + 1
            if other:
                raise FormulaFaulty(formula=self._text, place=place, fault=Term(N_("this sign is unknown")))
            yield _Token(number or name or sign, place, number is not None, name is not None)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _fault(self, fault: str) -> FormulaFaulty:
        return FormulaFaulty(formula=self._text, place=self._next.place, fault=Term(fault))

    def _take(self, *texts: str) -> str:
        """Return the next token and step past it if it is one of these, else return nothing."""
        found = self._next
        if found.text in texts:
            self._at += 1
            return found.text
        return ""

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise self._fault({"(": N_("“(” is missing"), ")": N_("“)” is missing")}.get(sign, N_("“,” is missing")))

    # ------------------------------------------------------------------ what binds, the loosest first

    def _either(self) -> Step:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._fault(N_("too many brackets stand inside each other"))
        left = self._both()
        while self._take("or"):
            left = _either_of(left, self._both())
        self._depth -= 1
        return left

    def _both(self) -> Step:
        left = self._not()
        while self._take("and"):
            left = _both_of(left, self._not())
        return left

    def _not(self) -> Step:
        denials = 0
        while self._take("not"):
            denials += 1
        inner = self._comparison()
        if not denials:
            return inner
        return lambda values: _yes(bool(inner(values)) == (denials % 2 == 0))

    def _comparison(self) -> Step:
        left = self._sum()
        sign = self._take("<", "<=", ">", ">=", "==", "!=")
        return _compared(sign, left, self._sum()) if sign else left

    def _sum(self) -> Step:
        left = self._product()
        while sign := self._take("+", "-"):
            left = _joined(sign, left, self._product())
        return left

    def _product(self) -> Step:
        left = self._signed()
        while sign := self._take("*", "/"):
            left = _joined(sign, left, self._signed())
        return left

    def _signed(self) -> Step:
        is_negative = False
        while sign := self._take("-", "+"):
            is_negative ^= sign == "-"
        inner = self._single()
        return (lambda values: _EXACT.minus(inner(values))) if is_negative else inner

    def _single(self) -> Step:
        token = self._next
        if token.is_number:
            self._at += 1
            number = Decimal(token.text)
            return lambda _values: number
        if self._take("("):
            inner = self._either()
            self._expect(")")
            return inner
        if not token.is_name:
            raise self._fault(N_("a number or a name is missing"))
        if token.text in _FUNCTIONS:
            return self._call()
        if token.text in _WORDS or token.text not in self._names:
            raise self._fault(N_("this name is unknown"))
        self._at += 1
        self._used.add(token.text)
        return lambda values: values[token.text]

    def _call(self) -> Step:
        name = self._next.text
        self._at += 1
        self._expect("(")
        parts = [self._either()]
        while self._take(","):
            parts.append(self._either())
        self._expect(")")
        least, most, build = _FUNCTIONS[name]
        if not least <= len(parts) <= most:
            raise self._fault(N_("the function before takes another number of values"))
        return build(parts)


def _yes(is_so: bool) -> Decimal:
    return Decimal(int(is_so))


def _either_of(left: Step, right: Step) -> Step:
    return lambda values: _yes(bool(left(values)) or bool(right(values)))


def _both_of(left: Step, right: Step) -> Step:
    return lambda values: _yes(bool(left(values)) and bool(right(values)))


def _compared(sign: str, left: Step, right: Step) -> Step:
    tests: dict[str, Callable[[Decimal, Decimal], bool]] = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
        "==": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
    }
    test = tests[sign]
    return lambda values: _yes(test(left(values), right(values)))


def _joined(sign: str, left: Step, right: Step) -> Step:
    work = {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply, "/": _EXACT.divide}[sign]
    return lambda values: work(left(values), right(values))


def _smallest(parts: list[Step]) -> Step:
    return lambda values: min(part(values) for part in parts)


def _greatest(parts: list[Step]) -> Step:
    return lambda values: max(part(values) for part in parts)


def _floor(parts: list[Step]) -> Step:
    return lambda values: parts[0](values).to_integral_value(ROUND_FLOOR)


def _choice(parts: list[Step]) -> Step:
    condition, if_so, otherwise = parts
    return lambda values: if_so(values) if condition(values) else otherwise(values)


_FUNCTIONS: Final[dict[str, tuple[int, int, Callable[[list[Step]], Step]]]] = {
    "min": (1, 20, _smallest),
    "max": (1, 20, _greatest),
    "floor": (1, 1, _floor),
    "if": (3, 3, _choice),
}
