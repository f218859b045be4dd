"""What people may look for by words."""

from bot.errors import SearchError
from bot.model import Message
from handlers.asking import Asked

MOST_FOUND = 10


async def search(asked: Asked) -> Message:
    """The newest entries with all the words; what to type where they are nothing to look for."""
    if not asked.words:
        return asked.usage()
    try:
        return await asked.desk.search(asked.words, MOST_FOUND, asked.language)
    except SearchError as error:
        return asked.say(asked.line(error.key, **error.values), *asked.usage().lines)
