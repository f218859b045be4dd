"""Tables of a config, by which a bot finds the platforms of a test; the tokens are in its environment."""

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN
from tests.fakes.telegram import FakeTelegram

SLACK_TOKENS = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}


def telegram_at(telegram: FakeTelegram) -> str:
    """The table of a bot."""
    return f"""
[telegram]
token = "env:TELEGRAM_BOT_TOKEN"
base_url = "{telegram.base_url}"
"""


def slack_at(slack: FakeSlack) -> str:
    """The table of a workspace."""
    return f"""
[slack]
bot_token = "env:SLACK_BOT_TOKEN"
app_token = "env:SLACK_APP_TOKEN"
base_url = "{slack.base_url}"
"""
