"""Common names of the region, from which the made-up people are put together; nobody is meant."""

from __future__ import annotations

MEN = """Jonas Vytautas Antanas Tomas Juozas Mindaugas Darius Andrius Kęstutis Algirdas Marius Saulius Rimantas Gintaras
Arūnas Vidas Linas Mantas Paulius Lukas Matas Dovydas Rokas Nojus Domantas Žygimantas Šarūnas Ričardas Edvinas Ignas
Aurimas Povilas Simonas Martynas Giedrius Laimonas Remigijus Egidijus Audrius Vaidas Nerijus Donatas Rytis Justinas
Evaldas Gediminas Valdas Virgilijus Eimantas Karolis Deividas Titas Jokūbas Kajus Benas Arnas
Ąžuolas Ernestas""".split()

WOMEN = """Ona Marija Irena Janina Danutė Rasa Jolanta Daiva Kristina Rūta Asta Inga Vilma Laima Aušra Gražina Rita Lina
Jurgita Eglė Agnė Viktorija Gabija Ugnė Austėja Emilija Kamilė Greta Monika Simona Ieva Živilė Šarūnė Birutė Aldona
Nijolė Audronė Vaida Sigita Renata Giedrė Milda Dovilė Jūratė Loreta Neringa Goda Skaistė Urtė Liepa Smiltė Akvilė
Indrė Edita Raimonda Violeta Zita Lijana Evelina Karolina""".split()

# Surnames by the masculine form. The second letter group says how women's forms are made.
SURNAMES = """
Kazlauskas Jankauskas Petrauskas Stankevičius Vasiliauskas Žukauskas Butkus Paulauskas Urbonas Kavaliauskas
Navickas Ramanauskas Rimkus Baranauskas Šimkus Sakalauskas Pocius Žilinskas Adomaitis Bagdonas Lukoševičius Mockus
Kaminskas Balčiūnas Savickas Jonaitis Rutkauskas Malinauskas Černiauskas Dambrauskas Vaitkus Ivanauskas Mikalauskas
Jasaitis Bartkus Grigas Šukys Gudaitis Račkauskas Norkus Matulevičius Žemaitis Daukša Kairys Gintalas Paškevičius
Juškevičius Venckus Bružas Gečas Mačiulis Stonkus Vilkas Lapinskas Tamošiūnas Narbutas Skučas Viršila Aukštuolis
Žvinklys Gabrėnas Sabaliauskas Mažeika Povilaitis Bieliauskas Survila Dirgėla Klimas Čepaitis Gustaitis Jurgaitis
Kubilius Martinkus Morkūnas Nemeikšis Ožalas Plungė Rudys Slavinskas Ščerba Tarvydas Ugianskas Vyšniauskas Zinkus
Ąžuolas Ėringis Įtonas Ūselis Šleikus Žiaugra Barkauskas Dauginas Eidukas Filipavičius Girdvainis Indriulis""".split()

SLAVIC_MEN = """Aleksandr Sergej Dmitrij Andrej Viktor Igor Oleg Pavel Nikolaj Vladimir Jurij Roman Artur Jan
Zbigniew""".split()
SLAVIC_WOMEN = """Svetlana Natalja Irina Olga Jelena Tatjana Galina Ana Viktorija Liudmila Oksana Julija Teresa
Beata""".split()
SLAVIC_SURNAMES = """Ivanov Petrov Kozlov Smirnov Volkov Morozov Novikov Fiodorov Vasiljev Romanov Kuznecov Sokolov
Zacharov Michailov Lebedev Semionov Orlov Makarov Nikitin Jegorov Pavlovič Sosnovskij Rynkevič Jurevič Danilevič
Voitkevič Šablinskij Tomaševskij Mackevič Bogdanovič Romanovskij Gulbinovič Sinkevič Žukovskij Kondratovič""".split()

TOWNS = "Vilnius Kaunas Klaipėda Šiauliai Panevėžys Alytus Marijampolė Utena Visaginas Šalčininkai Tauragė".split()


def of_a_woman(surname: str, *, married: bool) -> str:
    """The form of a surname that a woman bears: of a married one (-ienė) or of a daughter (-aitė, -ytė, -ūtė)."""
    stem = surname
    for ending in ("ius", "us", "as", "is", "ys", "ė", "a"):
        if surname.endswith(ending):
            stem = surname.removesuffix(ending)
            break
    else:
        if surname.endswith("skij"):
            return f"{surname.removesuffix('ij')}aja"
        return surname if surname.endswith("č") else f"{surname}a"
    if married:
        return f"{stem}ienė"
    if surname.endswith(("is", "ys", "ė")):
        return f"{stem}ytė"
    if surname.endswith(("ius", "us")):
        return f"{stem}iūtė" if surname.endswith("ius") else f"{stem}utė"
    return f"{stem}aitė"
