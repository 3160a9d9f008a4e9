"""Labelled texts of our own: from a marked file to a page and its gold, in the corpus's form.

A marked file has a head (`kind: interview` ...), a line `---`, and the page, each line behind
what it is: `question Name @handle 2014-03-02 1/3| text`. `+| ` goes on with the fragment above in
a line of its own, `&` before a kind with one on the same line; `attribution>` and `attribution<`
belong to the fragment below and above; `{{marker:1.}}` marks a part of a line; `~Name` is a
speaker the page does not print. Names in `people` are those without a handle; behind `|` stand
other forms that are right, too, and a `?` before one says that it may be missing; behind `|` in
`mentions` stand other spellings of the handle. With `order: numbers` in the head, the page prints
its numbered fragments in another order than theirs (newest first); with `mojibake: yes`, its texts
are right when mended, too.

    python -m tests.content.labels tests/data/content/own    # writes x.txt and x.gold.json
"""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from content.mentions import find_handles

KINDS = {"prose", "heading", "tweet", "reply", "question", "answer", "comment"}
ROW = re.compile(r"(?P<glued>&)?(?P<tag>\+|[a-z]+[<>]?)(?: (?P<facts>[^|]*))?\|(?: (?P<text>.*))?")
INNER = re.compile(r"\{\{(?P<role>\w+):(?P<text>[^}]*)\}\}")
HASHTAG = re.compile(r"(?<![\w&#/])#(\w*[^\W\d_]\w*)")
Json = dict[str, Any]


class Page:
    """A page while it is written, with what each stretch of it is."""

    def __init__(self) -> None:
        self.text = ""
        self.fragments: list[Json] = []
        self.others: list[Json] = []
        self.waiting: list[Json] = []

    def add(self, row: re.Match[str]) -> None:
        """Write one line and label it."""
        self.text += "" if row["glued"] or not self.text else "\n"
        tag = row["tag"]
        if tag in KINDS:
            self.fragments.append(fragment(tag, row["facts"] or "", self.fragments))
            self.fragments[-1]["meta_spans"] += self.waiting
            self.waiting = []
        start = self.write(row["text"] or "", into=tag in KINDS or tag == "+")
        if tag in KINDS or tag == "+":
            return
        text = self.text[start:].strip()
        start = self.text.index(text, start)
        span = {"role": tag.strip("<>"), "start": start, "end": start + len(text)}
        if tag.endswith("<"):
            self.fragments[-1]["meta_spans"].append(span)
        elif tag.endswith(">"):
            self.waiting.append(span)
        else:
            self.others.append(span | {"text": text})

    def write(self, text: str, into: bool) -> int:
        """Write a line's text; what is marked in it is no part of the fragment."""
        start = at = len(self.text)
        for found in INNER.finditer(text):
            part = {"role": found["role"], "start": len(self.text)}
            self.text += found["text"]
            self.fragments[-1]["meta_spans"].append(part | {"end": len(self.text)})
            at = len(self.text)
        self.text += INNER.sub("", text)
        if into:
            body = self.text[at:]
            first = at + len(body) - len(body.lstrip())
            self.fragments[-1]["spans"].append([first, at + len(body.rstrip())])
        return start


def fragment(kind: str, facts: str, before: list[Json]) -> Json:
    """Make a fragment of its kind and facts."""
    found: Json = {"number": None, "total": None, "handle": None, "date": None}
    name = []
    for fact in facts.split():
        if fact.startswith("@"):
            found["handle"] = fact[1:]
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", fact):
            found["date"] = fact
        elif number := re.fullmatch(r"(\d+)(?:/(\d+))?", fact):
            found["number"] = int(number[1])
            found["total"] = int(number[2]) if number[2] else None
        else:
            name.append(fact)
    speaker = " ".join(name) or None
    heads = [f["index"] for f in before if f["kind"] == "heading"]
    return found | {
        "index": len(before),
        "kind": kind,
        "speaker": speaker.lstrip("~") if speaker else None,
        "explicit": bool(speaker or found["handle"]) and "~" not in facts,
        "section": heads[-1] if heads and kind not in ("heading", "comment") else None,
        "spans": [],
        "meta_spans": [],
    }


def gold_of(marked: str, name: str) -> tuple[bytes, Json]:
    """Make the page and its gold of a marked file."""
    head, body = marked.split("\n---\n", 1)
    facts = dict(line.split(":", 1) for line in head.splitlines())
    facts = {key: value.strip() for key, value in facts.items()}
    page = Page()
    for line in body.splitlines():
        row = ROW.fullmatch(line)
        if row is None and line:
            raise ValueError(f"{name}: what is this line? {line!r}")
        if row is None:
            page.text += "\n"
        else:
            page.add(row)
    if facts.get("ends") == "crlf":
        _widen(page)
    encoding = facts.get("encoding", "utf-8-sig" if facts.get("bom") else "utf-8")
    data = page.text.encode(encoding)
    return data, _gold(page, facts, name, encoding, sha256(data).hexdigest())


def mended(text: str) -> str:
    """Give what a text was before it was saved in the wrong encoding."""
    signs = (s.encode("cp1252", "ignore") or s.encode("latin-1", "ignore") for s in text)
    return b"".join(signs).decode("utf-8", "ignore")


def _widen(page: Page) -> None:
    """Give every line the end that Windows gives it, and move the places along."""
    before = [0]
    for character in page.text:
        before.append(before[-1] + (character == "\n"))
    for one in page.fragments:
        one["spans"] = [[n + before[n] for n in span] for span in one["spans"]]
    for span in [*page.others, *(m for one in page.fragments for m in one["meta_spans"])]:
        span["start"] += before[span["start"]]
        span["end"] += before[span["end"]]
    page.text = page.text.replace("\n", "\r\n")


def _gold(page: Page, facts: Json, name: str, encoding: str, digest: str) -> Json:
    def text_at(spans: list[list[int]]) -> str:
        return "\n".join(page.text[start:end] for start, end in spans)

    for one in page.fragments:
        one["text"] = text_at(one["spans"])
        if facts.get("mojibake"):
            one["text_alt"] = [mended(one["text"])]
            one["speaker_accept"] = [mended(one["speaker"])] if one["speaker"] else []
        head = one["section"]
        one["section"] = None if head is None else text_at(page.fragments[head]["spans"])
    if facts.get("order") == "numbers":
        page.fragments = _in_order(page.fragments)
    author, _, handle = facts["author"].partition("@")
    accepted = {"title_accept": [mended(facts["title"])]} if facts.get("mojibake") else {}
    known = facts["author"] != "none"
    people = [one.strip() for one in facts["people"].split(";") if one.strip()]
    return {
        "doc": name,
        "file": f"{name}.txt",
        "encoding": encoding,
        "sha256": digest,
        "kind": facts["kind"],
        "title": None if facts["title"] == "none" else facts["title"],
        "author": {"name": author.strip() or None, "handle": handle or None} if known else None,
        "date": None if facts["date"] == "none" else facts["date"],
        "language": facts["language"],
        "fragments": page.fragments,
        "other_spans": page.others,
        "mentions": [_mention(page, one) for one in facts.get("mentions", "").split(";") if one],
        "people": [_person(one) for one in people],
        "hashtags": _hashtags(page),
    } | accepted


def _in_order(fragments: list[Json]) -> list[Json]:
    """Put the numbered fragments in the order of their numbers; all others stay in their places."""
    numbered = sorted((one for one in fragments if one["number"]), key=lambda one: one["number"])
    left = iter(numbered)
    ordered = [next(left) if one["number"] else one for one in fragments]
    return [one | {"index": index} for index, one in enumerate(ordered)]


def _person(facts: str) -> Json:
    """Read `Name`, or `Name|another form that is right`; `?Name` may be found or not."""
    name, *others = facts.lstrip("?").split("|")
    more: Json = {"name_accept": others} if others else {}
    if facts.startswith("?"):
        more["optional"] = True
    return {"name": name, "aliases": [name], "roles": ["mentioned"]} | more


def _mention(page: Page, facts: str) -> Json:
    """Read `@handle Name = roles` or `@handle|@spelling Name = roles`, and find the places."""
    who, _, roles = facts.partition("=")
    handles, _, name = who.strip().partition(" ")
    variants = handles.split("|")
    places = [
        {"start": found.span.start, "surface": found.surface} | _where(page, found.span.start)
        for found in find_handles(page.text)
        if found.surface in variants
    ]
    return {
        "handle": variants[0][1:],
        "name": name or None,
        "roles": roles.split() or ["mentioned"],
        "variants": variants,
        "places": places,
    }


def _where(page: Page, start: int) -> Json:
    for one in page.fragments:
        if any(first <= start < last for first, last in one["spans"]):
            return {"fragment": one["index"], "where": "text"}
        if any(m["start"] <= start < m["end"] for m in one["meta_spans"]):
            return {"fragment": one["index"], "where": "attribution"}
    around = (one["role"] for one in page.others if one["start"] <= start < one["end"])
    return {"fragment": None, "where": next(around, "text")}


def _hashtags(page: Page) -> list[Json]:
    found = {t.casefold() for one in page.fragments for t in HASHTAG.findall(one["text"])}
    return [{"tag": tag, "places": [{"where": "text"}]} for tag in sorted(found)]


def write(folder: Path) -> None:
    """Write page and gold beside each marked file."""
    for path in sorted(folder.glob("*.marked")):
        data, gold = gold_of(path.read_text(encoding="utf-8"), path.stem)
        path.with_suffix(".txt").write_bytes(data)
        dumped = json.dumps(gold, ensure_ascii=False, indent=0)
        path.with_suffix(".gold.json").write_text(dumped + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
