"""Which paragraphs ask somebody something."""

import pytest

from content.interviews.questions import ASKED, weigh

ASKING = """\
Comment êtes-vous devenue scaphandrière ?
Une anecdote sur le métier ?
Sel ou poivre ? (poivre = toujours)
Et cela ne t’a pas découragé ? Il faut une sacrée patience…
Si un génie t’accordait un vœu, lequel choisirais-tu ?
Ravie que tu sois venue. On te croyait au large. Peux-tu te présenter ?
Parlez-nous de votre atelier.
What made you leave the circus?
And the worst?
You never paint at night. Why is that?
Tell us about the second winter.
Do you still have the ladder? :)
Wie sind Sie auf diese Insel gekommen?
Was machst du, wenn es regnet?
Erzählen Sie uns von der ersten Brücke.
¿Qué le diría usted a su maestro?
Cuéntenos cómo empezó todo.
"""
TELLING = """\
Il pleuvait sur le canal.
C’est assez drôle, non ?
Pourquoi moi ? Je n’en sais rien, et je ne le saurai jamais.
J’ai ri. Que voulais-je faire d’autre, peut-être ?
It was cold. Was it worth it? I think so.
But now I wonder: what was in the box?
It worked, didn't it, you know?
“Is the shop open?” he asked.
— Tu viens ? demanda-t-il en riant.
Es war spät, oder?
Tell that to the marines.
Was soll ich sagen? Ich war müde.
"""


@pytest.mark.parametrize("text", ASKING.splitlines())
def test_questions_to_somebody(text: str) -> None:
    """A question mark, somebody addressed, or a request to tell."""
    assert weigh(text) >= ASKED


@pytest.mark.parametrize("text", TELLING.splitlines())
def test_questions_that_wait_for_no_answer(text: str) -> None:
    """Rhetorical questions, tags and what people in stories ask each other."""
    assert weigh(text) < ASKED


def test_a_long_paragraph_is_no_question() -> None:
    """However it ends, nobody asks at such length."""
    assert weigh("Je me suis levé tôt. " * 60 + "Et vous ?") < ASKED
