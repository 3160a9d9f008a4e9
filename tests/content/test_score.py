"""How well texts are read, by the corpus's own scorer: ours, and real captures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from content.export import to_schema
from content.parse import parse
from content.readers import read
from tests.content.labels import gold_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
OWN = Path(__file__).parents[1] / "data" / "content" / "own"
pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason="the scorer is not beside the checkout (../shared/corpus)"
)
# Each measure's floor; people named without a handle are judged where they are found.
FLOORS = {
    "own": {
        "kind_acc": 1.0,
        "frag_f1": 0.98,
        "number_acc": 0.98,
        "attribution_acc": 0.98,
        "order": 1.0,
        "boilerplate_clean": 0.98,
        "coverage": 1.0,
        "title_acc": 0.98,
        "author_acc": 0.98,
        "date_acc": 0.98,
        "language_acc": 1.0,
        "heading_f1": 0.95,
        "section_acc": 0.95,
        "frag_date_acc": 0.95,
        "metadata_clean": 0.98,
        "people_f1": 0.95,
    },
    "seeds": {"overall": 0.97, "frag_f1": 0.98, "heading_f1": 0.9, "title_acc": 0.9},
    "real": {"overall": 0.97, "frag_f1": 0.97, "heading_f1": 0.9, "title_acc": 0.9},
}
SETS = {
    "own": (OWN, OWN),
    "seeds": (CORPUS / "seeds", CORPUS / "seeds.gold.json"),
    "real": (CORPUS / "real", CORPUS / "real"),
}


@pytest.mark.parametrize("name", SETS)
def test_scores(name: str, tmp_path: Path) -> None:
    """Every measure of every set of labelled texts stays above its floor."""
    texts, gold = SETS[name]
    for path in texts.glob("*.txt"):
        source = read(path)
        schema = to_schema(parse(source, path.stem), source.text, path.stem)
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(schema), encoding="utf-8")
    figures = tmp_path / "figures"
    command = [sys.executable, str(CORPUS / "score.py"), "--gold", str(gold)]
    command += ["--sys", str(tmp_path), "--json", str(figures)]
    subprocess.run(command, check=True, capture_output=True)
    mean = json.loads(figures.read_text(encoding="utf-8"))["mean"]
    low = {key: mean[key] for key, floor in FLOORS[name].items() if not mean[key] >= floor}
    assert low == {}


@pytest.mark.parametrize("path", sorted(OWN.glob("*.marked")), ids=lambda path: path.stem)
def test_gold_is_what_the_marked_file_says(path: Path) -> None:
    """Page and gold were made from the marked file as it stands."""
    data, gold = gold_of(path.read_text(encoding="utf-8"), path.stem)
    assert path.with_suffix(".txt").read_bytes() == data
    assert json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")) == gold


def test_there_are_texts_of_our_own() -> None:
    """The labelled texts were found, and they are of several languages."""
    names = [path.stem for path in OWN.glob("*.txt")]
    assert len(names) >= 20
    assert {name[:2] for name in names} == {"fr", "en", "de", "es"}
