"""Official tables of letters: every way in which a passport spells a letter is heard as the letter itself.

ICAO Doc 9303 part 3 section 6 B; Russia: order of the Ministry of the Interior on passports (the ICAO table); Ukraine:
Cabinet of Ministers resolution 55 of 2010; Belarus: instruction on the transliteration of surnames and names in the
population register (its Ё, spelt IO, is left out: Russia spells it E, and a letter is heard one way). Polish and
German dress are what a name meets on its way.
"""

import pytest

from exeat.linkage import letters

COMMON = {
    "А": "A", "Б": "B", "В": "V", "Д": "D", "Е": "E", "З": "Z", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O",
    "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F", "Ж": "ZH", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH",
}  # fmt: skip
TABLES = {
    "ICAO": COMMON | {"Г": "G", "И": "I", "Й": "I", "Щ": "SHCH", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA", "Ё": "E",
                      "І": "I", "Ї": "I", "Є": "IE", "Ґ": "G", "Ў": "U"},
    "Russia": COMMON | {"Г": "G", "И": "I", "Й": "I", "Щ": "SHCH", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA", "Ё": "E"},
    "Ukraine": COMMON | {"Г": "H", "Ґ": "G", "И": "Y", "І": "I", "Ї": "I", "Й": "I", "Щ": "SHCH", "Є": "IE", "Ю": "IU",
                         "Я": "IA"},
    "Belarus": COMMON | {"Г": "H", "І": "I", "Й": "I", "Ў": "U", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA"},
}  # fmt: skip
PASSPORTS = [
    ("Жуковский", ["ZHUKOVSKII", "ZHUKOVSKIY", "ZUKOVSKIJ"]),
    ("Щербаков", ["SHCHERBAKOV", "SCHTSCHERBAKOV", "SZCZERBAKOW"]),
    ("Хрущёв", ["KHRUSHCHEV", "CHRUSTSCHEW"]),
    ("Васильев", ["VASILEV", "VASILYEV", "VASILIEV", "VASILJEV"]),
    ("Юлия", ["IULIIA", "YULIYA", "JULIJA", "YULIA"]),
    ("Соловьёв", ["SOLOVEV", "SOLOVYEV", "SOLOVIEV"]),
    ("Яценюк", ["YATSENIUK", "IATSENIUK", "JACENJUK"]),
    ("Гриценко", ["HRYTSENKO", "GRITSENKO", "HRICENKO"]),
    ("Лукашэнка", ["LUKASHENKA"]),
    ("Шевченко", ["SHEVCHENKO", "SZEWCZENKO", "SEVCENKO", "SCHEWTSCHENKO"]),
    ("Žukauskienė", ["ZUKAUSKIENE", "ZHUKAUSKENE"]),
    ("Šapranauskas", ["SAPRANAUSKAS", "SHAPRANAUSKAS"]),
    ("Czesław", ["CZESLAW", "CHESLAV"]),
]


def heard(text):
    return letters.heard(letters.plain([text]))[0]


@pytest.mark.parametrize("table", TABLES)
def test_every_letter_is_heard_as_its_official_spelling(table):
    differ = {
        letter: spelling for letter, spelling in TABLES[table].items() if heard(f"О{letter}О") != heard(f"O{spelling}O")
    }

    assert differ == {}


@pytest.mark.parametrize(("name", "spellings"), PASSPORTS, ids=[name for name, _ in PASSPORTS])
def test_a_name_is_heard_the_same_in_every_passport(name, spellings):
    assert {spelling: heard(spelling) for spelling in spellings} == dict.fromkeys(spellings, heard(name))


def test_a_text_in_capital_letters_is_plain_already():
    assert letters.plain(["KAZLAUSKAS JONAS"]) == ["KAZLAUSKAS JONAS"]
