"""Compiles the message catalogues before a wheel or an editable install is made."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(po: Path) -> Path:
    """Write the `.mo` file beside its `.po` file and return its path."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, domain=po.stem)
    mo = po.with_suffix(".mo")
    with mo.open("wb") as target:
        write_mo(target, catalogue)
    return mo


class CatalogueHook(BuildHookInterface):
    """Runs for every target: the program finds its catalogues in a checkout as in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling's call before it collects files; the compiled ones are build artifacts."""
        for po in sorted(Path(self.root, "bot", "locales").glob("*/LC_MESSAGES/*.po")):
            compile_catalogue(po)
