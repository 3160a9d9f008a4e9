"""Makes small exports, and reads what they hold."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from content.certificate import certify
from content.model import Parsed
from content.parse import parse_source
from content.readers import Opened, open_source

ME = "77"
ACCOUNT = {"username": "ines_v", "accountId": ME, "accountDisplayName": "Ines Vadim"}


def tweet(key: int, text: str, answers: int | None = None, user: str = ME, **more: Any) -> Any:
    """A tweet as an archive holds it, a minute for each number."""
    found = {
        "id_str": str(key),
        "full_text": text,
        "created_at": f"Wed Oct 10 20:{key % 60:02}:24 +0000 2018",
        "entities": {"urls": [], "hashtags": []},
        "favorite_count": "0",
    }
    if answers is not None:
        found |= {
            "in_reply_to_status_id_str": str(answers),
            "in_reply_to_user_id_str": user,
            "in_reply_to_screen_name": "ines_v" if user == ME else "tom_b",
        }
    return found | more


def member(what: str, key: str | None, records: Sequence[Any], part: int = 0) -> bytes:
    """A member, printed as the network prints it."""
    listed = [{key: record} if key else record for record in records]
    printed = json.dumps(listed, indent=2, ensure_ascii=False, separators=(",", " : "))
    return f"window.YTD.{what}.part{part} = {printed}".encode()


def tweets(*records: Any, part: int = 0) -> bytes:
    return member("tweets", "tweet", records, part)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def archive(*records: Any, **others: bytes) -> Opened:
    """An archive of these tweets; other members by their names, `_` for `-`."""
    account = member("account", "account", [ACCOUNT])
    files = {"data/tweets.js": tweets(*records), "data/account.js": account}
    files |= {f"data/{name.replace('_', '-')}.js": data for name, data in others.items()}
    return open_source(zipped(files), "archive.zip")


def read(opened: Opened) -> list[Parsed]:
    """Read all threads; of each, every character has a place."""
    found = list(parse_source(opened, "stem"))
    assert all(certify(text, parsed).whole for text, parsed in found)
    return [parsed for _, parsed in found]


def texts(opened: Opened) -> list[list[str]]:
    return [[one.text for one in parsed.piece.fragments] for parsed in read(opened)]
