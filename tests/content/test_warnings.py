"""Which texts speak of something hard, and the note that this suggests."""

from dataclasses import replace

import pytest
from hypothesis import given
from msgspec import structs

from content.model import Fragment, FragmentKind, Piece, PieceKind, Source
from content.parse import parse
from content.readers import read
from content.samples import samples
from content.warnings import Topic, suggested, topics_of
from content.warnings.words import LANGUAGES, Weight, ready, words_of
from tests.content.strategies import pieces


def piece(*texts: str, language: str | None = "en") -> Piece:
    fragments = tuple(Fragment(FragmentKind.PROSE, text) for text in texts)
    source = Source("0" * 64)
    return Piece("s", PieceKind.ESSAY, None, None, None, language, fragments, source)


def told(*texts: str, language: str | None = "en") -> list[tuple[Topic, tuple[int, ...]]]:
    return [(one.topic, one.fragments) for one in topics_of(piece(*texts, language=language))]


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "In May his brother took his own life.", Topic.SUICIDE),
        ("en", "She was RAPED\nthat night.", Topic.SEXUAL_VIOLENCE),
        ("en", "He was beaten to\u00a0death.", Topic.VIOLENCE),
        ("en", "I self-harmed for years.", Topic.SELF_HARM),
        ("fr", "Il s’est pendu en mai.", Topic.SUICIDE),
        ("fr", "Elle est violée. Elle part.", Topic.SEXUAL_VIOLENCE),
        ("fr", "Un féminicide de plus.", Topic.VIOLENCE),
        ("fr", "Des années d’automutilation.", Topic.SELF_HARM),
        ("de", "Von Selbstmordgedanken sprach er nie.", Topic.SUICIDE),
        ("de", "Sie wurde vergewaltigt.", Topic.SEXUAL_VIOLENCE),
        ("de", "Sie wurden gefoltert.", Topic.VIOLENCE),
        ("de", "Sie ritzte sich.", Topic.SELF_HARM),
        ("es", "Su hermano se quitó la vida.", Topic.SUICIDE),
        ("es", "Habla de una violación.", Topic.SEXUAL_VIOLENCE),
        ("es", "Fueron torturados en el sótano.", Topic.VIOLENCE),
        ("es", "Años de autolesiones.", Topic.SELF_HARM),
        ("en", "At nine she saw how her father was stabbed.", Topic.VIOLENCE),
        ("en", "He had taken his own life.", Topic.SUICIDE),
        ("fr", "Le soir, il frappait ma mère.", Topic.VIOLENCE),
        ("fr", "Deux hommes m’ont violé.", Topic.SEXUAL_VIOLENCE),
        ("de", "Am Hafen wurde er zusammengeschlagen.", Topic.VIOLENCE),
        ("de", "Er ging, um sich das Leben zu nehmen.", Topic.SUICIDE),
        ("de", "Mit elf begann ich, mich zu ritzen.", Topic.SELF_HARM),
        ("es", "Los guardias lo golpearon.", Topic.VIOLENCE),
        ("es", "Intentaron apuñalarlo.", Topic.VIOLENCE),
        ("es", "En la cárcel la violaron.", Topic.SEXUAL_VIOLENCE),
        ("es", "Sus primos se ahorcaron.", Topic.SUICIDE),
        ("es", "De noche me cortaba las venas.", Topic.SELF_HARM),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_strong_words_are_enough(language: str, text: str, topic: Topic, known: bool) -> None:
    """One is, whatever its ending, where the language is known and where it is not."""
    found = told("The first.", text, "The last.", language=language if known else None)
    assert found == [(topic, (1,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The film is a killer, and the bunt was a suicide squeeze."),
        ("en", "Career suicide! He murdered that song, and we were killing time."),
        ("en", "The oilseed rape is in flower. A grape, a drape, parsuicidal."),
        ("en", "I could kill myself for forgetting it. She wanted to die of shame."),
        ("fr", "Mort de rire. Ce prof me tue, ça me tue, le dîner fut un massacre."),
        ("fr", "C’est un suicide politique. La violette et le violon."),
        ("de", "Bist du lebensmüde? Es war Mord und Totschlag, wir waren wie erschlagen."),
        ("es", "Fue un suicidio político, una violación de los derechos. Mató el tiempo."),
        ("es", "Golpearon la puerta, y violaron el reglamento. La lluvia me golpeaba."),
        ("fr", "Il joue de la viole ; ses mots nous frappaient, ils m’ont frappé."),
        (
            "de",
            "Sie schlug das vor. Er hat die Hände überm Kopf zusammengeschlagen.",
        ),
        ("it", "Un suicidio."),
    ],
)
def test_figures_of_speech_and_lone_weak_words(language: str, text: str) -> None:
    """A single metaphor says nothing, nor does a part of another word."""
    assert told(text, language=language) == []


def test_weak_words_need_company() -> None:
    """Three different ones near each other; one said three times is one."""
    war = ["They bombed the town.", "Nine were wounded.", "Nobody counted the corpses.", "Rain."]
    assert told(*war) == [(Topic.VIOLENCE, (0, 1, 2))]
    assert told(" ".join(war), "Sun.") == [(Topic.VIOLENCE, (0,))]
    assert told("Killed.", "Killed again.", "Killed, killed.") == []
    assert told("They bombed it.", "A.", "B.", "Wounded.", "A.", "B.", "Corpses.") == []


def test_the_suggestion_is_in_the_texts_language() -> None:
    """It lists the topics, marks what they are about, and is nobody's word."""
    read_ = piece("Bonjour.", "Un viol.", "Son suicide.", "Elle se scarifie.", language="fr")
    found = suggested(replace(read_, language="fr-CA"))
    assert found.note == "parle de violences sexuelles, de suicide et d’automutilation"
    assert found.suggested
    assert [one.noted for one in found.fragments] == [False, True, True, True]
    assert suggested(found) == found


@pytest.mark.parametrize("note", ["", "speaks of a brother"])
def test_somebodys_word_stays(note: str) -> None:
    """A note that is there, and the word that there is none, beat every suggestion."""
    decided = replace(piece("A suicide."), note=note)
    assert suggested(decided) == decided


def test_a_text_that_speaks_of_nothing_hard() -> None:
    """Nothing is suggested, and nothing changes."""
    assert suggested(piece("A walk.")) == piece("A walk.")


@given(pieces())
def test_a_suggestion_changes_the_note_only(read_: Piece) -> None:
    """Whatever a text says, nothing of it but note and marks is touched."""
    found = suggested(read_)
    plain = [structs.replace(one, noted=False) for one in found.fragments]
    assert plain == [structs.replace(one, noted=False) for one in read_.fragments]
    assert suggested(found) == found


def test_the_samples_are_quiet() -> None:
    """None of the shipped texts is held back."""
    found = [parse(read(sample.data, sample.name), "s").piece for sample in samples()]
    assert found
    assert [topics_of(one) for one in found] == [()] * len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists(language: str) -> None:
    """Every topic has a name and strong words, and every phrase finds itself."""
    words = words_of(language)
    assert set(words.names) == set(words.phrases) == set(Topic)
    for phrases in words.phrases.values():
        assert any(phrase.weight is Weight.STRONG for phrase in phrases)
        assert len({phrase.text for phrase in phrases}) == len(phrases)
        for phrase in phrases:
            text = ready(phrase.text.replace("*", ""))
            assert phrase.key in text
            assert phrase.pattern.fullmatch(text)
