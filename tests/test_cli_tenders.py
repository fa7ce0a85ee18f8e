import json
import zipfile
from pathlib import Path

import pytest

from tests.command_line import CommandLine, new_cooperative


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return new_cooperative(tmp_path / "coop", capsys)


NOTICE = {
    "releases": [
        {
            "ocid": "ocds-1-FI-IDPA-007",
            "id": "1",
            "date": "2026-07-01T09:00:00-05:00",
            "tag": ["tender"],
            "buyer": {"name": "Instituto"},
            "tender": {
                "id": "FI-IDPA-007",
                "title": "Alimentación escolar",
                "status": "active",
                "tenderPeriod": {"endDate": "2031-07-31T15:00:00-05:00"},
                "items": [{"id": "1", "description": "Mandarina", "quantity": 1800, "unit": {"name": "unidad"}}],
            },
        }
    ]
}


def test_one_bad_file_does_not_stop_the_others(cli: CommandLine, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(NOTICE), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")

    status, said = cli("tender", "import", bad, good)

    assert status == 0
    assert [(each["file"], each["kind"], len(each["notices"])) for each in said["files"]] == [
        ("bad.json", None, 0),
        ("good.json", "ocds", 1),
    ]
    assert said["files"][0]["refused"]["code"]
    assert said["files"][1]["refused"] is None
    assert cli("tender", "list")[1]["tenders"] == [
        {
            "reference": "FI-IDPA-007",
            "title": "Alimentación escolar",
            "buyer": "Instituto",
            "deadline": "2031-07-31T15:00:00-05:00",
            "state": "open",
        }
    ]


def test_a_tender_is_shown_as_its_notice(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(NOTICE), encoding="utf-8")
    imported = cli("tender", "import", file)[1]["files"][0]["notices"][0]

    status, shown = cli("tender", "show", "fi-idpa-007")

    assert (status, shown.pop("state")) == (0, "open")
    assert set(shown) == set(imported)
    same = ("reference", "title", "country", "deadline", "deadline_stated", "questions_deadline", "value")
    assert {name: shown[name] for name in same} == {name: imported[name] for name in same}
    assert shown["items"][0]["quantity"] == "1800"
    assert cli("bid", "packet", "FI-IDPA-007", "--out", tmp_path)[1]["refused"]["code"] == "no_bid_yet"


def test_only_bad_files_are_refused(cli: CommandLine, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")

    status, said = cli("tender", "import", bad, tmp_path / "gone.json")

    assert (status, len(said["files"]), said["refused"]["code"]) == (2, 2, said["files"][0]["refused"]["code"])
    assert said["files"][1]["refused"]["code"] == "file_missing"


def test_an_older_notice_is_refused_and_the_newer_one_stays(cli: CommandLine, tmp_path: Path) -> None:
    newer, older = tmp_path / "newer.json", tmp_path / "older.json"
    newer.write_text(json.dumps(NOTICE), encoding="utf-8")
    older.write_text(json.dumps(NOTICE).replace("2026-07-01T", "2026-06-01T"), encoding="utf-8")

    status, said = cli("tender", "import", newer, older)

    assert status == 0
    assert [each["refused"] and each["refused"]["code"] for each in said["files"]] == [None, "older_notice"]
    assert len(cli("tender", "list")[1]["tenders"]) == 1


def test_people_read_what_was_imported_and_what_was_not(cli: CommandLine, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(NOTICE), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")

    status, out, _ = cli.says("tender", "import", good, bad)

    assert status == 0
    assert out.startswith("good.json: FI-IDPA-007 · Alimentación escolar\n")
    assert "bad.json: " in out


def test_each_rule_tells_whether_we_may_bid(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(NOTICE), encoding="utf-8")
    cli("tender", "import", file)

    status, said = cli("tender", "eligibility", "FI-IDPA-007")

    assert status == 0
    [procedure] = [line for line in said["lines"] if line["rule"] == "procedure"]
    assert procedure == {
        "rule": "procedure",
        "state": "to_do",
        "reason": "The procedure is not known, so who may bid and up to which amount can't be told.",
        "source": None,
        "rule_date": None,
    }
    assert {line["state"] for line in said["lines"]} <= {"ready", "to_do", "blocked"}
    assert cli("tender", "eligibility", "nothing")[0] != 0


def a_version(day: str, title: str, number: str = "007") -> dict[str, object]:
    release = json.loads(json.dumps(NOTICE["releases"][0]))
    release["ocid"] = f"ocds-1-FI-IDPA-{number}"
    release["date"] = f"{day}T09:00:00-05:00"
    release["tender"] |= {"id": f"FI-IDPA-{number}", "title": title}
    return {"releases": [release]}


def titles(cli: CommandLine) -> list[str]:
    return sorted(each["title"] for each in cli("tender", "list")[1]["tenders"])


def test_two_versions_in_one_zip_become_one_tender_in_whatever_order_they_lie(
    cli: CommandLine, tmp_path: Path, shared: Path
) -> None:
    first = (shared / "samples" / "eforms" / "sdk-cn_24_minimal.xml").read_text(encoding="utf-8")
    second = first.replace("<cbc:VersionID>01", "<cbc:VersionID>02")
    packed = tmp_path / "notices.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1.xml", second)
        archive.writestr("2.xml", first)

    for _ in range(2):
        status, said = cli("tender", "import", packed)

        assert (status, said["files"][0]["refused"]) == (0, None)
        assert "left_out" not in said["files"][0]
        assert len(cli("tender", "list")[1]["tenders"]) == 1


def test_an_older_version_beside_others_is_left_out_and_told(cli: CommandLine, tmp_path: Path) -> None:
    newer, file = tmp_path / "newer.json", tmp_path / "period.json"
    newer.write_text(json.dumps(a_version("2026-07-09", "Mango")), encoding="utf-8")
    cli("tender", "import", newer)
    period = [
        a_version("2026-07-02", "Papa", "008"),
        a_version("2026-07-01", "Mango verde"),
        a_version("2026-07-02", "Yuca", "009"),
    ]
    file.write_text(json.dumps(period), encoding="utf-8")

    status, said = cli("tender", "import", file)

    assert (status, said["files"][0]["refused"]) == (0, None)
    assert [each["code"] for each in said["files"][0]["left_out"]] == ["older_notice"]
    assert titles(cli) == ["Mango", "Papa", "Yuca"]
