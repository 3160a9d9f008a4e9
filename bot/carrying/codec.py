"""The file of a reading or schedule as bytes, and back; what is wrong with one is a line."""

from collections.abc import Iterator
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from bot.carrying.form import READING, SCHEDULE, VERSION, Carried, Planned, Reading
from bot.errors import FeuilletonError
from bot.i18n import pick
from bot.plans import SeatState
from bot.rules import WHOLE
from bot.schedule.timetable import problem

AGAIN = "export it again with `feuilleton export`."


class CarryError(FeuilletonError):
    """A reading or schedule cannot leave, or come in. Whoever read a file puts its name before."""

    id = "carry"


class _Head(msgspec.Struct):
    """What every version has."""

    feuilleton: str
    version: int


def write(carried: Carried) -> bytes:
    """The file, to be read by people and by `read`; its checksum is made anew."""
    sealed = replace(carried, checksum=_checksum(carried))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1) + b"\n"


def read(data: bytes) -> Carried:
    """What a file holds.

    Raises CarryError for one that is damaged, of a newer version, or not as it was written.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.version > VERSION:
            raise CarryError(
                f"is of a newer version of feuilleton (form {head.version}, this one knows"
                f" {VERSION}): bring this installation up to date, and import it then."
            )
        carried = msgspec.json.decode(data, type=Carried)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = str(error).rstrip(".") or "nested too deep"
        raise CarryError(f"is damaged ({what}): {AGAIN}") from error
    if carried.checksum != _checksum(carried):
        raise CarryError(f"was changed after it was written: {AGAIN}")
    for fault in _faults(carried):
        raise CarryError(f"is damaged ({fault}): {AGAIN}")
    return carried


def _checksum(carried: Carried) -> str:
    """Of all that is said, however it is laid out."""
    return sha256(msgspec.json.encode(replace(carried, checksum=""))).hexdigest()


def _faults(carried: Carried) -> Iterator[str]:
    """What no export has written, although it has the right form."""
    plan = carried.schedule
    if carried.version != VERSION:
        yield f"no version {carried.version}"
    if (plan is not None) != (carried.feuilleton == SCHEDULE):
        yield "it is not the kind that it says"
    if carried.feuilleton == READING and len(carried.readings) != 1:
        yield "not one reading"
    if plan is not None:
        yield from _faults_of_plan(plan)
    listed = {text.slug for text in carried.texts}
    named = {reading.text for reading in carried.readings}
    if not named.union(plan.playlist.texts if plan else ()) - {None} <= listed:
        yield "it does not list its texts"
    for one in carried.chats:
        if one.settings.zone is not None and not _is_zone(one.settings.zone):
            yield f"no zone {one.settings.zone}"
    for reading in carried.readings:
        yield from _faults_of(reading, planned=plan is not None)


def _faults_of_plan(plan: Planned) -> Iterator[str]:
    if not plan.playlist.texts or plan.portion < WHOLE or plan.start < 0:
        yield "the schedule has no texts, or begins nowhere"
    if plan.rule is not None and (why := problem(plan.rule)) is not None:
        yield f"the rule cannot be followed: {why}"
    if pick(plan.language) is None:
        yield "the schedule is in a language that is not known"
    if not _is_zone(plan.zone):
        yield f"no zone {plan.zone}"


def _faults_of(reading: Reading, *, planned: bool) -> Iterator[str]:
    where, place = f"reading {reading.number}", reading.place
    if (reading.seat is not None) != planned:
        yield f"{where} has the seat of no schedule"
    if place.step < 0 or place.part < 0 or (reading.seat is not None and reading.seat.item < 0):
        yield f"{where} stands nowhere"
    if pick(reading.language) is None:
        yield f"{where} is in a language that is not known"
    if reading.pace is not None and not 0 < reading.pace < float("inf"):
        yield f"{where} has no pace"
    if reading.seat is None and reading.posted_at is not None:
        yield f"{where} was posted by no schedule"
    if reading.seat is not None and reading.seat.state is SeatState.ACTIVE and reading.pace:
        yield f"{where} has a pace beside its schedule"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
