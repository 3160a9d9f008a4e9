"""The questions about a post in doubt: to one person at a time, in private."""

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.model import Target, Verdict
from bot.notices import UNSEEN, Notices, Told, Words
from bot.replay.doubt import question, settled
from bot.scripts import Scripts
from bot.store.doubts import Doubt, Question
from bot.store.store import Store


class Questions:
    """Asks, reminds, and takes the buttons away once somebody has answered."""

    def __init__(
        self, store: Store, outbox: Outbox, scripts: Scripts, notices: Notices, clock: Clock
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._scripts = scripts
        self._notices = notices
        self._clock = clock

    async def ask(self, doubt: Doubt) -> bool:
        """Ask one person; who does not answer is reminded once, and then another one is asked.

        False if there is nobody left to ask.
        """
        questions = await self._store.doubts.questions(doubt)
        words = await self._words(doubt)
        last = questions[-1] if questions else None
        told = None
        if last is not None and not last.reminded:
            told = await self._notices.tell(doubt.run, words, only=last.user_id)
        reminded = told is not None
        if told is None:
            asked = {one.user_id for one in questions}
            told = await self._notices.tell(doubt.run, words, but=asked)
        if told is None:
            return False
        await self._keep(doubt, questions, told, reminded)
        return True

    async def ask_here(self, doubt: Doubt) -> None:
        """Ask again at the end of a private chat, where the reader has just said something."""
        questions = await self._store.doubts.questions(doubt)
        told = await self._notices.tell(doubt.run, await self._words(doubt))
        if told is not None:
            await self._keep(doubt, questions, told, any(one.reminded for one in questions))

    async def _keep(
        self, doubt: Doubt, before: tuple[Question, ...], told: Told, reminded: bool
    ) -> None:
        """Only the newest question to a person can be answered."""
        one = Question(told.user_id, told.message_id, self._clock.now(), reminded)
        await self._store.doubts.asked(doubt, one)
        for old in before:
            if old.user_id == told.user_id and old.message_id != UNSEEN:
                where = Target(doubt.run.target.bot_id, old.user_id)
                await self._outbox.set_buttons(where, old.message_id, ())

    async def _words(self, doubt: Doubt) -> Words:
        script = await self._scripts.of(doubt.run)
        in_private = doubt.run.target.chat_id > 0
        where = doubt.delivery.target(doubt.run)
        elsewhere = await self._outbox.title(where) if where != doubt.run.target else ""

        def words(t: Translator, title: str) -> Post:
            return question(script, doubt.delivery, t, "" if in_private else elsewhere or title)

        return words

    async def close(self, doubt: Doubt, verdict: Verdict) -> None:
        """There is nothing to answer any more: say what was decided."""
        bot_id = doubt.run.target.bot_id
        questions = await self._store.doubts.questions(doubt)
        people = [one.user_id for one in questions]
        known = await self._store.acquaintances.among(bot_id, people) if people else {}
        for one in questions:
            if one.message_id == UNSEEN:
                continue
            t = translator(known.get(one.user_id, doubt.run.language))
            post = settled(doubt.delivery, verdict, t)
            await self._outbox.edit(Target(bot_id, one.user_id), one.message_id, post)
