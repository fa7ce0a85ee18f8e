import pytest

from sse_desktop.domain.labels import lot_of_label


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("MAN-20260714-C03-01-A", "MAN-20260714-C03-01-A"),
        (" MAN-20260714-C03-01-A/7\n", "MAN-20260714-C03-01-A"),
        ("man-20260714-c03-01-a/120", "man-20260714-c03-01-a"),
        ("001-001-000000412", "001-001-000000412"),
        ("maría / 3", "maría / 3"),
        ("A/3", "A/3"),
        ("MAN'20260714'C03'01'A-7", "MAN-20260714-C03-01-A"),
        ("MAN'20260714'C03'01'A", "MAN-20260714-C03-01-A"),
        ("O'Higgins-3", "O'Higgins-3"),
        ("", ""),
    ],
)
def test_the_label_of_a_crate_leads_to_its_lot(scanned: str, code: str) -> None:
    assert lot_of_label(scanned) == code
