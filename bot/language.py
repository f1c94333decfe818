"""Tells German from English, also for a word or two. Leaf module."""

from bot.wording import words

GERMAN = frozenset(
    "der die das ein eine einen einem einer und oder ist sind war hat habe haben ich du sie er wir ihr man mir mich dir "
    "was wat wie wo wer wann warum wieso weshalb welche welcher welches wieviel womit wofur nicht kein keine auch noch "
    "mit fur von zum zur bei im am auf aus nach uber als wenn dass denn doch mal so gibt gibts kann muss soll darf "
    "werden wird brauche braucht verdient verdiene gehalt lohn beruf arbeit stelle jahr monat weiterbildung ausbildung "
    "forderung zertifikat aufgaben hallo danke tschuss moin bitte ja nein deutsch zeugnis bewerbung kohle macht machen "
    "bekomme bekommt kriegt krich hier da dort heute lohnt reicht mehr weniger geld quereinstieg vom ohne unter "
    "dat furn ne nen son".split()
)
ENGLISH = frozenset(
    "the a an and or is are was has have i you he she we they my me your what how where who when why which much many not "
    "no also with for from at by on to of do does did can could must should would will be its this that there if "
    "about into than then please thanks thank hello hi hey bye yes english salary pay wage job work training course "
    "certificate funding career skills tools day tasks interview apply application german need get earn earns make money "
    "degree study city employers companies region language speak talk tell show".split()
)
SHARED = frozenset(
    "in so was man also die war hat am an will hi hey show training tools is job".split()
)  # words of both languages
# English words that Germans type in German: alone they tell nothing.
BORROWED = frozenset(
    "soft hard skill skills job jobs tool tools software team teams meeting meetings scrum kanban agile homeoffice remote it "
    "benefits stress cloud senior junior trainee manager management consulting business freelancer feedback training "
    "vs versus psm psm1 csm capm pmp itil sap safe jira prince2 ipma pspo pmo acp".split()
)
SHARED_WEIGHT = 0.3  # what such a word counts
CLEARLY = 0.7  # words by which one language must lead


def detect_language(text: str) -> str:
    """ "de", "en", or "" where the words do not tell."""
    tokens = words(text)
    german = sum((SHARED_WEIGHT if word in SHARED else 1.0) for word in tokens if word in GERMAN)
    english = sum((SHARED_WEIGHT if word in SHARED else 1.0) for word in tokens if word in ENGLISH)
    german += sum(letter in "äöüß" for letter in text.lower())
    if abs(german - english) < CLEARLY:
        return ""
    return "de" if german > english else "en"


def only_borrowed(text: str) -> bool:
    """Whether a message has no word but such as German has borrowed from English: "soft skills"."""
    return BORROWED.issuperset(words(text))
