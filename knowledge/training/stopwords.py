"""Words that carry no topic. They may vanish from a question during training; nothing is removed at run time."""

_WORDS = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei damit
danach dann darf das dass davon dazu dem den denen denn der deren des dessen die dies diese diesem diesen dieser
dieses doch dort du durch ein eine einem einen einer eines einfach er es etwas euch fuer ganz gegen gibt gibts
habe haben halt hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden
jeder jedes jetzt kann kannst koennen koennte machen macht man mein meine meinem meinen meiner mir mich mit mal
muss muessen nach noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so soll
sollte sonst ueber um und uns unser unter viel vom von vor war waren was welche welchem welchen welcher welches
wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwar zwischen
a about an and are as at be by can do does for from get has have how i if in is it me my of on or should so
that the their there they this to was we were what when where which who will with would you your
? ! . , ; : - ( ) " '
"""
STOP_WORDS = frozenset(_WORDS.split())
