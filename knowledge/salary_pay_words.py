"""The words that tell pay from costs, grants, turnover and differences. Patterns for sentences in lower case, no logic."""

import re

from knowledge.salary_amounts import ABOUT, MARK
from knowledge.salary_names import GROUPS, OCCUPATIONS

# What says that an amount is earned, and what says that it is not; the nearer one wins.
PAY = re.compile(
    r"verdien|gehalt|gehält|fixum|\bote\b|lohn|löhn|vergüt|entgelt|brutto|\bnetto|besold|lehrgeld|salär|salar|"
    r"\bwages?\b|\bpay\b(?! off)|"
    r"\bpaid\b|earn|\bgross\b|\bnet\b|bezahl|gezahlt|einkommen(?!s(?:grenze|steuer|abhängig|unabhängig))|einkünfte|"
    r"median|"
    r"\blande\w* (?:man|du|sie) bei|take home|after tax|nach steuern|nach abzügen|after deductions|auf die hand|"
    r"\b(?:laut|nach|im|"
    r"der)(?: \w+)? [\w-]*tarif\b|\boffered\b|\bbase\b"
)
NO_PAY = re.compile(
    r"kost|notebook|macbook|smartphone|pro (?:termin|auftrag|einsatz|person|kopf|kind|stück|besuch|fall|kilometer|"
    r"nacht)\b|"
    r"für (?:die |eine )?(?:fort|weiter)bildung|gebühr|preis|zuschuss|zuschüss|stipendi|prämie|"
    r"[a-zäöüß]{3,}(?<!lehr)geld\b|empfehlung|willkommen|"
    r"bonus|boni\b|zulage|zuschlag|sonderzahlung|provision|variable|umsatz(?!beteil)|umsätze|\bmiete|versicherung|"
    r"insurance|verbrauch|trinkgeld|gutschein|invest|budget|pausch|freibetrag|(?<!unter)grenze\b|schwelle|threshold|"
    r"blocked account|sperrkonto|ticket|laptop|firmenwagen|dienstwagen|beitrag|beiträge|steuern\b|darlehen|kredit|"
    r"einlage|"
    r"umzug|auftrag|aufträge|spesen|leistungen|tagessatz|tagessätze|"
    r"kapital|eigenanteil|zuzahlung|gewinn|profit|rente\b|honorar(?!kr)|rücklage|schaden|entschädigung|strafe|"
    r"abfindung|unterschied|"
    r"differenz|abstand|obergrenze|einsparung|spart|spende|mitglied|ausgaben?\b|aufwand|kasse\b|"
    r"(?<!ab)(?<!be)rechnung|"
    r"zu buche|auf den tisch|\babgerechnet|überschuss|einmal|overtime|"
    r"überstunden|dotiert|one-off|lump sum|sign-on|erstatt|vermögen|anschaff|\bkaufe?n?t?\b|leasing|schulden|"
    r"tilg|vom staat|verkauft|wettbewerb|ersparn|startkapital|\braten\b|für (?:[\w-]+ ){1,5}zahlt man|\bgab(?:en)?\b|"
    r"stiftet|schenkt|sammelt|zahlen (?:kunden|gäste|patienten|"
    r"eltern|mieter|käufer)|"
    r"\bfees?\b|\bcosts?\b|price|\bgrants?\b|\brents?\b|allowance|invests?|turnover|revenue|spend|refund|\bgap\b|"
    r"difference|\bloan|savings?|\bsave|daily rate|day rate|severance|pension|tuition|donat|\bfund|deposit|bill\b"
)
COURSE = re.compile(
    r"kurs|lehrgang|lehrgäng|prüfung|schulung|seminar|\bcourse|\bexams?\b"
)  # no, unless paid per period
NEVER = re.compile(
    rf"(?:bring\w*|nahm\w*|nimmt|nehmen)\b[^,;]*{MARK} ein\b|"
    r"kein (?:gehalt|lohn)|bildungsscheck|bildungsprämie|voucher|taxable|zu versteuernd|bafög|pauschbetrag|freibetrag|"
    r"(?<!be)(?:ge)?förder(?:t|ung|mittel|fähig|höchst)|(?<!be)fördert|subsid|funded|bemessungsgrenze|"
    r"kaltmiete|"
    r"us-dollar|us dollar|einkommensgrenze|income limit|stipendium|scholarship|umsatz(?!beteil)|turnover|kaution"
)
INCLUDED = re.compile(  # "mit Zulagen sind es 3.200 €" is pay all the same
    r"\b(?:mit|inklusive|inkl\.|einschließlich|samt|ohne|neben|plus|zzgl\.|zuzüglich|including|with|without) (?:\w+ )?"
    r"(?:[\w-]+- (?:und|and) )?[\w-]*(?:spesen|zulage|zuschl[aä]g|bonus|boni|sonderzahlung|weihnachtsgeld|urlaubsgeld|"
    r"provision|trinkgeld|prämie)\w*\b"
    r"(?! (?:von|in höhe|of|bis|über|zwischen))"
)

# What else makes a sentence one on pay, where neither kind of word stands near the amount.
_EMPLOYER = (
    r"(?:häuser|firm|betrieb|unternehmen|arbeitgeber|konzern|kanzlei|praxen|praxis|klinik|agentur|verlag|hotel|"
    r"handwerk|kommune|behörde|spedition|\bbank|träger|industrie|chefin|\bchef\b)"
)
JOB_PAYS = (
    r"(?:stelle|beruf|job|tätigkeit).*(?:zahl|bekomm|erhalt|erhält|\bpays?\b)|\bzahlt (?:im|durchschnittlich|bis zu|"
    r"ab)\b|"
    rf"\bzahl(?:en|t)\b[^,;{MARK}]*{_EMPLOYER}|{_EMPLOYER}[^,;{MARK}]*\bzahl(?:en|t)\b"
)
PAY_GROUP = (  # a pay group or year of apprenticeship, beside which pay need not be named
    r"\b(?:eg?|p|s|kr) ?\d{1,2} ?[a-c]?\b|(?:entgelt|besoldungs|lohn|gehalts|vergütungs)gruppe|\btvöd\b|\btv-?[lv]\b|"
    r"\bavr\b|"
    r"tarifgruppe|(?:ausbildungs|lehr)jahr|lehrling|\bazubi|auszubildende|ausbildung.*\b[1-4]\. jahr|referendar"
)
_GET = (
    r"(?:liegen|liegt|kommen|kommt|landen|landet|starte[nt]|beziehen|bezieht|erhalten|erhält|bekommen|bekommt|kriegen|"
    r"kriegt|"
    r"erzielen|erreichen|bringt|bringen|command|commands|get|gets|make|makes|receive|receives|nehmen|nimmt|"
    r"dürfen sich|"
    r"darf sich)\b"
)
PEOPLE_GET = (
    rf"(?:{OCCUPATIONS}|kr[aä]ft|leitung|\bhead of)\w* (?:[\w-]+ ){{0,4}}?{_GET}|"
    rf"{_GET} (?:[\w-]+ ){{0,3}}?[\w-]*(?:{OCCUPATIONS})|nach hause"
)
SOME_GET = (  # "Kommissaranwärter erhalten rund 1.500 Euro."
    r"^(?:(?:die|viele|manche|angehende|junge|[\w-]+te|[\w-]+ne) )?(?!verein|familie|schul|kommune|städte|haushalt|"
    r"eltern|kund|firmen|betrieb|unternehm|"
    r"gewinner|opfer|studierende|schüler|mieter|patient|rentner|arbeitslos|projekt|kita|gemeinde|teilnehm|empfänger|"
    r"spieler|fahrgäst|"
    r"bürger|besucher|käufer|verbraucher|nutzer|bewohner|gäste|teams|länder)(?:[\w-]+(?:er|en|e)|[a-z]{2,4}) "
    rf"(?:bekommen|erhalten|verdienen|kriegen) (?:[\w-]+ ){{0,4}}?{MARK}(?: brutto| netto| im monat| monatlich)*\W*$"
)
POSSIBLE = (
    rf"\bsind (?:(?:{ABOUT}|bis zu|auch|dann|schon|eher) )*{MARK}(?: brutto| netto| im monat| im jahr| und mehr)* "
    r"(?:drin|möglich|üblich|realistisch|normal|keine (?:seltenheit|ausnahme))\b"
)
THERE_IT_IS = re.compile(r"\b(?:sind|wären|waren) es\b|\blieg(?:t|en) (?:mit|bei)\b")
ADVERTISED = (
    rf"\b(?:wir (?:bieten|zahlen)|we (?:offer|pay))(?: \w+){{0,3}} {MARK}|\bwir suchen\b|jetzt bewerben|bewirb dich|"
    rf"\bgesucht\b|\bangebot: |\b[45]-tage-woche|\bunbefristet|\bprobezeit\b|\bvollzeit\b|full[- ]time|"
    rf"\d\d (?:urlaubstage|"
    rf"tage urlaub)|\bzahlte\b|"
    r"\b(?:[1-4]\d)(?:[.,]\d)?[ -](?:wochenstunden|stunden-woche|stundenwoche|stunden die woche|hours a week)|"
    r"für (?:3[5-9]|40)(?:[.,]\d)? (?:stunden|std)"
)
ROW = (  # "Durchschnitt: 3.050 €", "Berufskraftfahrer im Nahverkehr: 2.500–2.900 €"
    rf"^(?:[\w*/-]+ )?[\w-]*(?:{OCCUPATIONS})[^:{MARK}]{{,40}}: ?(?:{ABOUT} |ab |bis )?{MARK}|"
    rf"^\W*(?:{GROUPS})[^:{MARK}]{{,30}}: ?(?:{ABOUT} |ab |bis |maximal )?{MARK}|"
    rf"(?:^|\|)\W*(?:durchschnitt|mittelwert|minimum|maximum|spanne|average)\w*\W{{1,3}}{MARK}|"
    rf"\b(?:(?:national )?average|schnitt|mittel) (?:is|comes to|liegt bei|beträgt) (?:{ABOUT} )?{MARK}"
)
HOURLY_RATE = r"hourly (?:rate|pay)|stundenl|stundensatz"
SUBJECT = re.compile(  # what makes an amount with a period a person's, outside of texts on pay
    r"\b(?:man|du|ich|wer|wir|sie|you|i|we|they|drin|üblich|möglich|realistisch|normal|erwarte\w*|rechnen|expect|"
    r"typical|usual|"
    r"common|realistic|sind|are|zahlt|zahlen|receive|bewerber\w*|stellen\w*|angebot|offer|woche|mittel|schnitt|"
    r"entspricht|"
    rf"ergibt|macht das|umgerechnet|corresponds|equals)\b|{OCCUPATIONS}|{GROUPS}|kr[aä]ft"
)
BY_THE_HOUR = re.compile(
    rf"lohn|löhn|verdien|gehalt|zahl|brutto|\bwage|earn|\bpay\b|\bpaid\b|{ADVERTISED}|{PEOPLE_GET}|{SOME_GET}|stunde|"
    rf"\bstd\b|/ ?h\b|\bhour"
)  # else a small amount is a price
OTHER_PERIOD = re.compile(
    rf"{MARK}[^{MARK}]{{0,20}}?(?:(?:pro|am|je|per|a) (?:tag|woche|day|week)\b|(?<!h)(?<!std)(?<!stunden)/ ?(?:tag|"
    rf"day|woche|week)|täglich|daily)"
)

# Amounts by which pay differs or rises, or that come on top of it.
DIFFERENCE_AFTER = re.compile(
    r"^ ?(?:brutto |gross |im monat |monatlich |im jahr |jährlich )*(?:mehr|weniger|höher|niedriger|extra|zusätzlich|"
    r"drauf|"
    r"unterschied|darunter|darüber|more|less|higher|lower|on top|raise)\b|^ ?(?:\w+ ){0,2}vom (?:lohn|gehalt|brutto)"
)
FOLLOWED = re.compile(rf"^ (?:licen[cs]e|[\w-]*?(?:{NO_PAY.pattern}))")  # "900 Euro Weihnachtsgeld"
ON_TOP = re.compile(r"\b(?:hinzu|obendrauf|oben drauf|dazu|extra|zusätzlich|on top)\W*$")
BY = re.compile(rf"\b(?:um|by)(?: (?:{ABOUT}|bis zu|fast|up to|some))?[\s(]*$")
CHANGES = re.compile(
    r"steig|stieg|erhöh|wächst|wuchs|höher|mehr|niedriger|weniger|sink|sank|anheb|angehoben|über\b|unter\b|"
    r"besser|rose|"
    r"rise|"
    r"rais|increas|grow|grew|higher|lower|exceed"
)
