from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.folding import fold, words


def test_accents_and_case_do_not_count() -> None:
    assert fold("  Nuñez  PÉREZ ") == "nunez perez"
    assert fold("Ñandú œuvre Straße") == "nandu œuvre strasse"


def test_hangul_stays_whole() -> None:
    assert fold("김 민준") == "김 민준"


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_word_typed_twice_is_looked_for_once() -> None:
    assert words("Ana  ana NÚÑEZ") == ["ana", "nunez"]
