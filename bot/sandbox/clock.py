"""The sandbox's clock: real speed, plus an offset that tests and the page move."""

from datetime import datetime, timedelta

from bot.clock import ShiftedClock
from bot.sandbox.bell import Bell


class VirtualClock(ShiftedClock):
    """Aware UTC; `monotonic()` stays the machine's, as it does when a real clock is set."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = Bell()

    @property
    def version(self) -> int:
        """Changes at every move, so that a follower knows when to look."""
        return self.moved.version

    def advance(self, seconds: float) -> None:
        """Move by so many seconds; negative goes back."""
        self.shift(self.offset + timedelta(seconds=seconds))

    def set(self, instant: datetime) -> None:
        """Show this aware instant from now on."""
        if instant.tzinfo is None:
            raise ValueError("the clock takes an aware datetime, with a UTC offset")
        self.shift(self.offset + (instant - self.now()))

    def shift(self, offset: timedelta) -> None:
        """Stand this far from the machine's own time; refuses what no calendar has."""
        try:
            _ = super().now() - self.offset + offset
        except OverflowError:
            raise ValueError("the clock cannot leave the years 1 to 9999") from None
        self.offset = offset
        self.moved.ring()
