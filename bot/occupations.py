"""Everyday, former and English names of common occupations: who asks for a "Pfleger" means the Pflegefachkraft. Word lists only.

Each line is one occupation: its present title first, then the names by which people ask for it. A near but different occupation
(Tierpfleger, Pflegehelfer) stands on a line of its own or on none.
"""

from typing import Final

SAME_OCCUPATION: Final = tuple(
    tuple(line.strip().split("|"))
    for line in """
    Pflegefachkraft|Pflegefachmann|Pflegefachfrau|Pfleger|Pflegerin|Pflegekraft|Pflege|Krankenpfleger|Krankenschwester|Altenpfleger|\
Gesundheits- und Krankenpfleger|nurse|registered nurse|nursing
    Pflegehelfer|Pflegeassistent|Pflegefachassistent|Krankenpflegehelfer|Altenpflegehelfer|nursing assistant|care assistant
    Medizinische Fachangestellte|Medizinischer Fachangestellter|MFA|Arzthelfer|Sprechstundenhilfe|medical assistant
    Zahnmedizinische Fachangestellte|Zahnmedizinischer Fachangestellter|ZFA|Zahnarzthelfer|dental assistant|dental nurse
    Tiermedizinische Fachangestellte|Tiermedizinischer Fachangestellter|TFA|Tierarzthelfer|veterinary assistant
    Pharmazeutisch-technischer Assistent|PTA|pharmacy technician
    Medizinisch-technischer Assistent|MTA|medical technologist
    Physiotherapeut|Physio|Physiotherapie|Krankengymnast|physiotherapist|physical therapist
    Ergotherapeut|Ergotherapie|occupational therapist
    Logopäde|Logopädie|Sprachtherapeut|speech therapist
    Hebamme|Entbindungspfleger|Geburtshelfer|midwife
    Notfallsanitäter|Rettungssanitäter|Sanitäter|Rettungsassistent|Rettungsdienst|paramedic|ambulance service
    Erzieher|Kindergärtner|Kita-Erzieher|kindergarten teacher|nursery teacher|childcare worker|early childhood educator
    Sozialarbeiter|Sozialpädagoge|Streetworker|social worker
    Grundschullehrer|Grundschullehrkraft|primary school teacher|elementary school teacher
    Elektroniker|Elektriker|Elektroinstallateur|Elektroniker für Energie- und Gebäudetechnik|electrician
    Anlagenmechaniker SHK|Anlagenmechaniker|Klempner|Installateur|Heizungsbauer|Gas- und Wasserinstallateur|plumber
    Kfz-Mechatroniker|Automechaniker|Kfz-Mechaniker|Autoschlosser|KFZler|Kfz|Kraftfahrzeugmechatroniker|car mechanic|auto mechanic
    Chemielaborant|Chemical Laboratory Technician|Laborant|Chemical Lab Technician|lab technician|laboratory technician
    Chemikant|Chemiefacharbeiter|chemical plant operator|chemical production technician
    Mechatroniker|mechatronics technician
    Augenoptiker|Optiker|optician
    Industriemechaniker|Betriebsschlosser|Maschinenschlosser|industrial mechanic
    Zerspanungsmechaniker|Dreher|Fräser|CNC-Fräser|CNC-Dreher|machinist
    Metallbauer|Schlosser|Bauschlosser|metalworker
    Tischler|Schreiner|joiner
    Zimmerer|Zimmermann|carpenter
    Maler und Lackierer|Maler|Anstreicher|painter
    Fliesenleger|Plattenleger|tiler
    Straßenbauer|road builder
    Gärtner|Landschaftsgärtner|gardener|landscaper
    Florist|Blumenbinder|Blumenhändler
    Maurer|Hochbaufacharbeiter|bricklayer
    Dachdecker|roofer
    Fachkraft für Lagerlogistik|Lagerist|Lagerlogistiker|Fachlagerist|Lagerarbeiter|Lagermitarbeiter|warehouse worker|\
warehouse clerk|warehouse specialist|warehouse operator
    Busfahrer|Omnibusfahrer|Linienbusfahrer|bus driver|coach driver
    Straßenbahnfahrer|tram driver
    Lokführer|Lokomotivführer|Triebfahrzeugführer|Zugführer|train driver
    Gabelstaplerfahrer|Staplerfahrer|forklift driver
    Berufskraftfahrer|LKW-Fahrer|Lkw Fahrer|Lastwagenfahrer|Trucker|Fernfahrer|Kraftfahrer|truck driver|lorry driver
    Kaufmann für Spedition und Logistikdienstleistung|Speditionskaufmann|freight forwarder
    Kaufmann für Büromanagement|Bürokaufmann|Bürokraft|Kaufmann für Bürokommunikation|Bürofachkraft|\
office clerk|office administrator|office manager
    Industriekaufmann|Industriekaufleute|industrial clerk
    Kaufmann im Einzelhandel|Einzelhandelskaufmann|Verkäufer|retail salesperson|sales assistant|shop assistant
    Bankkaufmann|Banker|bank clerk
    Steuerfachangestellter|Steuerfachangestellte|Steuergehilfe|tax clerk
    Buchhalter|Finanzbuchhalter|accountant|bookkeeper
    Verwaltungsfachangestellter|Verwaltungsfachangestellte|administrative clerk
    Softwareentwickler|Programmierer|Entwickler|Anwendungsentwickler|Fachinformatiker für Anwendungsentwicklung|Coder|\
software developer|software engineer|developer|programmer|coder
    Systemadministrator|Sysadmin|Admin|Administrator|Netzwerkadministrator|IT-Administrator|Systemadmin|\
Fachinformatiker für Systemintegration|system administrator|systems administrator|network administrator
    Koch|Köchin|cook
    Bäcker|baker
    Konditor|Zuckerbäcker|pastry chef|confectioner
    Fachverkäufer im Lebensmittelhandwerk|Bäckereifachverkäufer|Bäckereiverkäufer
    Fleischer|Metzger|Schlachter|butcher
    Friseur|Frisör|Haarschneider|hairdresser|barber
    Restaurantfachmann|Kellner|Servicekraft|waiter|waitress
    Hotelfachmann|Hotelkaufmann|hotel clerk
    Gebäudereiniger|Reinigungskraft|Putzkraft|Putzhilfe|Putzfrau|cleaner
    Polizist|Polizeibeamter|Polizeivollzugsbeamter|police officer|policeman
    Rechtsanwalt|Anwalt|Jurist|lawyer|attorney
    Feuerwehrmann|Feuerwehrfrau|Brandmeister|firefighter
    Immobilienkaufmann|Immobilienmakler|real estate agent
    Veranstaltungstechniker|Fachkraft für Veranstaltungstechnik|event technician
    Arzt|Mediziner|Doktor|doctor|physician
    """.replace("\\\n", "")
    .strip()
    .splitlines()
)
