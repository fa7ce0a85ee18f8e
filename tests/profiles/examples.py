"""The examples beside each profile, resources/profiles/<id>/tests.toml, and the rules they speak of."""

import tomllib
from collections.abc import Iterator
from typing import Any

from sse_desktop.domain.formula import Formula
from sse_desktop.domain.jurisdiction import DATED, Profile, key_of
from sse_desktop.store.profile_files import LISTS
from sse_desktop.store.profiles import profile_folder

TABLES = {table: name for table, (name, _) in LISTS.items()} | {"limit": "limits"}


def examples(profile_id: str, table: str) -> list[dict[str, Any]]:
    """Return the examples of one kind; none for a profile without a file of them."""
    path = profile_folder() / profile_id / "tests.toml"
    return list(tomllib.loads(path.read_text("utf-8")).get(table, [])) if path.is_file() else []


def part(profile: Profile, rule: str) -> Any:
    """Return a field of a rule by table.key.field; of rules that follow each other, of the last; None without one."""
    table, *rest = rule.split(".")
    if table == "money":
        return getattr(profile.money, rest[0])
    key, field = ".".join(rest[:-1]), rest[-1]
    rules = profile.deadlines.rules if table == "deadline" else getattr(profile, TABLES[table])
    found = [each for each in rules if key_of(each) == key]
    return getattr(found[-1], field) if found else None


def formulas(profile: Profile) -> Iterator[str]:
    """Yield where every formula of a profile stands, once for rules that follow each other."""
    if profile.money.estimate is not None:
        yield "money.estimate"
    names = {name: table for table, name in TABLES.items()}
    found = {
        f"{names[name]}.{key_of(rule)}.{field}": None
        for name in DATED
        for rule in getattr(profile, name)
        for field in rule.__dataclass_fields__
        if isinstance(getattr(rule, field), Formula)
    }
    yield from found
