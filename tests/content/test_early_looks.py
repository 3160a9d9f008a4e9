"""Looks at a line's first or last signs let through all that the expressions behind them find."""

import pytest

from content.ages import LAST, is_age, signed_name
from content.lines import Line
from content.rubrics import RUBRIC, rubrics_of

AGES = """
2 years ago|about an hour ago|3 DAYS AGO|just now|Yesterday|2 hrs ago (edited)|1 min. ago
il y a 2 ans|il y a un an|il y a 3 h|il y a 3h|il y a 12 min.|à l’instant|il y a 2 j|il y a 2 sem.
vor 3 Stunden|vor einem Jahr|vor 5 Std.|gerade eben|vor 2 Tagen (bearbeitet)|Gestern|VOR 2 JAHREN
hace 2 años|hace un mes|hace 3 h|ahora mismo|Ayer|hace casi 4 días|hace 2 años (editado)
"""
RUBRICS = """
Retrouvez aussi|À retrouver également|Lire également|À lire également|Redécouvrez aussi nos textes
Découvrez également|Nos autres entretiens|En savoir plus|Pour aller plus loin|Plus d’articles
Dans la même série|Les derniers articles|Voir également|Écouter également|à écouter également
Read more|Also read|See also|More on this topic|Further reading|Find out more|Learn more
Recommended for you|Keep reading|Latest posts|In this series|MORE STORIES
Mehr zum Thema|Weiterlesen|Weitere Artikel|Lesen Sie mehr|Auch lesenswert|Passend dazu
Zum Weiterlesen|Siehe auch|Neueste Beiträge|Aus dieser Reihe
Más información|Leer más|Leer también|Lee también|Sigue leyendo|Te recomendamos|Ver también
Véase también|De la misma serie|Últimas noticias|Últimos artículos
"""


def _each(table: str) -> list[str]:
    return [one for line in table.split("\n") for one in line.split("|") if one]


@pytest.mark.parametrize("text", _each(AGES))
def test_how_long_ago(text: str) -> None:
    """Alone, and behind a name."""
    assert is_age(text)
    assert signed_name(f"Ana Belmonte · {text}") == "Ana Belmonte"


@pytest.mark.parametrize("word", sorted(LAST))
def test_no_other_line(word: str) -> None:
    """A word that an age ends with is none."""
    known = word in ("yesterday", "hier", "gestern", "ayer")
    assert is_age(word) is known


@pytest.mark.parametrize("text", _each(RUBRICS))
def test_rubrics(text: str) -> None:
    """At a page's end each one heads other texts."""
    assert RUBRIC.fullmatch(text)
    line = Line(text, 1, 0)
    assert rubrics_of([line], {}) == [line]
