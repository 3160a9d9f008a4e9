"""One-shot faults: what a test wants to go wrong, and an event when it did."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.answers import Refused
from bot.sandbox.params import Params


class Kind(StrEnum):
    """What happens to a request; `accept` means it is done before the answer goes wrong."""

    HANG = "hang"
    ACCEPT_THEN_HANG = "accept_then_hang"
    ACCEPT_THEN_RESET = "accept_then_reset"
    ERROR = "error"
    UNAUTHORIZED = "unauthorized"


@dataclass(eq=False)
class Fault:
    """Meets the next `times` requests of this method that satisfy `when`.

    `status`, `description` and `retry_after` (seconds) are the answer of an ERROR.
    UNAUTHORIZED starts with the first match and then holds for every request.
    """

    method: str
    kind: Kind
    times: int = 1
    when: Callable[[Params], bool] = lambda params: True
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    _met: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    async def reached(self) -> None:
        """Return once a request has met this fault (for accept kinds: after it was done)."""
        await self._met.wait()

    def meet(self) -> None:
        """The server tells that it happened."""
        self._met.set()

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

    def clear(self) -> None:
        """Everything works again."""
        self._waiting.clear()
        self.unauthorized = False

    def take(self, method: str, params: Params) -> Fault | None:
        """The fault this request meets; it counts as used."""
        for fault in self._waiting:
            if fault.method.lower() == method.lower() and fault.when(params):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
