"""The form of the corpus's schema."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from content.export import to_schema
from content.parse import parse
from content.readers import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PAGE = """Ada raconte, @adalune2 aussi.
1/2
— Ada Lune (@ada_lune) 3 mars 2015
Une phrase pour @tom_b #brume
2/2
— Ada Lune (@ada_lune) 3 mars 2015
Une autre.
"""


def test_a_thread_in_the_schema() -> None:
    """Fragments, people with their places in the source, hashtags."""
    schema = to_schema(parse(PAGE, "stem"), PAGE, "stem")
    assert json.loads(json.dumps(schema)) == schema
    assert (schema["doc"], schema["kind"], schema["date"]) == ("stem", "thread", "2015-03-03")
    assert schema["author"] == {"name": "Ada Lune", "handle": "ada_lune"}
    assert schema["fragments"][1] == {
        "kind": "tweet",
        "number": 1,
        "total": 2,
        "speaker": "Ada Lune",
        "handle": "ada_lune",
        "date": "2015-03-03",
        "section": None,
        "text": "Une phrase pour @tom_b #brume",
    }
    assert schema["hashtags"] == ["brume"]
    tom = next(m for m in schema["mentions"] if m["handle"] == "tom_b")
    assert tom["places"] == [{"surface": "@tom_b", "fragment": 1, "start": PAGE.index("@tom_b")}]
    assert tom["roles"] == ["mentioned"]


def test_people_without_a_handle() -> None:
    """Candidates have their other forms; a signature is a place too."""
    text = "Merci à Odile Corvin. Odile riait.\n\nUn jour de plus.\n\nAda Lune @ada_lune\n"
    schema = to_schema(parse(text, "s"), text)
    assert schema["people"] == [{"name": "Odile Corvin", "aliases": ["Odile"]}]
    (ada,) = schema["mentions"]
    assert ada["places"] == [{"surface": "@ada_lune", "fragment": None, "start": text.index("@")}]


def test_sections_are_the_headings_above() -> None:
    """A fragment belongs to the heading before it."""
    text = "---\ntitle: x\n---\nA.\n\n## One\n\nB.\n"
    sections = [f["section"] for f in to_schema(parse(text, "s"), text)["fragments"]]
    assert sections == [None, None, "One"]


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus beside the checkout (../shared/corpus)")
def test_the_thread_of_the_corpus(tmp_path: Path) -> None:
    """The scorer finds fragments, numbers and attributions of the first seed as they should be."""
    (path,) = (CORPUS / "seeds").glob("000_*.txt")
    source = read(path)
    schema = to_schema(parse(source, path.stem), source.text, path.stem)
    (tmp_path / f"{path.stem}.json").write_text(json.dumps(schema), encoding="utf-8")
    figures = tmp_path / "figures"
    gold = str(CORPUS / "seeds.gold.json")
    command = [sys.executable, str(CORPUS / "score.py"), "--gold", gold, "--sys", str(tmp_path)]
    command += ["--only", path.stem, "--json", str(figures)]
    subprocess.run(command, check=True, capture_output=True)
    mean = json.loads(figures.read_text(encoding="utf-8"))["mean"]
    assert mean["frag_f1"] >= 0.95
    for name in ("kind_acc", "number_acc", "attribution_acc", "merge_acc", "coverage", "order"):
        assert mean[name] == 1.0, name
