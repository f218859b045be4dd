"""The text of an article, out of its page."""

from bot.errors import FeedError
from bot.feeds import boilerplate, charset
from bot.feeds.html import clean
from bot.feeds.parse import LONGEST_CONTENT
from bot.model import Fetched


def extract(page: Fetched) -> str:
    """The article without the page around it, a paragraph a line; empty when there is none.

    Slow on hostile pages: the pool runs it where it can be killed. Raises FeedError when trafilatura,
    an optional extra, is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 - optional, and a second of imports for those who have it
    except ImportError as error:
        raise FeedError(
            "Articles cannot be read: install Rasid with its article extra (pip install 'rasid[article]')."
        ) from error
    text = trafilatura.extract(
        charset.decode(page.body, page.content_type),
        url=page.url,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
    )
    return boilerplate.remove(clean(text or "", LONGEST_CONTENT))
