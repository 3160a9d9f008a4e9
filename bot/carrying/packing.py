"""From what the store keeps to what the file of a reading or schedule says. Pure."""

from collections.abc import Mapping

from bot.carrying import form
from bot.carrying.places import Landmarks
from bot.model import RunState
from bot.plans import Schedule
from bot.store.kept import Kept, OpenPost

LEAVING = {RunState.SENDING: RunState.UNKNOWN, RunState.RETRACTING: RunState.IDLE}
"""What is being taken back was posted: elsewhere nobody knows that it shall go."""


def reading_of(kept: Kept, slug: str, landmarks: Landmarks) -> form.Reading:
    """The progress of one text in one chat; what is on its way is in doubt from here on.

    What a late reader follows stays behind: there the reading goes on alone.
    """
    run, seat = kept.run, kept.seat
    return form.Reading(
        number=run.id,
        chat=run.target.chat_id,
        topic=run.target.topic_id,
        text=slug,
        place=landmarks.place_of(run.cursor),
        state=LEAVING.get(run.state, run.state),
        fence=run.fence,
        language=run.language,
        started_by=run.started_by,
        started_at=kept.started_at,
        pace=run.pace,
        resting=run.pace is not None and run.wake_at is None,
        stands=run.stands,
        # A planned run has a goal as soon as it has posted.
        posted_at=kept.changed_at if seat is not None and run.goal is not None else None,
        open_post=_open_post(kept.post) if kept.post else None,
        seat=form.Seated(seat.id, seat.item, seat.state) if seat else None,
    )


def planned_of(plan: Schedule, slugs: Mapping[int, str]) -> form.Planned:
    """A schedule; `slugs` are those of its texts that are in the library, by number."""
    playlist = plan.playlist
    return form.Planned(
        number=plan.id,
        chat=plan.home.chat_id,
        topic=plan.home.topic_id,
        planned_by=plan.planned_by,
        language=plan.language,
        zone=plan.zone,
        playlist=form.Listed(
            tuple(slugs.get(piece) for piece in playlist.pieces), playlist.seed, playlist.rounds
        ),
        key=plan.key,
        state=plan.state,
        rule=plan.rule,
        portion=plan.portion,
        start=plan.start,
        shared=plan.shared,
        not_before=plan.not_before,
        contents=plan.contents,
        warn=plan.warn,
    )


def _open_post(post: OpenPost) -> form.OpenPost:
    return form.OpenPost(
        step=post.cursor.step,
        part=post.cursor.part,
        ends=post.ends,
        after=post.base_id,
        digest=post.digest,
        sent_at=post.claimed_at,
    )
