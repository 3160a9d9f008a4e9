"""Lines that are somebody's whole name, and nothing else."""

from content.names import find_names
from content.ties import is_a_name

MOST_WORDS, LONGEST = 4, 50


# So few, or so few of all paragraphs, stand under pictures; who speaks is named again and again.
FEWEST, FEW = 2, 0.15
TITLES = (
    *("Herr", "Frau", "Monsieur", "Madame", "M.", "Mme", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."),
    *("Dr", "Dr.", "Señor", "Señora", "Doña", "Don"),
)


def is_a_name_alone(text: str) -> bool:
    """Tell whether a line has the form of a whole name; capitals alone may be a heading's."""
    return len(text) <= LONGEST and 2 <= len(text.split()) <= MOST_WORDS and is_a_name(text)


def is_told(name: str, known: str) -> bool:
    """Tell whether what has a name's form is one: by its words, or `known` has it elsewhere.

    `known` is what names people on the page, such as its title.
    """
    found = find_names(name, (), ())
    if len(found) == 1 and found[0].span.end - found[0].span.start == len(name):
        return True
    last = name.rpartition(" ")[2]
    return name in known or any(f"{title} {last}" in known for title in TITLES)
