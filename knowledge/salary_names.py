"""Names by which a salary statement tells whose pay it is: places, occupations, groups. Leaf module, word lists only.

The places are those of the GeoNames list with 60,000 inhabitants and more in Germany, the towns around Duisburg, and the
large cities abroad that German salary texts compare with. A list is read in no time; the whole package takes over a second.
"""

# Cities by name; inflected forms ("Kölner") are made of them. Those that are everyday words count after a preposition only.
CITIES = tuple(
    "Aachen|Aalen|Ahlen|Arnsberg|Aschaffenburg|Augsburg|Bad Homburg|Baden-Baden|Bamberg|Bayreuth|Bergheim|"
    "Bergisch Gladbach|"
    "Bergkamen|Berlin|Bielefeld|Bocholt|Bochum|Bonn|Bottrop|Braunschweig|Bremen|Bremerhaven|Castrop-Rauxel|"
    "Celle|Chemnitz|"
    "Cottbus|Darmstadt|Delmenhorst|Dessau|Detmold|Dinslaken|Dormagen|Dorsten|Dortmund|Dresden|Duisburg|Düren|"
    "Düsseldorf|"
    "Erfurt|Eschweiler|Essen|Esslingen|Euskirchen|Flensburg|Frankfurt|Freiburg|Friedrichshafen|Fulda|Fürth|"
    "Geldern|Gelsenkirchen|Gera|Gießen|Gladbeck|Göppingen|Görlitz|Göttingen|Grevenbroich|Gütersloh|Hamburg|"
    "Hameln|Hanau|"
    "Hannover|Hanover|Hattingen|Heidelberg|Heilbronn|Herford|Herne|Herten|Hilden|Hildesheim|Hürth|Ingolstadt|"
    "Iserlohn|Jena|"
    "Kaiserslautern|Kamp-Lintfort|Karlsruhe|Kassel|Kempten|Kerpen|Kiel|Kleve|Koblenz|Köln|Cologne|Konstanz|"
    "Krefeld|Landshut|"
    "Langenfeld|Leipzig|Leverkusen|Lippstadt|Lübeck|Lüdenscheid|Ludwigsburg|Ludwigshafen|Lüneburg|Lünen|"
    "Magdeburg|Mainz|"
    "Mannheim|Marburg|Meerbusch|Minden|Moers|Mönchengladbach|Mülheim|München|Munich|Münster|Neubrandenburg|"
    "Neumünster|Neuss|"
    "Neu-Ulm|Neuwied|Nürnberg|Nuremberg|Oberhausen|Offenbach|Offenburg|Oldenburg|Osnabrück|Paderborn|Passau|Pforzheim|"
    "Potsdam|Ratingen|Recklinghausen|Regensburg|Remscheid|Reutlingen|Rheinberg|Rosenheim|Rostock|Rüsselsheim|"
    "Saarbrücken|"
    "Salzgitter|Sankt Augustin|Schweinfurt|Schwerin|Schwerte|Sindelfingen|Solingen|Speyer|Stralsund|Stuttgart|Trier|"
    "Troisdorf|Tübingen|Ulm|Velbert|Viersen|Voerde|Waiblingen|Walldorf|Wattenscheid|Weimar|Wetzlar|Wiesbaden|"
    "Wilhelmshaven|"
    "Willich|Witten|Wolfsburg|Wuppertal|Würzburg|Zwickau|Basel|Genf|Geneva|Graz|Innsbruck|Linz|Salzburg|Wien|Vienna|"
    "Winterthur|Zürich|Zurich|London|Paris|Amsterdam|Brüssel|Brussels|Luxemburg|Luxembourg|Warschau|Prag|Madrid|"
    "Mailand|"
    "New York|San Francisco".split("|")
)
EVERYDAY_CITIES = tuple(
    "Emden|Erlangen|Gronau|Hagen|Halle|Hamm|Hof|Leer|Lingen|Marl|Menden|Rheine|Siegen|Unna|Wesel|Worms|Bern".split("|")
)
REGIONS = (
    r"bundesweit\w*|deutschlandweit\w*|landesweit\w*|nationwide|in ganz deutschland|(?:west|ost|nord|süd)?deutschland|"
    r"germany|"
    r"nrw|nordrhein-westfalen|north rhine-westphalia|ruhrgebiet|ruhr area|rheinland|rhineland|niederrhein|ruhrpott|"
    r"bayern|bavaria|hessen|hesse|baden-württemberg|niedersachsen|lower saxony|sachsen|saxony|thüringen|brandenburg|"
    r"rheinland-pfalz|saarland|schleswig-holstein|mecklenburg-vorpommern|sachsen-anhalt|österreich|austria|schweiz|"
    r"switzerland|usa|niederlande\w*|netherlands|europaweit\w*|weltweit\w*|worldwide"
)
OCCUPATIONS = (
    r"managerin|manager|leiterin|leiter|koordinator|coordinator|informatiker|entwickler|developer|programmierer|"
    r"programmer|"
    r"ingenieur|engineer|berater|consultant|techniker|technician|administrator|architekt|architect|analyst|scientist|"
    r"designer|"
    r"kaufmann|kauffrau|kaufleute|mechaniker|mechatroniker|mechanic|elektroniker|elektriker|electrician|schlosser|"
    r"schweißer|"
    r"monteur|installateur|maurer|tischler|schreiner|koch|köche|köchin|küchenchef|kellner|bäcker|metzger|konditor|"
    r"friseur|"
    r"verkäufer|kassierer|(?:pflege|fach|hilfs|saison|honorar|büro|lehr|schreib|service)kr[aä]ft|krankenpfleger|"
    r"pfleger|nurse|hebamme|"
    r"arzt|ärzte|ärztin|doctor|apotheker|lehrer|teacher|erzieher|sozialarbeiter|therapeut|buchhalter|accountant|"
    r"controller|"
    r"steuerberater|sachbearbeiter|clerk|assistent|assistant|sekretär|referent|disponent|planer|planner|lagerist|"
    r"lagerhelfer|"
    r"staplerfahrer|fahrer|driver|kurier|laborant|chemikant|meister|fachwirt|betriebswirt|makler|anwalt|anwälte|"
    r"lawyer|"
    r"richter|"
    r"beamte|polizist|soldat|redakteur|journalist|trainer|dozent|scrum master|product owner|team lead|teamlead|"
    r"head of|"
    r"vertriebler|einkäufer|logistiker|statiker|zeichner|gärtner|maler|lackierer|drucker|reinigungskraft|"
    r"reinigungskräfte|"
    r"(?:küchen|putz|pflege|haushalts|reinigungs|service)hilfe|\w+chef|helfer|vorarbeiter|hausmeister|\w{3}leitung|"
    r"-leitung|wachmann|florist|fotograf|psychologe|physiker|chemiker|biologe|mathematiker|jurist"
)
GROUPS = (
    r"alle(?:n|r)? (?:it-)?(?:berufe\w*|branchen|beschäftigten|arbeitnehmer\w*|jobs)|aller branchen|"
    r"all (?:it )?(?:occupations|industries|jobs|sectors|employees|workers)|"
    r"projektkoordinatoren allgemein|coordinators in general|im allgemeinen|"
    r"tvöd|tv-?l\b|tv-?v\b|tv-?n\b|\bavr\b|\b(?:eg?|p|s|kr) ?\d{1,2} ?[a-c]?\b|\bstufe \d|entgeltgruppe|"
    r"besoldungsgruppe|pay group|öffentliche\w* dienst|"
    r"public (?:sector|service)|beamt\w+|unter(?:e|en|ste) (?:viertel|zehntel)|ober(?:e|en|ste) (?:viertel|zehntel)|"
    r"(?:lowest|best|highest)-paid (?:quarter|tenth)|teilzeit\w*|part[- ]time|minijob\w*|auszubildende\w*|azubis?|"
    r"lehrjahr|"
    r"lehrling\w*|ausbildungsvergütung|(?:während|in) der ausbildung|ausbildung:|ausbildung (?:vergüt|wird)\w*|"
    r"contractors?\b|freie [\w-]+er\b|\ba ?(?:[5-9]|1[0-6])\b|meister(?:titel|brief|prüfung)\w*|ungelernte\w*|(?:team|"
    r"führungs|personal)verantwortung|techniker(?:abschluss|titel)|national average|top quarter|"
    r"(?:1\d|2\d|30) (?:wochen)?stunden\b(?! (?:kurs|unterricht))|lehrgeld|\w*anwärter\w*|volontär\w*|referendar\w*|"
    r"tarifgruppe|ausbildungsjahr|apprentices?|dual\w* studi\w+|trainees?|werkstudent\w*|working students?|"
    r"(?<!dem )(?<!einem )praktik(?:um|ant\w*|a)\b|interns?\b|internships?|freiberufl\w*|freelancer?s?\b|"
    r"selbst(?:st)?ändige?\w*|"
    r"self-employed|mindestlohn\w*|minimum wage|geschäftsführ\w*|führungskr\w+|führungsposition\w*|"
    r"management position\w*|"
    r"executives?|angehende\w*|head (?!of\b|office)\w+s?\b|vorst[aä]nd\w*|aushilfe\w*|leiharbeit\w*|"
    r"zeitarbeit\w*|minister|metall-? und elektro\w*"
)
FIELDS = (
    r"(?:einstieg|gehalt|gehälter|start|pay|salar\w+)\w* (?:ins?|im|into|in) "
    r"(?:the )?(?:it[- ])?(?:projektmanagement|project management)"
)
# Occupations in English, as they are called in German: a text in English speaks of a profession with a German name.
ENGLISH_OCCUPATIONS = {
    "software developer": "softwareentwickler", "software engineer": "softwareentwickler", "developer": "entwickler",
    "civil engineer": "bauingenieur", "mechanical engineer": "maschinenbauingenieur", "electrical engineer": "elektroingenieur",
    "engineer": "ingenieur", "nurse": "pflegefachkraft", "teacher": "lehrer", "electrician": "elektroniker",
    "accountant": "buchhalter", "driver": "fahrer", "cook": "koch", "architect": "architekt", "technician": "techniker",
    "mechanic": "mechaniker", "lawyer": "anwalt", "doctor": "arzt", "planner": "planer", "clerk": "sachbearbeiter",
    "programmer": "programmierer", "consultant": "berater", "assistant": "assistent",
}  # fmt: skip
