import ast
from pathlib import Path

import pytest

from sse_desktop.ui.pages import PAGES
from tests.conftest import ROOT

QUERIES = ROOT / "sse_desktop" / "queries"


def pages_named_in(path: Path) -> set[str]:
    """Return every text given as `page=` in a file."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.keyword)]
    return {str(word.value.value) for word in calls if word.arg == "page" and isinstance(word.value, ast.Constant)}


@pytest.mark.parametrize("name", ["today", "search"])
def test_what_is_due_or_found_opens_a_page_that_exists(name: str) -> None:
    named = pages_named_in(QUERIES / f"{name}.py")

    assert named
    assert named <= {page.key for page in PAGES}


def test_documents_and_lists_that_are_found_open_a_page_that_exists() -> None:
    from sse_desktop.queries import search

    named = {entry[1] for entry in (*search._DOCUMENTS, *search._LISTS)}

    assert named <= {page.key for page in PAGES}
