"""What the people and the officials of the demonstration write, in the language of the person whom it is about."""

from __future__ import annotations

GROUNDS = ("serious_illness_of_relative", "death_of_relative", "property", "parental_duty")
SAID: dict[str, tuple[str, str]] = {  # English, Lithuanian
    "asks serious_illness_of_relative": (
        "My mother is in hospital in Hrodna and the doctors ask the family to come.",
        "Mano motina guli Gardino ligoninėje, gydytojai prašo artimųjų atvykti.",
    ),
    "asks death_of_relative": (
        "My uncle has died in Lida; the funeral is on Saturday.",
        "Lydoje mirė mano dėdė. Laidotuvės šeštadienį.",
    ),
    "asks property": (
        "The court in Minsk hears the inheritance of my grandmother's house and asks for me in person.",
        "Minsko teismas nagrinėja močiutės namo paveldėjimo bylą ir kviečia mane atvykti.",
    ),
    "asks parental_duty": (
        "My son lives with his mother in Brest and I may bring him home for the holidays.",
        "Mano sūnus su motina gyvena Breste. Per atostogas galiu parsivežti jį namo.",
    ),
    "shown serious_illness_of_relative": (
        "The hospital's letter and the record of birth show that your mother is gravely ill there.",
        "Ligoninės raštas ir gimimo įrašas patvirtina, kad Jūsų motina ten sunkiai serga.",
    ),
    "shown death_of_relative": (
        "The certificate of death and the family's letter show the funeral on these days.",
        "Mirties liudijimas ir šeimos laiškas patvirtina, kad šiomis dienomis laidojamas artimasis giminaitis.",
    ),
    "shown property": (
        "The summons of the court asks for the heir in person. It refused a proxy in writing.",
        "Teismo šaukime reikalaujama, kad įpėdinis atvyktų asmeniškai. Atstovo teismas raštu nepriėmė.",
    ),
    "shown parental_duty": (
        "The court order on contact names these days. It asks the father to fetch the child himself.",
        "Teismo nutartyje dėl bendravimo nurodytos šios dienos. Pagal ją vaiką turi paimti pats tėvas.",
    ),
    "weighed": (
        "Aim: to keep someone with access to secrets out of reach of foreign services. They can meet in Lithuania,"
        " so family life is not cut off.",
        "Tikslas: apsaugoti paslaptis žinantį asmenį nuo užsienio tarnybų. Susitikti galima Lietuvoje, todėl šeimos"
        " ryšiai nenutraukiami.",
    ),
    "refused": (
        "The invitation speaks of a birthday. This is no ground on which a permit may be given. The relatives can"
        " travel to Vilnius on these days.",
        "Kvietime rašoma apie gimtadienį. Tai nėra pagrindas, dėl kurio galima išduoti leidimą. Nurodyti giminaičiai"
        " šiomis dienomis gali atvykti į Vilnių.",
    ),
    "birthday": ("A family birthday.", "Šeimos gimtadienis."),
    "complete": (
        "Complete: ground and identity shown.",
        "Visi dokumentai pateikti: pagrindas ir tapatybė patvirtinti.",
    ),
    "no objection": (
        "Nothing is known that speaks against this journey on these days.",
        "Aplinkybių, dėl kurių šiomis dienomis vykti nederėtų, nežinoma.",
    ),
    "differs": (
        "The ground was shown by other documents than in the like cases of this year.",
        "Pagrindas patvirtintas kitokiais dokumentais nei panašiais šių metų atvejais.",
    ),
    "condition": (
        "Leave work telephones and computers at home.",
        "Tarnybinius telefonus ir kompiuterius palikite namuose.",
    ),
    "questioned": (
        "Two men in plain clothes asked about my unit at the border.",
        "Pasienyje du civiliai apsirengę vyrai klausinėjo apie mano dalinį.",
    ),
    "which relative": (
        "Which relative has died, and how are you related?",
        "Kuris giminaitis mirė ir kokia Jūsų giminystė?",
    ),
    "father died": ("The father has died in Hrodna this evening.", "Šį vakarą Gardine mirė tėvas."),
    "called back": (
        "The caller was recognised by calling back, and the hospital in Hrodna confirmed the death.",
        "Tapatybę patvirtinome perskambinę. Mirtį patvirtino Gardino ligoninė.",
    ),
    "stroke": (
        "The mother had a stroke and is in intensive care in Lida.",
        "Motiną ištiko insultas, ji Lydos ligoninės reanimacijoje.",
    ),
    "same": (
        "Document, name and birth date agree with the register.",
        "Dokumentas, vardas, pavardė ir gimimo data sutampa su asmenų apskaitos duomenimis.",
    ),
    "other": (
        "The document is not this person's, and the photograph of the other shows somebody else.",
        "Dokumentas ne šio asmens, o nuotraukoje – kitas žmogus.",
    ),
    "all the same": (
        "The rest of the record agrees so closely that a slip of the keyboard is the likelier reading.",
        "Visa kita taip tiksliai sutampa, kad labiau tikėtina rašymo klaida.",
    ),
    "open": (
        "A confirmed stay in a listed state that no permit and no notice covers.",
        "Patvirtintas buvimas sąraše nurodytoje valstybėje, kurio neapima nei leidimas vykti, nei deklaracija.",
    ),
    "read so far": (
        "Each institution has so far read the ground as calling for a permit.",
        "Iki šiol visos įstaigos laikėsi aiškinimo, kad šiam pagrindui būtinas leidimas vykti.",
    ),
    "one month": (
        "Law on Administrative Proceedings: one month.",
        "Administracinių bylų teisenos įstatymas: vienas mėnuo.",
    ),
    "no ground": (
        "No ground was shown here, while in the like cases one was shown or the traveller was another.",
        "Čia pagrindas nepatvirtintas, o panašiais atvejais jis buvo patvirtintas arba keliavo kitas asmuo.",
    ),
    "answer weighed": (
        "The answer was weighed; it shows none of the grounds on which a permit may be given.",
        "Paaiškinimą įvertinome. Jis nepatvirtina nė vieno pagrindo, dėl kurio galima išduoti leidimą vykti.",
    ),
    "measures not found": (
        "The law's measures for this breach were not found, so none is taken. The finding stands.",
        "Kokias priemones už šį pažeidimą numato teisės aktai, nerasta, todėl jokia neskiriama. Išvada galioja.",
    ),
    "no lighter": (
        "The law attaches this measure to the breach that was found, and leaves no lighter one.",
        "Už nustatytą pažeidimą teisės aktai numato šią priemonę, švelnesnės nėra.",
    ),
    "aim": (
        "To keep secrets from whoever is in reach of a foreign service.",
        "Apsaugoti paslaptis, kai asmenį gali pasiekti užsienio tarnyba.",
    ),
    "lesser": (
        "A warning was weighed; the law binds to the withdrawal.",
        "Svarstytas įspėjimas. Teisės aktai įpareigoja panaikinti.",
    ),
    "family": ("No effect on living together.", "Bendram šeimos gyvenimui įtakos nėra."),
    "lasts": ("Until a new vetting", "Iki naujo asmens tikrinimo"),
    "without a choice": (
        "The stay was private and not asked for; the law attaches this measure without a choice.",
        "Vykta ne tarnybos tikslais ir be leidimo. Kitos priemonės teisės aktai nenumato.",
    ),
    "asked by telephone": (
        "I asked by telephone before I left and was told to go; the call list shows it.",
        "Dar prieš kelionę klausiau telefonu, man pasakė vykti. Tai matyti iš skambučių sąrašo.",
    ),
    "four minutes": (
        "The call list shows four minutes with the duty line before departure. Whoever asks and is told to go has not"
        " travelled without leave.",
        "Skambučių sąraše – keturių minučių pokalbis su budėtoju prieš išvykstant. Kas paklausė ir kam leista, be"
        " leidimo nevyko.",
    ),
    "knew": (
        "The duty to ask was read out at the yearly briefing and signed for.",
        "Su pareiga prašyti leidimo supažindinta pasirašytinai per metinį instruktažą.",
    ),
    "danger": (
        "Nobody approached them there, as far as the report after the journey shows.",
        "Kiek matyti iš grįžimo ataskaitos, ten niekas nebandė užmegzti ryšio.",
    ),
    "first time": (
        "No earlier case is known in the register.",
        "Ankstesnių bylų asmenų apskaitoje nėra.",
    ),
    "nothing shown": ("Nothing of the kind was shown in this case.", "Šioje byloje tai nenustatyta."),
    "sister": (
        "I visited my sister. I did not know of the rule.",
        "Lankiau seserį. Apie šią taisyklę nežinojau.",
    ),
    "rang first": (
        "My father was taken to hospital that evening. I rang the duty line first.",
        "Tą vakarą mano tėvą išvežė į ligoninę. Pirmiausia paskambinau budėtojui.",
    ),
    "justified": (
        "The hospital's letter shows the emergency, and the call list shows that leave was asked for first.",
        "Ligoninės raštas patvirtina neatidėliotiną atvejį, o skambučių sąrašas – kad prieš tai prašyta leidimo.",
    ),
    "not_proven": (
        "The records bear no document number and the duty list of these days speaks against the journey.",
        "Įrašuose nėra dokumento numerio, o šių dienų budėjimų grafikas kelionei prieštarauja.",
    ),
    "two records": (
        "Two records with the passport prove the stay; it is not disputed, and no permit covers these days.",
        "Buvimą patvirtina du įrašai su paso numeriu. Jis neginčijamas, leidimas šių dienų neapima.",
    ),
    "two records alone": (
        "The stay of these days is proven by two records with the passport; no permit and no notice covers it.",
        "Šių dienų buvimą patvirtina du įrašai su paso numeriu. Nei leidimas vykti, nei deklaracija jo neapima.",
    ),
}


def said(what: str, language: str) -> str:
    """The words for something, in a person's language; English for whoever reads neither of the two."""
    english, lithuanian = SAID[what]
    return lithuanian if language == "lt" else english
