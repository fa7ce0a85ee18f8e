"""Without a verb the window opens; with one the command line answers."""

import pytest

from sse_desktop.__main__ import names_a_verb


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--data", "folder"],
        ["--language", "es", "--data", "tender"],
    ],
)
def test_the_window_opens_without_a_verb(arguments: list[str]) -> None:
    assert not names_a_verb(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["tender", "list"],
        ["--data", "folder", "--json", "verify"],
        ["--help"],
        ["--version"],
        ["--database", "postgresql://x", "backup"],
    ],
)
def test_a_verb_or_what_only_the_command_line_knows_goes_there(arguments: list[str]) -> None:
    assert names_a_verb(arguments)
