"""The root of every failure a person can repair: this file is where such failures get their sentence."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar


def N_(text: str) -> str:  # noqa: N802 - the customary name of the mark, which pybabel looks for
    """Return the text unchanged and mark it for the catalogues; it is translated where it is shown."""
    return text


class Term(str):
    """A fact that is itself a word of ours, marked with N_: it is translated when it is put into a sentence."""

    __slots__ = ()


class Sentence:
    """A fact that is itself a sentence of ours with facts of its own: it is translated where it is put into another one."""

    __slots__ = ("facts", "text")

    def __init__(self, text: str, facts: Mapping[str, object]) -> None:
        self.text, self.facts = text, dict(facts)

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


class DomainError(Exception):
    """A failure that a person can repair.

    `sentence` is the English message with named places, `{member}`; `facts` fills them. `code` is the stable name for
    the command line: the class name in snake_case unless the class sets its own.
    """

    sentence: ClassVar[str] = N_("This can't be done.")
    code: ClassVar[str] = "domain_error"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format_map(self.facts)

    def __reduce__(self) -> tuple[Any, ...]:
        # The worker process sends failures home by pickle, which knows no keyword arguments.
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[DomainError], facts: dict[str, object]) -> DomainError:
    return kind(**facts)
