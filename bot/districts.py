"""Districts of large cities by which people name where they are: who works in Rheinhausen works in Duisburg. A word list only.

Names that are towns elsewhere too (Bergheim, Homberg, Buchholz) are left out.
"""

from typing import Final

DISTRICTS: Final = {
    "Duisburg": tuple(
        """
        Rheinhausen|Meiderich|Untermeiderich|Mittelmeiderich|Obermeiderich|Marxloh|Obermarxloh|Hamborn|Alt-Hamborn|Walsum|
        Alt-Walsum|Ruhrort|Beeck|Beeckerwerth|Bruckhausen|Röttgersbach|Aldenrade|Fahrn|Overbruch|Vierlinden|Wehofen|Laar|Baerl|
        Alt-Homberg|Hochheide|Kaßlerfeld|Neuenkamp|Duissern|Dellviertel|Hochfeld|Wanheimerort|Wanheim|Angerhausen|
        Hochemmerich|Friemersheim|Rumeln|Kaldenhausen|Bissingheim|Wedau|Großenbaum|Huckingen|Hüttenheim|Ungelsheim|
        Mündelheim|Innenhafen
        """.replace("\n", "")
        .replace(" ", "")
        .split("|")
    ),
}
