"""Why a watch decided as it did, in the language of whoever asks. Pure."""

from bot.model import Change, Figure, Language, Reason, Step
from bot.telling.changes import Names, dated, short, worded
from bot.telling.summarize import clip
from bot.telling.wording import Wording

_LONGEST = 100  # of an outlet's name

# What is told beside these reasons is what the report says, and not what it would change.
_SAID = ("doubtful", "same", "less", "step", "day")


def reason(why: Reason, names: Names, places: Names, language: Language, wording: Wording) -> str:
    """A clause, to stand behind a colon: "a new story — 12 killed"; `names` are those of people, by id."""
    said = wording.text(
        language,
        f"reason-{why.key}",
        outlet=clip(why.outlet, _LONGEST),
        number=why.number,
        words=why.words,
        before=_before(why, language, wording),
        time=why.until or "",
    )
    about = [Change(one.now) if why.key in _SAID else one for one in why.changes]
    what = worded(about, names, language, wording, places)
    if not what:
        return said
    listed = wording.listed(language, what, "clause-separator")
    return listed if why.key == "changed" else wording.text(language, "reason-of", why=said, what=listed)


def _before(why: Reason, language: Language, wording: Wording) -> str:
    """What was told before it, as short as can be: a number, a day."""
    match why.changes[0].before if why.changes else None:
        case Figure() as figure:
            return short(figure, language)
        case Step(day=day) if day:
            return dated(day, language, wording)
        case _:
            return ""
