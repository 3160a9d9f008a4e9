"""Letters that were saved in the wrong encoding: `Ã©` for é, `â€”` for a dash."""

import re

# What cp1252 shows for the bytes that go on with a letter in UTF-8; some mean nothing there.
_SHOWN = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)}
_BYTES = {shown: byte for byte, shown in _SHOWN.items()} | {chr(b): b for b in range(0x80, 0x100)}
_NEXT = "".join(re.escape(sign) for sign in {*_SHOWN.values(), *map(chr, range(0x80, 0xC0))})
_SIGNS = "".join(
    re.escape(sign)
    for sign in {*(_SHOWN[b] for b in range(0x80, 0xA0)), *map(chr, range(0x80, 0xA0))}
)
# "é »" with a narrow gap is French: of three bytes only those of dashes, quotes and signs count.
BROKEN = re.compile(rf"[ÂÃÅÄ][{_NEXT}]|â[{_SIGNS}][{_NEXT}]|ï»¿|ð[{_SIGNS}][{_NEXT}]{{2}}")
# A byte that became a common space on its way.
LOST = re.compile(r"Ã (?=[.,;!?)…\r\n]| )|Ã(?= |[\r\n]|$)|Â(?= )")
WHOLE = re.compile(r"[àâäçèéêëîïôöùûüßáíóúñ¿¡«»“”„’—–]")
FEWEST = 3
SAMPLE = 200_000
MENDED = "letters like “Ã©” were mended: the page was saved in the wrong encoding"


def mended(text: str) -> str:
    """Mend a text that is broken throughout; any other is given back as it is."""
    if "Ã" not in text and "â€" not in text and "Â" not in text:
        return text
    sample = text[:SAMPLE]
    broken = sum(1 for found in BROKEN.finditer(sample) if _mended(found) != found[0])
    # Somebody may write about broken letters in a text that has whole ones.
    if broken < FEWEST or broken < len(WHOLE.findall(BROKEN.sub("", sample))):
        return text
    return LOST.sub(lambda found: "à" if found[0][0] == "Ã" else "", BROKEN.sub(_mended, text))


def _mended(found: re.Match[str]) -> str:
    data = bytes(_BYTES.get(sign, 0) for sign in found[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
