from datetime import timedelta

from sse_desktop.commands.printing import drop_print_jobs, mark_printed, queue_print
from sse_desktop.queries.printing import print_queue
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_member, a_product, a_weigh_in


def test_documents_wait_for_the_printer_in_order(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    tickets = [a_weigh_in(office, ana, mandarin) for _ in range(3)]
    jobs = []
    for ticket in tickets:
        office.now += timedelta(minutes=1)
        jobs.append(office.write(queue_print, "weigh_ticket", ticket.id))

    office.write(mark_printed, jobs[:1])
    office.write(drop_print_jobs, jobs[2:])

    assert [(job.id, job.document) for job in office.read(print_queue)] == [(jobs[1], str(tickets[1].number))]
    assert office.read(print_queue, kind="delivery_note") == []
    assert verify(database) == []


def test_a_document_waits_only_once(database: Database) -> None:
    office = Office(database)
    ticket = a_weigh_in(office, a_member(office), a_product(office))

    first = office.write(queue_print, "weigh_ticket", ticket.id)
    second = office.write(queue_print, "weigh_ticket", ticket.id)
    office.write(mark_printed, [first])
    third = office.write(queue_print, "weigh_ticket", ticket.id)

    assert first == second != third


def test_the_window_hears_of_the_queue(database: Database) -> None:
    office = Office(database)
    ticket = a_weigh_in(office, a_member(office), a_product(office))
    heard: list[frozenset[str]] = []
    database.listeners.append(heard.append)

    office.write(queue_print, "weigh_ticket", ticket.id)

    assert heard == [frozenset({"print_job"})]
