"""Our own list of what may stand in an answer says the same as the official schemas, also of damaged files."""

import random
from copy import deepcopy
from pathlib import Path

from lxml import etree

from sse_desktop.domain.espd import Operator
from sse_desktop.exchange.espd_response import write_response
from sse_desktop.exchange.espd_structure import faults
from sse_desktop.exchange.refusals import ImportRefused
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import parse_xml
from tests.exchange.espd_files import a_first_request, a_request
from tests.exchange.test_espd_response import SCHEMAS, answers
from tests.fuzz._xml import change

TRIES = 400


def test_what_the_schemas_refuse_is_found_and_nothing_else(shared: Path) -> None:
    chance = random.Random(20261124)
    requests = a_request(), a_first_request()
    written = [etree.fromstring(write_response(each, Operator(name="Demo"), answers(each)).data) for each in requests]
    schemas = {name: etree.XMLSchema(etree.parse(shared / "schemas" / file)) for name, file in SCHEMAS.items()}
    found = {True: 0, False: 0}

    for _ in range(TRIES):
        root = deepcopy(chance.choice(written))
        change(chance.choice(list(root.iter("*"))), chance)
        try:
            damaged = parse_xml(etree.tostring(root), Repairs())
        except ImportRefused:
            continue
        schema = schemas.get(etree.QName(damaged).localname)
        if schema is not None:
            is_valid = schema.validate(damaged)
            found[is_valid] += 1
            assert (faults(damaged) == ()) is is_valid, etree.tostring(damaged)

    assert min(found.values()) > TRIES // 8


def test_the_first_wrong_place_is_named() -> None:
    request = a_request()
    written = write_response(request, Operator(name="Demo"), answers(request)).data
    wrong = written.replace(b"<cbc:IssueDate>2026-06-01", b"<cbc:IssueDate>in June")

    assert faults(parse_xml(wrong, Repairs())) == ("QualificationApplicationResponse/IssueDate",)
