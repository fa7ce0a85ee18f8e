"""Units as buyers write them: this file gives the UN/ECE Rec 20 code where the word leaves no doubt."""

from typing import Final

from sse_desktop.domain.folding import fold

# A quintal is 100 kg, 100 lb or 46 kg depending on the place, an arroba 25 lb or 25 kg: both stay words until a person decides.
_WORDS = {
    "KGM": "kg kgs kilo kilos kilogramo kilogramos kilogram kilograms kilogramme kilogrammes quilo kilogramm кг кілограм 킬로그램 킬로",
    "GRM": "g gr gramo gramos gram grams gramme grammes 그램",
    "TNE": "t tn ton tonelada toneladas tonne tonnes 톤",
    "LBR": "lb lbs libra libras pound pounds livre livres",
    "LTR": "l lt lts litro litros litre litres liter liters літр 리터",
    "MLT": "ml mililitro mililitros millilitre millilitres",
    "H87": "u un und unid unidad unidades unite unites unit units piece pieces pieza piezas pza pz ea each bucata шт штука 개 개입",
    "XBX": "caja cajas box boxes caisse caisses 상자 박스",
    "XBG": "bolsa bolsas bag bags funda fundas 봉지",
    "XSA": "saco sacos sack sacks 포대",
    "XCR": "crate crates jaba jabas gaveta gavetas cageot cageots",
    "XBH": "bunch bunches atado atados manojo manojos botte bottes 단",
    "XPK": "paquete paquetes package packages paquet paquets pack packs 팩",
    "DZN": "docena docenas dozen dozens douzaine douzaines",
}
_BY_WORD = {fold(word): code for code, words in _WORDS.items() for word in words.split()}
# The units that conversions and prices of ours are written in.
OUR_UNITS: Final = {"KGM": "kg", "LBR": "lb", "H87": "unit"}
_KNOWN = {*_WORDS, "C62", "DTN"}


def unit_code(*words: str | None) -> str | None:
    """Return the code of the first word that is one or that is known; None leaves the decision to a person.

    C62 (one) means the same as H87 (piece) and comes back as H87.
    """
    for word in words:
        if not word:
            continue
        code = word.strip().upper()
        found = code if code in _KNOWN else _BY_WORD.get(fold(word).strip(" .()"))
        if found:
            return "H87" if found == "C62" else found
    return None
