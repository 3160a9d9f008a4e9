"""What was made of short lines is remembered, what was made of long ones is not."""

from content.remembered import SHORT, remembered


def test_a_short_line_is_read_once_and_a_long_one_each_time() -> None:
    """Each text that was read stands in the list, in its order."""
    texts: list[str] = []

    @remembered
    def length(text: str) -> int:
        texts.append(text)
        return len(text)

    short, long = "a" * SHORT, "a" * (SHORT + 1)
    assert [length(text) for text in (short, long, short, long)] == [
        SHORT,
        SHORT + 1,
        SHORT,
        SHORT + 1,
    ]
    assert texts == [short, long, long]
