"""Who somebody is: the evidence of the library, ranked into one answer. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.evidence import ROLE_COUNTS, Evidence, Naming, TextCount
from content.model import Role
from content.names import fold_name
from content.networks import network_of
from content.quotations import Quotation, best_quotations, introductions


@dataclass(frozen=True, slots=True)
class WhoCard:
    """The answer. The handle has no `@`, and is None for somebody known by name only.

    `spellings` are other handles as printed, `names` further names. `mentions` counts the places
    in which somebody else, or the text, names the person, `mentioning` the texts of these places.
    `texts` are some of the `text_count` texts, where the person is named most first.
    `introductions` are quoted no longer than the texts take to say who somebody is.
    """

    handle: str | None
    name: str | None
    spellings: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: int
    mentioning: int
    texts: tuple[TextCount, ...]
    text_count: int
    quotations: tuple[Quotation, ...]
    introductions: tuple[Quotation, ...]
    network: str | None


def answer(evidence: Evidence) -> WhoCard | None:
    """Rank the evidence; None if there is none."""
    namings = evidence.namings
    if not namings:
        return None
    handle = _handle(namings)
    name = _most((one.name, _places(one)) for one in namings)
    network = _most((one.network, _places(one)) for one in namings)
    return WhoCard(
        handle=handle,
        name=name,
        spellings=_spellings(evidence.surfaces, handle) if handle else (),
        names=_names(namings, name),
        roles=_roles(namings),
        mentions=sum(one.counts.mentioned for one in namings),
        mentioning=sum(one.mentioning for one in namings),
        texts=evidence.texts,
        text_count=sum(one.texts for one in namings),
        quotations=best_quotations(evidence.passages),
        introductions=introductions(evidence.introductions),
        network=network_of(handle, network) if handle else None,
    )


def _places(naming: Naming) -> int:
    return naming.counts.own + naming.counts.mentioned


def _most(weighted: Iterable[tuple[str | None, int]]) -> str | None:
    """The value of most weight, the earliest of equals."""
    counter: Counter[str] = Counter()
    for value, weight in weighted:
        if value:
            counter[value] += weight
    return counter.most_common(1)[0][0] if counter else None


def _handle(namings: Sequence[Naming]) -> str | None:
    # Whoever signs with a handle knows it; who mentions it may have misspelled it.
    own = [naming for naming in namings if naming.counts.own]
    return _most((naming.handle, _places(naming)) for naming in own or namings)


def _names(namings: Sequence[Naming], name: str | None) -> tuple[str, ...]:
    """Further names as printed, the same but for case and accents only once."""
    forms = {fold_name(name or ""): name or ""}
    for naming in namings:
        for other in (naming.name or "", *naming.aliases):
            forms.setdefault(fold_name(other), other)
    return tuple(form for form in forms.values() if form and form != name)


def _roles(namings: Sequence[Naming]) -> tuple[Role, ...]:
    total = Counter[str]()
    for naming in namings:
        total.update({field: getattr(naming.counts, field) for field in naming.counts.__slots__})
    # What is recommended is mentioned, too; that alone is no second role.
    total["mentioned"] -= total["recommended"]
    return tuple(role for role in Role if any(total[field] for field in ROLE_COUNTS[role]))


def _spellings(surfaces: Sequence[tuple[str, int]], handle: str) -> tuple[str, ...]:
    """Other handles as printed, most frequent first; another case is not another spelling."""
    families: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for surface, places in sorted(surfaces, key=lambda one: -one[1]):
        if surface.startswith(("@", "＠")):
            families[_bare(surface)] += places
            forms.setdefault(_bare(surface), surface)
    return tuple(forms[key] for key, _ in families.most_common() if key != handle.casefold())


def _bare(surface: str) -> str:
    return surface.lstrip("@＠").casefold()
