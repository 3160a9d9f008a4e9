"""Reading sources: every encoding people have, and one clear line for what is no text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.readers import MAX_BYTES, MAX_LINES, Unreadable, read

WORDS = "Déjà vu — «\u00a0œuf\u00a0»\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    """The same words come out of every encoding, line ends untouched."""
    text = read(data)
    assert (text.text, text.encoding, text.problems) == (WORDS, encoding, ())


def test_bytes_that_mean_nothing_are_a_problem() -> None:
    """A byte that cp1252 lacks is shown as such, with its line."""
    text = read(b"caf\xe9\nx\x81y")
    assert text.text == "café\nx\ufffdy"
    assert [problem.line for problem in text.problems] == [2]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_halves_of_characters(mark: bytes) -> None:
    """UTF-8 stays UTF-8: two halves are their character, and one alone is shown and told."""
    half, other = b"\xed\xa0\xbd", b"\xed\xb8\x80"
    text = read(mark + "Déjà\nvu ".encode() + half + b".\n" + other + half + "é\ufffd".encode())
    assert (text.text, text.encoding) == ("Déjà\nvu \ufffd.\n\ufffd\ufffdé\ufffd", "utf-8")
    assert [(one.line, one.what) for one in text.problems] == [
        (2, "halves of characters: 3, shown as \ufffd")
    ]
    whole = read(mark + "Déjà ".encode() + half + other)
    assert (whole.text, whole.encoding, whole.problems) == ("Déjà 😀", "utf-8", ())


@given(st.lists(st.sampled_from([b"\xed\xa0\x80", b"\xed\xb0\x80", b"a", "é😀\ufffd".encode()])))
def test_any_halves(parts: list[bytes]) -> None:
    """Nothing of what stands around them is lost."""
    text = read(b"x" + b"".join(parts)).text
    assert text.count("a") == parts.count(b"a")
    assert text.count("é😀\ufffd") == parts.count("é😀\ufffd".encode())
    assert not any("\ud800" <= sign <= "\udfff" for sign in text)


def test_what_nobody_sees_is_taken_out() -> None:
    """Control characters and what turns the line round; marks between scripts stay."""
    more = "Nobody had told the baker. " * 20
    text = read(f"One.\nT\x00w\x07o, \u202eeerht\u200f.\n{more}".encode())
    assert text.text == f"One.\nTwo, eerht\u200f.\n{more}"
    assert [(problem.line, problem.what) for problem in text.problems] == [
        (2, "characters taken out that nobody sees: 3")
    ]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    """A path gives the name, and what the file holds."""
    path = tmp_path / "a text.md"
    path.write_bytes(b"Hello.\n")
    assert (read(path).name, read(str(path)).text) == ("a text.md", "Hello.\n")
    assert read(b"Hello.", name="upload.md").name == "upload.md"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"a" * (MAX_BYTES + 1), "20 MB"),
        (b"a\n" * (MAX_LINES + 1), "80,000 lines"),
    ],
    ids=[
        "nothing",
        "white space",
        "a mark only",
        "picture",
        "all bytes",
        "too large",
        "many lines",
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    """The message names the source, says what is wrong and is one line."""
    with pytest.raises(Unreadable, match=what) as caught:
        read(data, name="page.txt")
    assert str(caught.value).startswith("page.txt ")
    assert "\n" not in str(caught.value)


def test_paths_that_give_nothing(tmp_path: Path) -> None:
    """A missing file, a folder and a name no system allows are refused in one line."""
    for path, what in ((tmp_path / "no", "exist"), (tmp_path, "folder"), ("a\0b", "cannot")):
        with pytest.raises(Unreadable, match=what):
            read(path)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """The message says how to allow it."""
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        with pytest.raises(Unreadable, match="may not be read"):
            read(path)
    else:
        pytest.skip("this user may read every file")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    """Nothing but Unreadable ever comes out."""
    try:
        text = read(data).text
    except Unreadable:
        return
    assert text.strip()
