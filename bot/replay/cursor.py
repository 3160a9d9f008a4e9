"""Decides, from values alone, whether a run may post and where the post leads."""

from dataclasses import replace
from enum import StrEnum

from bot.model import Claim, Cursor, Delivery, Run, RunState


class Answer(StrEnum):
    """How an order to go on ended."""

    POSTED = "posted"
    ALREADY = "already"
    """This tap or command has had its step."""
    DOUBT = "doubt"
    """The last post may have arrived or not: a person has to say."""
    LOOKING = "looking"
    """The last post may have arrived or not: the chat is looked at first."""
    SENDING = "sending"
    STOPPED = "stopped"
    OVER = "over"
    NOTHING = "nothing"
    """No text is being read here."""
    REFUSED = "refused"
    LATER = "later"
    """The chat is told to wait for longer than anybody would."""
    OCCUPIED = "occupied"
    """Another text is being read here: a person has to choose."""
    NOTED = "noted"
    """The text has a content note: a person has to say that they want it all the same."""
    PAUSED = "paused"
    RESUMED = "resumed"
    BY_HAND = "by hand"
    """This reading goes by hand: there is nothing to pause."""
    UNDOING = "undoing"
    """The last post is being taken back."""
    CAUGHT_UP = "caught up"
    """The run that this one follows has not posted that yet; the reader has been told."""


def objection(run: Run | None, wanted: int | None, until: int | None = None) -> Answer | None:
    """Why a run may not post now, or None if it may.

    `wanted` is the step a button stands for; None takes whatever comes next. `until` is the step
    that comes next in the run that this one follows; None if it follows none that goes on.
    """
    if run is None:
        return Answer.NOTHING
    if wanted is not None and wanted < run.cursor.step:
        return Answer.DOUBT if run.state is RunState.UNKNOWN else Answer.ALREADY
    match run.state:
        case RunState.IDLE:
            # A step of which a part is here already is read to its end.
            waits = until is not None and run.cursor >= Cursor(until) and not run.cursor.part
            return Answer.CAUGHT_UP if waits else None
        case RunState.SENDING:
            return Answer.SENDING
        case RunState.UNKNOWN:
            return Answer.DOUBT
        case RunState.RETRACTING:
            return Answer.UNDOING
        case RunState.STOPPED:
            return Answer.STOPPED
        case RunState.ENDED:
            return Answer.OVER


def arrived(claim: Claim, delivery: Delivery) -> Run:
    """The run after its post was settled as sent, as the store has it."""
    state = RunState.ENDED if claim.ends else RunState.IDLE
    due = None if claim.ends and claim.run.seat_id is None else claim.wake_at
    return replace(
        claim.run,
        cursor=claim.after,
        state=state,
        fence=delivery.fence,
        wake_at=due,
        goal=claim.goal,
    )


def advanced(cursor: Cursor, parts: int) -> Cursor:
    """The place after the part at `cursor`, in a step of so many parts."""
    if cursor.part + 1 < parts:
        return Cursor(cursor.step, cursor.part + 1)
    return Cursor(cursor.step + 1, 0)
