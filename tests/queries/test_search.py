from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.commands.tenders import TenderData, enter_tender
from sse_desktop.queries.search import search
from sse_desktop.store.database import Database
from tests.builders import Office, a_member, a_product, a_weigh_in
from tests.commands.sales import Sale


def found(office: Office | Sale, text: str) -> list[tuple[str, str]]:
    return [(row.kind, row.title) for row in office.read(search, text)]


def test_a_member_is_found_by_words_in_any_order_without_accents(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana Núñez", community="El Tablón")
    a_member(office, "Luis")

    [row] = office.read(search, "tablon NUNEZ")

    assert (row.kind, row.page, row.record, row.title, row.detail) == (
        "member",
        "members",
        ana,
        "1 · Ana Núñez",
        "El Tablón",
    )


def test_nothing_is_found_for_nothing(database: Database) -> None:
    office = Office(database)
    a_member(office)

    assert found(office, "  ") == []
    assert found(office, "zzz") == []


def test_documents_are_found_by_their_number(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 50_000)
    sale.send(100)

    assert ("ticket", "001-001-000000001") in found(sale, "1")
    assert ("delivery", "001-001-000000001") in found(sale, "000000001")
    assert found(sale, "001-001-000000001") == [("ticket", "001-001-000000001"), ("delivery", "001-001-000000001")]
    assert found(sale, "001-001-000000002") == []


def test_lots_products_buyers_schools_and_contracts_are_found(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 50_000)

    assert found(sale, "gra 20260714") == [("lot", "GRA-20260714-C03-01-A")]
    assert ("product", "Granadilla") in found(sale, "granadilla")
    assert found(sale, "buyer") == [("buyer", "Buyer")]
    assert found(sale, "99h00002") == [("delivery_point", "School 99H00002")]
    assert found(sale, "c-1 fruit") == [("contract", "C-1")]


def test_tenders_and_papers_are_found(database: Database) -> None:
    office = Office(database)
    office.write(enter_tender, TenderData(title="Alimentación escolar", reference="FI-7", buyer_name="Distrito"))
    office.write(add_paper, PaperData(kind="ruc", title="Registro único", holder_kind="cooperative", number="179"))

    assert found(office, "escolar fi-7") == [("tender", "Alimentación escolar")]
    assert found(office, "unico 179") == [("paper", "Registro único")]


def test_at_most_so_many_of_a_kind_are_shown(database: Database) -> None:
    office = Office(database)
    for number in range(12):
        a_member(office, f"Ana {number}")
    a_weigh_in(office, 1, a_product(office, "ANA", "Ananá"))

    kinds = [kind for kind, _ in found(office, "ana")]

    assert (kinds.count("member"), kinds.count("lot"), kinds.count("product")) == (8, 1, 1)
