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
    Zahnmedizinische Fachangestellte|ZFA|Zahnarzthelfer|dental assistant
    Physiotherapeut|Physio|Physiotherapie|Krankengymnast|physiotherapist|physical therapist
    Ergotherapeut|Ergotherapie|occupational therapist
    Logopäde|Logopädie|Sprachtherapeut|speech therapist
    Hebamme|Entbindungspfleger|Geburtshelfer|midwife
    Notfallsanitäter|Rettungssanitäter|Sanitäter|Rettungsassistent|paramedic
    Erzieher|Kindergärtner|Kita-Erzieher|kindergarten teacher|nursery teacher|childcare worker|early childhood educator
    Sozialarbeiter|Sozialpädagoge|Streetworker|social worker
    Grundschullehrer|Grundschullehrkraft|primary school teacher|elementary school teacher
    Elektroniker|Elektriker|Elektroinstallateur|Elektroniker für Energie- und Gebäudetechnik|electrician
    Anlagenmechaniker SHK|Anlagenmechaniker|Klempner|Installateur|Heizungsbauer|Gas- und Wasserinstallateur|plumber
    Kfz-Mechatroniker|Automechaniker|Kfz-Mechaniker|Autoschlosser|KFZler|Kfz|Kraftfahrzeugmechatroniker|car mechanic|auto mechanic
    Industriemechaniker|Betriebsschlosser|Maschinenschlosser|industrial mechanic
    Zerspanungsmechaniker|Dreher|Fräser|CNC-Fräser|CNC-Dreher|machinist
    Metallbauer|Schlosser|Bauschlosser|metalworker
    Tischler|Schreiner|joiner
    Zimmerer|Zimmermann|carpenter
    Maler und Lackierer|Maler|Anstreicher|painter
    Maurer|Hochbaufacharbeiter|bricklayer
    Dachdecker|roofer
    Fachkraft für Lagerlogistik|Lagerist|Lagerlogistiker|Fachlagerist|Lagerarbeiter|Lagermitarbeiter|warehouse worker|\
warehouse clerk|warehouse specialist|warehouse operator
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
    Fleischer|Metzger|Schlachter|butcher
    Friseur|Frisör|Haarschneider|hairdresser|barber
    Restaurantfachmann|Kellner|Servicekraft|waiter|waitress
    Hotelfachmann|Hotelkaufmann|hotel clerk
    Gebäudereiniger|Reinigungskraft|Putzkraft|Putzhilfe|Putzfrau|cleaner
    Polizist|Polizeibeamter|Polizeivollzugsbeamter|police officer|policeman
    Rechtsanwalt|Anwalt|Jurist|lawyer|attorney
    Arzt|Mediziner|Doktor|doctor|physician
    """.replace("\\\n", "")
    .strip()
    .splitlines()
)
