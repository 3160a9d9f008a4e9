"""Lines that are somebody's whole name, and nothing else."""

from content.names import find_names
from content.ties import is_a_name

MOST_WORDS, LONGEST = 4, 50


# So few of all paragraphs are names under pictures; who speaks is named as often as not.
FEW = 0.15
TITLES = (
    *("Herr", "Frau", "Monsieur", "Madame", "M.", "Mme", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."),
    *("Dr", "Dr.", "Señor", "Señora", "Doña", "Don"),
)


def is_whole_name(text: str, known: str) -> bool:
    """Tell whether a line is a whole name: its form says so, or `known` has it elsewhere.

    Capitals alone may be a heading's. `known` is what names people on the page, such as its title.
    """
    if len(text) > LONGEST or not 2 <= len(text.split()) <= MOST_WORDS or not is_a_name(text):
        return False
    found = find_names(text, (), ())
    told = len(found) == 1 and found[0].span.end - found[0].span.start == len(text)
    last = text.rpartition(" ")[2]
    return told or text in known or any(f"{title} {last}" in known for title in TITLES)
