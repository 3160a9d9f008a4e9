"""How long an X archive of 200,000 tweets takes to read, and how much memory at most."""

import json
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks import machine
from content.formats import twitter_archive
from content.parse import parse_source
from content.readers import open_source

TWEETS = 200_000
AIM_SECONDS, AIM_MB = 5.0, 500
# As archives have them: a third answers others, a tenth are retweets, a tenth is in threads.
KINDS = {"single": 45, "answer": 33, "retweet": 12, "thread": 10}
TEXT = "the night ferry leaves at ten and nobody waves from the pier when it rains again"
WORDS = TEXT.split()
ACCOUNT = {"username": "ines_v", "accountId": "77", "accountDisplayName": "Ines Vadim"}


def tweet(key: int, chance: random.Random) -> dict[str, object]:
    """One tweet with all the fields that archives have."""
    (kind,) = chance.choices(list(KINDS), list(KINDS.values()))
    words = " ".join(chance.choices(WORDS, k=chance.randint(5, 45)))
    minute, second = divmod(key, 60)
    hour, minute = divmod(minute, 60)
    edits = {
        "editTweetIds": [str(key)],
        "editableUntil": "2018-10-10T20:49:24.000Z",
        "editsRemaining": "5",
        "isEditEligible": kind == "single",
    }
    found: dict[str, object] = {
        "edit_info": {"initial": edits},
        "retweeted": False,
        "source": '<a href="http://twitter.com/download" rel="nofollow">Twitter for Boats</a>',
        "entities": entities(key, kind),
        "display_text_range": ["0", str(len(words))],
        "favorite_count": str(key % 9),
        "id_str": str(key),
        "truncated": False,
        "retweet_count": "0",
        "id": str(key),
        "possibly_sensitive": False,
        "created_at": f"Wed Oct {1 + hour // 24 % 28:02} {hour % 24:02}:{minute:02}:{second:02}"
        " +0000 2018",
        "favorited": False,
        "full_text": f"RT @tom_b: {words}" if kind == "retweet" else words,
        "lang": "en",
    }
    if kind in ("answer", "thread"):
        own = kind == "thread"
        found |= {
            "in_reply_to_status_id_str": str(key - 1 if own else key + 10**9),
            "in_reply_to_user_id_str": "77" if own else "88",
            "in_reply_to_screen_name": "ines_v" if own else "tom_b",
        }
    return found


def entities(key: int, kind: str) -> dict[str, object]:
    """Whom it names, and a link in every fourth."""
    link = {
        "url": f"https://t.co/{key:010}",
        "expanded_url": f"https://ferry.example/times/{key}",
        "display_url": f"ferry.example/times/{key}",
        "indices": ["20", "43"],
    }
    mention = {"name": "Tom Bell", "screen_name": "tom_b", "indices": ["0", "6"], "id": "88"}
    return {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [mention] if kind == "answer" else [],
        "urls": [link] if key % 4 == 0 else [],
    }


def printed() -> Iterator[str]:
    """The member, as the network prints it."""
    chance = random.Random(7)
    yield "window.YTD.tweets.part0 = [\n  "
    for key in range(10**9, 10**9 + TWEETS):
        listed = json.dumps({"tweet": tweet(key, chance)}, indent=2, separators=(",", " : "))
        yield (",\n  " if key > 10**9 else "") + listed.replace("\n", "\n  ")
    yield "\n]"


def write(path: Path) -> int:
    """Write the archive; give the bytes of its tweets."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        account = json.dumps([{"account": ACCOUNT}])
        archive.writestr("data/account.js", f"window.YTD.account.part0 = {account}")
        size = 0
        with archive.open("data/tweets.js", "w") as member:
            for part in printed():
                size += member.write(part.encode())
    return size


def child(way: str, path: Path) -> None:
    """Read it one way and print what it took."""
    opened = open_source(path)
    began = process_time()
    if way == "documents":
        parts = twitter_archive.recognise(opened)
        assert parts is not None
        count = sum(1 for _ in twitter_archive.documents(opened, "archive", parts))
    else:
        count = sum(1 for _ in parse_source(opened, "archive"))
    took = process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([count, took, peak]))


def main() -> None:
    """Print a line for the documents, which have aims, and one for all that is read of them."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        size = write(path)
        print(f"{TWEETS:,} tweets, {size >> 20} MB, {path.stat().st_size >> 20} MB zipped")
        for way in ("documents", "parse_source"):
            done = subprocess.run(
                [sys.executable, __file__, way, str(path)], capture_output=True, check=True
            )
            count, took, peak = json.loads(done.stdout)
            line = f"{way:13} {count:,} threads: {took:6.2f} s of CPU, {peak:4.0f} MB at most"
            if way == "documents":
                met = took < AIM_SECONDS and peak < AIM_MB
                verdict = "met" if met else "MISSED"
                line += f"  < {AIM_SECONDS:.0f} s, < {AIM_MB} MB: {verdict}"
            print(line)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
