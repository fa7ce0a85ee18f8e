from chores.system import missing


def test_what_is_installed_is_not_missing() -> None:
    assert missing(("libgl1", "qpdf"), {"libgl1", "libc6"}) == ["qpdf"]


def test_a_package_under_its_newer_name_is_not_missing() -> None:
    assert missing(("libglib2.0-0",), {"libglib2.0-0t64"}) == []
