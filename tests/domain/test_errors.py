"""Failures carry their sentence, their facts and a stable code."""

import copy

from sse_desktop.domain.errors import N_, DomainError


class ScaleIsOff(DomainError):
    """The scale shows nothing."""

    sentence = N_("The scale of {place} shows nothing. Switch it on.")


class PDFTooLarge(DomainError):
    """Only here for its name."""


class RenamedLater(DomainError):
    """Keeps the code it had."""

    code = "first_name"


class RenamedAgain(RenamedLater):
    """Has its own code again."""


def test_the_code_is_the_name_in_snake_case() -> None:
    assert (DomainError.code, ScaleIsOff.code, PDFTooLarge.code) == ("domain_error", "scale_is_off", "pdf_too_large")


def test_a_class_may_keep_its_own_code() -> None:
    assert (RenamedLater.code, RenamedAgain.code) == ("first_name", "renamed_again")


def test_the_sentence_is_filled_with_the_facts() -> None:
    assert str(ScaleIsOff(place="C03")) == "The scale of C03 shows nothing. Switch it on."


def test_a_failure_survives_the_way_between_processes() -> None:
    copied = copy.deepcopy(ScaleIsOff(place="C03"))

    assert isinstance(copied, ScaleIsOff)
    assert copied.facts == {"place": "C03"}
