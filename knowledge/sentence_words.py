"""Word lists that tell where German and English sentences end. Lower case, without their full stop."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence.
ABBREVIATIONS = _words(
    """
    abs abschn abt allg anm aufl bearb bes bez ca dipl dr ebd eidg einschl engl entspr evtl exkl ff ggf ggü gr
    hbf hr hrn hrsg inkl ing insb kfm lt max med min mind mtl mwst nr num pers phil prof rd rer resp sog spez st
    str tel tgl vgl vs wg zzgl zit approx e.g eg i.e ie mr mrs ms vol jr sr jan feb mrz apr jun jul aug sep sept
    okt oct nov dez dec
    """
)
# Words of their own unless a figure follows.
BEFORE_FIGURES = _words(
    """
    art bd fig kap no nos
    """
)
# Whether a sentence ends after one of these, the next word decides.
OFTEN_LAST = _words(
    """
    usw usf etc bzw jh jhdt co inc ltd uvm mio mrd tsd std
    """
)
# Words that often begin a sentence; written with a capital, they hardly stand inside one.
FIRST_WORDS = _words(
    """
    aber alle allerdings als also am an andere auch auf aus außerdem bei beides bis bleibt da dabei dafür daher
    damit danach dann daneben darum das dazu deine dem den denn der deren deshalb dessen deswegen die dies diese
    dieser dieses doch dort du durch eben ein eine einem einen einer eines er erst es etwa für gegen genau gut
    hier hinzu ich ihr ihre im in ist jede jeder jedes jetzt kein keine klar kurz man manche mehr mit nach neben
    nicht nun nur ob oder oft ohne sein seine seit sie sind so sobald sofern solche sonst statt trotz trotzdem
    über um und unter viele vom von vor während wann warum was weder weil welche wenn wer wie wir wird wo wobei
    wurde zu zudem zum zur zusätzlich zwar zwischen a after all although and as at because before both but by
    for from he her his how however if it its many more most no not on one only or other our she since some such
    that the their then there these they this those to under until we what when where which while who why with
    without you your
    """
)
# A single letter after one of these is a rank and may end a sentence ("auf Level D.").
RANKS = _words(
    """
    level stufe klasse gruppe kategorie niveau phase typ plan teil grade class type part
    """
)
MONTHS = _words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember january february
    march may june july october december
    """
)
