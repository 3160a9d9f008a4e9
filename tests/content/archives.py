"""Archives made for the tests."""

import io
import zipfile


def zipped(files: dict[str, bytes]) -> bytes:
    """The bytes of a zip file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()
