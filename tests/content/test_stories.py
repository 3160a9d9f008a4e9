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


@pytest.mark.parametrize("text", [BUS, CLEFS, SCHIFF], ids=["bus", "clefs", "schiff"])
def test_threads(text: str) -> None:
    """Sentences that go on from the one before, over the whole text: every number is a tweet."""
    piece = parse(text, "x").piece
    assert piece.kind is PieceKind.THREAD
    assert [one.number for one in piece.fragments if one.number] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "text",
    [RECIPE, RULES, REASONS, ESSAY, QUESTIONS, CHAPTERS, SHORT],
    ids=["recipe", "rules", "reasons", "essay", "questions", "chapters", "short"],
)
def test_lists(text: str) -> None:
    """Steps, rules, reasons, questions, what is part of an essay, and what is no tweet's length."""
    assert parse(text, "x").piece.kind is not PieceKind.THREAD
