"""Why words about times are refused."""

from collections.abc import Sequence

from bot.delivery.post import Post, lines
from bot.delivery.render import shortened
from bot.i18n import Translator, _
from bot.schedule.phrases.said import NotUnderstood, Why

WHY = {
    Why.UNKNOWN: _("I do not understand “{what}”."),
    Why.NO_DAY: _("“{what}”: on which days?"),
    Why.NO_TIME: _("“{what}”: at what time?"),
    Why.NO_SUCH_TIME: _("No clock shows {what}."),
    Why.NO_SUCH_DATE: _("There is no such date: {what}. The day comes before the month."),
    Why.AMBIGUOUS: _("“{what}” can mean two things. Please say it more exactly."),
    Why.PAST: _("“{what}” is in the past."),
    Why.BACKWARDS: _("“{what}”: the last day comes before the first."),
    Why.SECONDS: _("“{what}”: for seconds there is /read, with “every 10s”."),
    Why.TOO_OFTEN: _("“{what}” is too often: at most once a minute."),
    Why.TOO_SELDOM: _("“{what}” is too seldom: at least once a year."),
    Why.SKIPS: _("I cannot plan “{what}” yet. I can plan days of the week."),
    Why.CONFLICT: _("“{what}” says two things that do not go together."),
    Why.NEVER: _("“{what}” leaves no day."),
    Why.EMPTY: _("“{what}” ends when it begins."),
    Why.WHICH_COUNTRY: _("“{what}”: of which country? For example “in France”."),
    Why.BAD_CRON: _("“{what}” is no rule of cron: it takes five fields, like 30 8 * * 1-5."),
    Why.BAD_NUMBER: _("“{what}”: this number cannot be."),
}


def refusal(refused: NotUnderstood, examples: Sequence[str], t: Translator) -> Post:
    """Why a sentence is refused, and sentences that are understood."""
    why = t.gettext(WHY[refused.why], what=shortened(refused.what))
    return Post(lines([why, t.gettext("What I understand, for example:"), *examples]))
