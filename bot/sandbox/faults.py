"""What a test wants to go wrong, for one request or for a while, and an event when it did."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.sandbox.answers import Refused
from bot.sandbox.params import Params

Json = dict[str, Any]
Late = tuple[Callable[[], Awaitable[Json]], asyncio.Future[Json]]

ANY = "*"
"""Instead of a method's name: every method, `getUpdates` included."""


class Kind(StrEnum):
    """What happens to a request; `accept` means it is done before the answer goes wrong.

    RESET drops the connection and does nothing, CUT_JSON answers with the first half of the JSON.
    ACCEPT_LATE drops it too, SLOW keeps it waiting; both do what was asked at `Fault.accept()`.
    """

    HANG = "hang"
    RESET = "reset"
    ACCEPT_THEN_HANG = "accept_then_hang"
    ACCEPT_THEN_RESET = "accept_then_reset"
    ACCEPT_LATE = "accept_late"
    SLOW = "slow"
    CUT_JSON = "cut_json"
    ERROR = "error"
    UNAUTHORIZED = "unauthorized"


@dataclass(eq=False)
class Fault:
    """Meets the next `times` requests of this method that satisfy `when`.

    With `times=None` it holds until it is cleared. `status`, `description` and `retry_after` (s)
    are the answer of an ERROR. UNAUTHORIZED starts with the first match and then holds for all.
    """

    method: str
    kind: Kind
    times: int | None = 1
    when: Callable[[Params], bool] = lambda params: True
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    _met: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _late: list[Late] = field(default_factory=list, init=False)

    async def reached(self) -> None:
        """Return once a request has met this fault (for accept kinds: after it was done)."""
        await self._met.wait()

    def meet(self) -> None:
        """The server tells that it happened."""
        self._met.set()

    def fits(self, method: str, params: Params) -> bool:
        """Whether it is about this request."""
        return self.method.lower() in (ANY, method.lower()) and self.when(params)

    def postpone(self, work: Callable[[], Awaitable[Json]]) -> asyncio.Future[Json]:
        """Keep what was asked for `accept`; the future has the answer then."""
        answered: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._late.append((work, answered))
        return answered

    async def accept(self) -> None:
        """Do what was asked late, all of it in order; who still waits gets their answer."""
        late, self._late = self._late, []
        for work, answered in late:
            answered.set_result(await work())

    def answer(self) -> Refused:
        """What an ERROR says."""
        if self.retry_after is None:
            return Refused(self.status, self.description)
        return Refused(self.status, self.description, retry_after=self.retry_after)


class Faults:
    """The faults that wait for their request, in the order they were added."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.unauthorized = False

    def add(self, fault: Fault) -> Fault:
        """Arm a fault and return it."""
        self._waiting.append(fault)
        return fault

    def clear(self, fault: Fault | None = None) -> None:
        """Everything works again, or what this fault spoilt; one that is over is no error."""
        self._waiting = [one for one in self._waiting if fault and one is not fault]
        if fault is None or fault.kind is Kind.UNAUTHORIZED:
            self.unauthorized = False

    def take(self, method: str, params: Params) -> Fault | None:
        """The fault this request meets; it counts as used."""
        for fault in self._waiting:
            if fault.fits(method, params):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                return fault
        return None
