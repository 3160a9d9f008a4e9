"""Welcome, help, the library and what is not there, in both languages."""

from bot.sandbox.server import Sandbox
from tests.living import ask, sent, tap


def labels(message: object) -> list[str]:
    """The words on the buttons of a message."""
    return [button.text for button in message.buttons]  # type: ignore[attr-defined]


async def test_the_welcome_speaks_the_persons_language(sandbox: Sandbox) -> None:
    """And offers a text in that language."""
    world = sandbox.world
    english = await ask(sandbox, world.alex, world.private(world.alex), "/start")
    french = await ask(sandbox, world.camille, world.private(world.camille), "/start")
    assert english.text.startswith("Hello!")
    assert labels(english) == ["Read “Night trains”", "Library"]
    assert french.text.startswith("Bonjour")
    assert labels(french) == ["Lire «\u00a0Les ponts\u00a0»", "Bibliothèque"]


async def test_the_welcome_pings_nobody(sandbox: Sandbox) -> None:
    """The example in it is no mention of one of Telegram's people."""
    world = sandbox.world
    welcome = await ask(sandbox, world.alex, world.private(world.alex), "/start")
    assert "@" in welcome.text
    assert "mention" not in {entity.kind for entity in welcome.entities}


async def test_help_lists_what_this_version_has(sandbox: Sandbox) -> None:
    """Under the names of the person's language; one command can be asked about alone."""
    world = sandbox.world
    chat = world.private(world.camille)
    everything = await ask(sandbox, world.camille, chat, "/aide")
    assert "/lire " in everything.text
    assert "/schedule" not in everything.text
    one = await ask(sandbox, world.camille, chat, "/help lire")
    assert "/lire " in one.text
    assert "/suite" not in one.text


async def test_a_command_of_a_later_version_says_so(sandbox: Sandbox) -> None:
    """Known by name, not built."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/withdraw")
    assert "/withdraw is not in this version" in answer.text


async def test_an_unknown_command_leads_to_help(sandbox: Sandbox) -> None:
    """In private."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "/dance")
    assert "/aide" in answer.text


async def test_plain_words_lead_to_the_library(sandbox: Sandbox) -> None:
    """In private nobody talks to a wall; in a group the talk of others is left alone."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "hello")
    assert answer.text == "I read texts, and I know who is in them: ask me who is @somebody"
    assert labels(answer) == ["Library"]
    assert "mention" not in {entity.kind for entity in answer.entities}
    world.say(world.alex, world.group, "hello")
    await ask(sandbox, world.camille, world.group, "/help@feuilleton_sandbox_bot")
    assert len(sent(sandbox, world.group)) == 1


async def test_the_library_shows_titles_to_tap(sandbox: Sandbox) -> None:
    """Tapping one begins it."""
    world = sandbox.world
    shown = await ask(sandbox, world.alex, world.private(world.alex), "/bibliotheque")
    assert labels(shown) == ["Les ponts", "Night trains"]
    first = await tap(sandbox, world.alex, shown, "Night trains")
    assert first.text.startswith("The night train waits")


async def test_words_find_a_text(sandbox: Sandbox) -> None:
    """By slug, by words of the title, whatever case or accents; nothing found is said."""
    world = sandbox.world
    chat = world.private(world.alex)
    for words in ("night-trains", "TRAINS", "night trains from 2"):
        assert "train" in (await ask(sandbox, world.alex, chat, f"/read {words}")).text
    nothing = await ask(sandbox, world.alex, chat, "/read zeppelins")
    assert nothing.text == "No text fits zeppelins."
    several = await ask(sandbox, world.alex, chat, "/library n")
    assert labels(several) == ["Les ponts", "Night trains"]


async def test_a_number_beyond_the_end_is_said(sandbox: Sandbox) -> None:
    """With how many fragments there are."""
    world = sandbox.world
    answer = await ask(sandbox, world.alex, world.private(world.alex), "/read ponts from 9")
    assert answer.text == "Les ponts has only 2 fragments."


async def test_next_without_a_reading_offers_the_library(sandbox: Sandbox) -> None:
    """Nothing is being read here."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "/suite")
    assert answer.text.startswith("Aucun texte n’est en cours ici.")
    assert labels(answer) == ["Bibliothèque"]


async def test_an_ending_without_a_title_is_about_what_is_being_read(sandbox: Sandbox) -> None:
    """/read from 3 jumps there."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains")
    third = await ask(sandbox, world.alex, chat, "/read from 3")
    assert "fragment 3 of 3" in third.text


async def test_a_line_break_after_the_command_keeps_its_words(sandbox: Sandbox) -> None:
    """Phones put one in easily."""
    world = sandbox.world
    first = await ask(sandbox, world.alex, world.private(world.alex), "/read\nnight-trains")
    assert "fragment 1 of 3" in first.text


async def test_a_text_read_to_its_end_begins_anew(sandbox: Sandbox) -> None:
    """Also when somebody left it half-way before that."""
    world = sandbox.world
    chat = world.private(world.alex)
    await ask(sandbox, world.alex, chat, "/read night-trains from 2")
    await ask(sandbox, world.alex, chat, "/read night-trains from 3")
    again = await ask(sandbox, world.alex, chat, "/read night-trains")
    assert "fragment 1 of 3" in again.text


async def test_the_command_of_a_later_version_is_named_as_in_the_language(sandbox: Sandbox) -> None:
    """Not by its other name."""
    world = sandbox.world
    answer = await ask(sandbox, world.camille, world.private(world.camille), "/retirer")
    assert answer.text.startswith("/retirer ")
