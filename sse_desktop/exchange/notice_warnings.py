"""What a reader may warn about: this file is every warning's sentence by its stable code."""

from collections.abc import Mapping
from typing import Final

from sse_desktop.domain.errors import N_

WARNINGS: Final[Mapping[str, str]] = {
    # How the call stands.
    "already_closed": N_("This tender is already closed: its status is “{original}”."),
    "already_awarded": N_("This file already tells of an award, so offers are probably no longer accepted."),
    "only_planned": N_("This tender is only planned: its status is “{original}”."),
    "status_unknown": N_(
        "The status “{original}” is in the portal's own words. Check whether the tender is still open."
    ),
    "cancelled": N_("The buyer called this tender off: {original}"),
    "suspended": N_("This tender is suspended: {original}"),
    "changes_a_notice": N_("This notice changes an earlier one: {original}"),
    "changes_without_reason": N_("This notice changes an earlier one; the buyer does not say why."),
    "only_announced": N_("This notice only announces a plan. Offers are asked for later, in a notice of its own."),
    "requests_first": N_("Offers come later: first ask to take part, until the day stated for requests."),
    "looks_like_a_test": N_("This notice may be a test of the portal: “{original}”."),
    "subtype_unknown": N_(
        "The kind of this notice (“{original}”) is not in the standard. Check that offers are asked for."
    ),
    # What is missing.
    "no_deadline": N_("No deadline for offers is stated in this file. Look it up on the portal and type it in."),
    "no_items": N_("This file lists no items. Type them in or paste them from the buyer's documents."),
    "lines_in_documents": N_(
        "Notices of this kind hold no lines. Type them in lot by lot, or paste them from the buyer's documents."
    ),
    "reserved_for_all_lots": N_(
        "For whom it is reserved is stated once for all lots. Read the conditions to see which lots are meant."
    ),
    "reserved_is_asked": N_(
        "The request asks whether you are a sheltered workshop or a social business. Look in the notice whether it is reserved."
    ),
    "no_lots": N_("This notice names no lot, although its standard asks for one."),
    "no_title": N_("This tender has no title; its number or the first line of its description is used."),
    "no_buyer": N_("The buyer is not named in this file."),
    "items_from_elsewhere": N_("The items come from “{where}”, since the call itself lists none."),
    "items_without_description": N_("Items without a description: {count}."),
    # Dates.
    "date_unreadable": N_("The date “{original}” ({where}) can't be read and was left out."),
    "time_not_stated": N_("No hour is stated for “{original}” ({where}). Ask the buyer for it."),
    "time_doubtful": N_("The hour of “{original}” ({where}) looks like a day without an hour. Check it on the portal."),
    "zone_assumed": N_("No time zone is stated for “{original}” ({where}); {zone} was assumed."),
    "date_is_placeholder": N_("“{original}” ({where}) stands for a day that is not known yet and was left out."),
    "offset_of_other_season": N_(
        "The hour of “{original}” ({where}) is off by summer time in {zone}; it was kept as stated. Ask the buyer."
    ),
    "offset_unusual": N_(
        "The time zone of “{original}” ({where}) is not the one of {zone}; it was kept as stated. Ask the buyer."
    ),
    "dates_contradict": N_("This file states different ends for handing in ({original}); the earlier one is shown."),
    "lots_close_at_different_times": N_("The lots close at different times; the earliest is shown."),
    # Numbers.
    "number_was_text": N_("The number “{original}” ({where}) was written as text and was read as a number."),
    "number_unreadable": N_("The number “{original}” ({where}) can't be read and was left out."),
    "number_implausible": N_("The number “{original}” ({where}) can't be meant and was left out."),
    "quantity_rounded": N_("The quantity “{original}” ({where}) was rounded to three decimals."),
    "currency_missing": N_("No currency is stated for the amount ({where})."),
    "weight_unclear": N_("The weight of a criterion is not clear ({where}): {original}."),
    # Texts and codes.
    "markup_removed": N_("Web page markup was taken out of a text ({where})."),
    "letters_lost": N_("Letters were already lost in this file: “{original}” ({where})."),
    "letters_repaired": N_("Wrongly encoded letters were repaired: “{original}” ({where})."),
    "letters_removed": N_("Letters that no text may hold were taken out of this file."),
    "code_repaired": N_("The code “{original}” ({where}) was repaired."),
    "language_repaired": N_("The language “{original}” ({where}) was read as {language}."),
    "link_ignored": N_("“{original}” ({where}) is not a web address and was left out."),
    # Sheets.
    "row_unreadable": N_("Row {where} can't be read and was left out: {original}."),
    "rows_left_out": N_("Rows of words alone were left out: {where}."),
    # The file.
    "encoding_guessed": N_("This file is not written in UTF-8. Check its accents and special letters."),
    "repeated_keys": N_("The file gives “{original}” more than once in the same place; the last one was taken."),
    "part_ignored": N_("“{where}” is not written as the standard says and was left out: {original}."),
    "more_doubts": N_("More places of the same kinds are not listed: {count}."),
    "shape_repaired": N_("“{where}” is not written as the standard says; it was read as it is meant."),
}
