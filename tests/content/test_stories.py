"""Paragraphs numbered `1)`: a thread that tells on, or a list."""

import pytest

from content.model import PieceKind
from content.parse import parse

BUS = """Last night, on the 17

1) A man gets on the night bus with a wedding cake, three floors of it, no box.

2) The driver looks at the cake for a long while and says that food is not allowed.

3) The man says it is no food, it is his mother's pride, and sits down by the door.

4) So we all travel very slowly. Nobody rings the bell, not even those who should.

5) At the last stop the driver gets out and holds the door until the cake is home.
"""
CLEFS = """1) Ce matin une dame a sonné chez moi pour me rendre des clefs qui ne sont pas à moi.
2) Elle les avait trouvées sur mon paillasson, disait-elle, et elle avait l’air d’y tenir.
3) Mais sur l’étiquette il y avait mon nom, écrit de ma main, avec une faute que je fais.
4) J’ai donc pris les clefs. Nous avons bu un café, sans beaucoup parler, la radio allumée.
5) Et depuis j’essaie toutes les portes de la rue, l’une après l’autre, en m’excusant.
"""
SCHIFF = """1) Mein Großvater hat in seinem Leben genau ein Schiff gebaut, im Keller, ohne Plan.

2) Es passte nicht durch die Tür. Das wusste er, er hatte die Tür ja selbst eingesetzt.

3) Aber er saß jeden Sonntag darin, mit einer Mütze, und las uns den Wetterbericht vor.

4) Als er starb, haben wir die Wand herausgenommen und das Schiff auf die Wiese gestellt.

5) Und jetzt brüten Enten darin. Wer vorbeikommt, grüßt, als säße noch jemand am Ruder.
"""
RECIPE = """1) Mix the flour with warm water and a pinch of salt until nothing sticks to the bowl.

2) Let the dough rest under a cloth for an hour, longer if the kitchen is a cold one.

3) Shape the dough into two loaves and cut them twice with the sharpest knife you have.

4) Bake the loaves for forty minutes, then knock: they are done when they sound hollow.

5) Leave them alone until they are cold, which is the hardest part of the whole thing.
"""
RULES = """House rules of the reading room

1) The coats stay outside, since the room is small and the coats are wet for half the year.

2) The windows are opened by the readers who sit there, and by nobody else in the room.

3) The readers leave the books where they found them, or on the table beside the door.

4) The table is wiped on Fridays, which is why nothing must be left there on Thursdays.
"""
REASONS = """Why I left the orchestra

1) He was late for each rehearsal, and blamed a different tram every single time he was.

2) He never tuned, because he said that the room would come round to him in the end.

3) He sold the good chairs, and told the newspaper that musicians play better standing.

4) He forgot my name in front of the mayor, and gave me that of a man he had dismissed.
"""
ESSAY = f"""On lists

I have kept papers since I was nine, and I have lost them all. This is about one that I found
again, in a coat that I had given to my brother, who had given it to a theatre.

{BUS}
It is no story of mine. I do not bake, and the hand is not my hand. But I have begun to wonder
who wrote it, and whether the minister read it on the stage, while somebody was sentenced there.
"""
QUESTIONS = "".join(
    f"{n}) {text}\n\n"
    for n, text in enumerate(
        (
            "Who taught you to walk on a rope, and was there ever a net below the two of you?",
            "And what did your mother say when she saw the rope between the two churches?",
            "So were you never afraid, not even when it rained and the rope began to sing?",
            "So what is left when the rope is rolled up, and everybody has gone home to supper?",
        ),
        1,
    )
)
CHAPTERS = "\n\n".join(
    f"{number}) {sentence} " + "It was like that for years, and nobody said a word of it. " * 6
    for number, sentence in enumerate(
        ("It rained.", "But he came.", "So she went.", "And we stayed."), 1
    )
)


SHORT = "1) The cup fell.\n2) It broke in two.\n3) But we all laughed.\n4) So that was that.\n"


RAISONS = """Cinq raisons de prendre le bac

1) Il part toujours, même vide, ce qui n’est pas le cas du car de la mairie.

2) Le capitaine raconte, si on lui demande, comment il a perdu sa casquette.

3) On y voit la ville de dos, et la ville de dos est plus belle que de face.

4) C’est moins cher que le pont, et le pont est fermé depuis le printemps.

5) Les mouettes connaissent les habitués, elles leur laissent le pain.
"""
REGLEMENT = """Règlement de la salle

1) La salle ouvre à huit heures. Elle ferme quand le gardien a faim.

2) Il est interdit d’y chanter, sauf le mardi, où le gardien est sourd.

3) Les chaises se rangent par six. Celles qui boitent vont contre le mur.

4) On ne parle pas au gardien de sa casquette, il en a une autre.
"""
TREN = """Mi abuela y el tren

1) Mi abuela subió una sola vez a un tren, y fue por error, en marzo de 1957.

2) Ella iba a despedir a su hermana. El revisor le cogió la maleta y la sentó.

3) Pero nadie se atrevió a decirle que bajara, porque lloraba muy bien.

4) Así llegó a Lérida, con una maleta ajena y el delantal todavía puesto.

5) Y allí se quedó doce años. Mi madre nació en Lérida por culpa de un pañuelo.
"""
CAT = """Ten rules for talking to a cat

1) Wait until it looks at you, and then look at something else for a while.

2) Never begin with its name, since it does not know that you gave it one.

3) Say what you have to say in one sentence, and do not repeat any of it.

4) If it leaves, it has understood, and you should leave the room as well.

5) If it stays, it has not, and you may begin again with another subject.
"""
KLAVIER = """Wie wir das Klavier fanden

1) Im Januar stand ein Klavier im Hof, im Schnee, ohne Zettel, ohne Besitzer.
2) Wir haben drei Tage gewartet. Dann hat der Hausmeister eine Plane gebracht.
3) Am vierten Tag spielte jemand. Man sah nur die Plane, die sich bewegte.
4) Seitdem hat das Haus abends Musik, und niemand fragt, wer darunter sitzt.
5) Im Mai haben wir die Plane abgenommen. Darunter saß der Hausmeister.
"""
PACKED = """What I packed

1) A coat that belonged to nobody in particular, and that fitted all of us.

2) The letters, in a tin. It had held biscuits, and they smelled of cinnamon.

3) My father's razor, which he never asked for, and which I have not used.

4) And the key to the house, although the house was sold, with its door.
"""
STREET = """1) So my neighbour has started to water the street. Every evening, a can for each tree.

2) There are no trees. I asked him about that. He said: not yet.

3) Yesterday somebody else was out there with a can. Then a third one. Nobody says anything.

4) I have bought a can.
"""
MINUTES = """Minutes of the garden club

1) The chair opened the meeting at seven, and read out what had been decided in March.

2) The treasurer told the club that there was no money left for a second beehive.

3) It was decided to ask the town. Mrs Quill will write the letter before Easter.

4) The chair closed the meeting at nine, since the lamp had begun to smoke again.
"""
THREADS = {
    "bus": BUS,
    "clefs": CLEFS,
    "schiff": SCHIFF,
    "tren": TREN,
    "klavier": KLAVIER,
    "street": STREET,
}
LISTS = {
    "recipe": RECIPE,
    "rules": RULES,
    "reasons": REASONS,
    "part of an essay": ESSAY,
    "questions": QUESTIONS,
    "chapters": CHAPTERS,
    "short": SHORT,
    "raisons": RAISONS,
    "reglement": REGLEMENT,
    "advice": CAT,
    "things": PACKED,
    "minutes": MINUTES,
}


@pytest.mark.parametrize("text", THREADS.values(), ids=THREADS)
def test_threads(text: str) -> None:
    """Sentences that go on from the one before, over the whole text: every number is a tweet."""
    piece = parse(text, "x").piece
    assert piece.kind is PieceKind.THREAD
    numbers = [one.number for one in piece.fragments if one.number]
    assert numbers == list(range(1, text.count(")") - text.count("(") + 1))


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists(text: str) -> None:
    """Steps, rules, reasons, questions, what is part of an essay, and what is no tweet's length."""
    assert parse(text, "x").piece.kind is not PieceKind.THREAD
