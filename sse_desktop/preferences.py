"""The choices of this computer, not of the cooperative: language, look, last folder. One TOML file of the user."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = "preferences.toml"


@dataclass(slots=True)
class Preferences:
    """What the window remembers between two days; a missing or damaged file means the defaults."""

    language: str = ""  # empty: as the computer speaks
    scheme: str = "system"  # system, light or dark
    last_folder: str = ""  # the cooperative opened last
    last_page: str = ""
    text_percent: int = 100  # size of the text
    width: int = 1366
    height: int = 768
    maximized: bool = False
    place: str = ""  # where this computer weighs; it stands on tickets and in the codes of lots
    tickets: str = "queue"  # what is done with a new ticket: print, queue or nothing
    ticket_paper: str = "a5"  # a5, a4 (two copies) or roll (80 mm)
    printer: str = ""  # name of the printer of tickets; empty: the computer's usual one
    columns: dict[str, list[int]] = field(default_factory=dict)  # widths in pixels by register


def preferences_file() -> Path:
    """Return the file of this user on this computer."""
    import platformdirs

    return Path(platformdirs.user_config_dir("sse-desktop", appauthor=False, roaming=False)) / FILE_NAME


def load_preferences(path: Path) -> Preferences:
    """Return the choices kept in `path`; what is missing or of the wrong kind is the default."""
    try:
        kept: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    result = Preferences()
    for one in fields(Preferences):
        value = kept.get(one.name)
        if type(value) is type(getattr(result, one.name)):
            setattr(result, one.name, value)
    result.columns = {str(name): widths for name, widths in result.columns.items() if _are_widths(widths)}
    return result


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Keep the choices. A disk that refuses is borne: the defaults come back next time."""
    from sse_desktop.store.atomic import CannotWriteFile, write_atomically

    try:
        write_atomically(path, as_toml(asdict(preferences)).encode())
    except CannotWriteFile:
        return


def as_toml(values: dict[str, Any]) -> str:
    """Return flat values and one level of tables as TOML."""
    plain = {name: value for name, value in values.items() if not isinstance(value, dict)}
    tables = {name: value for name, value in values.items() if isinstance(value, dict)}
    lines = [f"{name} = {_toml(value)}" for name, value in plain.items()]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{_text(key)} = {_toml(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _are_widths(widths: Any) -> bool:
    return isinstance(widths, list) and all(isinstance(width, int) and 0 <= width < 5000 for width in widths)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list():
            return "[" + ", ".join(_toml(one) for one in value) + "]"
        case _:
            return _text(str(value))


def _text(value: str) -> str:
    escaped = "".join(
        f"\\u{ord(mark):04x}" if ord(mark) < 32 or ord(mark) == 127 else mark
        for mark in value.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
