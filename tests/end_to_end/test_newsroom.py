"""The whole line, with a real process: a feed at one end, a chat at the other."""

import asyncio
import re
import signal
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.end_to_end.conftest import CHANNEL, IN_ARABIC, IN_SLACK, OPERATOR, STRANGER, Newsroom, visible
from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import SLACK_TOKENS, slack_at
from tests.end_to_end.waiting import until
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_USER
from tests.fakes.telegram_chats import Delivered

MEETING = "استقبل الرئيس المصري عبد الفتاح السيسي اليوم المشير خليفة حفتر في القاهرة."
FIGURES = "Clashes south of Tripoli have killed 121 people and wounded 561, the UN says."


async def test_a_channel_that_subscribed_gets_the_alert_and_a_stranger_gets_none(newsroom: Newsroom) -> None:
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.telegram.push_channel_post(CHANNEL, "/subscribe haftar-sisi")
        newsroom.telegram.push_message(STRANGER, "/subscribe haftar-sisi")
        await until(lambda: newsroom.told(CHANNEL) and newsroom.told(STRANGER))
        assert f"telegram:{STRANGER}" in newsroom.told(STRANGER)[0]
        newsroom.outlets.publish("wire", "لقاء في القاهرة بين حفتر والسيسي", MEETING)
        newsroom.outlets.publish("wire", "Tripoli", FIGURES)
        await until(lambda: newsroom.alerts(CHANNEL, "لقاء في القاهرة"))
        newsroom.outlets.publish("wire", "Second report: Sisi denies that he met Haftar")
        await until(lambda: newsroom.alerts(CHANNEL, "Second report"))
        assert await bot.end() == 0
    assert newsroom.alerts(CHANNEL, "لقاء في القاهرة") == 1
    assert newsroom.alerts(CHANNEL, "Tripoli") == 0
    assert len(newsroom.told(STRANGER)) == 1


async def test_what_was_told_can_be_asked_for_and_why(newsroom: Newsroom) -> None:
    def answers() -> list[str]:
        return list(map(visible, newsroom.told(CHANNEL)))

    async def asked(command: str) -> str:
        before = len(answers())
        newsroom.telegram.push_channel_post(CHANNEL, command)
        await until(lambda: len(answers()) > before)
        return answers()[before]

    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.outlets.publish("wire", "Dust in the east")
        await asked("/subscribe haftar-sisi")
        assert await asked("/timeline") == "No story has been told yet."
        newsroom.outlets.publish("wire", "لقاء في القاهرة بين حفتر والسيسي", MEETING)
        await until(lambda: newsroom.alerts(CHANNEL, "لقاء في القاهرة"))
        assert "Read the article · #1" in answers()[-1]
        for command in ("/timeline", "/story #١", "/story haftar-sisi", "/timeline 1"):
            answer = await asked(command)
            assert answer.startswith("Story #1\n")
            assert "Khalifa Haftar and Abdel Fattah el-Sisi" in answer
        why = await asked("/why http://www.news.invalid/wire/3?utm_source=x")
        assert "✓ Haftar–Sisi meetings — told" in why
        assert "no watch matched it" in await asked("/why news.invalid/wire/2")
        assert "has not seen" in await asked("/why http://news.invalid/wire/99")
        assert "newest first:\n\nDust in the east\nWire · " in await asked(
            "/search “IN the” -rain"
        )  # which no watch matched
        assert "Read the article · #1" in await asked("/search والسيسي")
        assert "Articles read: 3 in 24 hours" in await asked("/stats")
        assert await bot.end() == 0


async def test_what_is_muted_is_held_back_and_can_be_asked_for(newsroom: Newsroom) -> None:
    async def asked(command: str) -> str:
        before = len(newsroom.told(CHANNEL))
        newsroom.telegram.push_channel_post(CHANNEL, command)
        await until(lambda: len(newsroom.told(CHANNEL)) > before)
        return visible(newsroom.told(CHANNEL)[before])

    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        await asked("/subscribe")
        assert "all alerts" not in await asked("/mute 2h haftar-sisi")
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        while "One alert was held back" not in await asked("/mute"):  # noqa: ASYNC110 - as people do
            await asyncio.sleep(10)  # it is not stored yet; answers hold alerts up in the pace of the chat
        newsroom.outlets.publish("wire", "Tripoli", FIGURES)
        await until(lambda: newsroom.alerts(CHANNEL, "Tripoli"))
        assert newsroom.alerts(CHANNEL, "Haftar meets Sisi") == 0
        assert await bot.end() == 0
    async with newsroom.bot() as bot:
        assert "One alert was held back" in await asked("/unmute")
        assert "Haftar meets Sisi" in await asked("/latest haftar-sisi 1")
        assert await bot.end() == 0
    assert newsroom.alerts(CHANNEL, "Haftar meets Sisi") == 1


async def test_buttons_mute_and_answer_and_show_what_holds_by_then(newsroom: Newsroom) -> None:
    telegram = newsroom.telegram
    admin, reader = 1001, 1002
    telegram.chats[CHANNEL].admins.add(admin)

    def alert() -> Delivered:
        return next(sent for sent in telegram.sent if sent.chat == CHANNEL and sent.keyboard)

    async def press(label: str, user: int) -> str:
        """What who presses is told."""
        before = len(telegram.answered)
        data = next(data for said, data in alert().buttons().items() if label in visible(said))
        telegram.push_press(CHANNEL, alert().id, data, user=user)
        await until(lambda: len(telegram.answered) > before)
        return visible(telegram.answered[-1].text)

    def shows(label: str) -> bool:
        return any(label in visible(said) for said in alert().buttons())

    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        telegram.push_channel_post(CHANNEL, "/subscribe")
        await until(lambda: newsroom.told(CHANNEL))
        newsroom.outlets.publish("wire", "Tripoli", FIGURES)
        await until(lambda: newsroom.alerts(CHANNEL, "121"))
        text = alert().text
        assert "libya-casualties — told" in await press("Why?", reader)
        assert await press("Sources", reader) == "One outlet: Wire (1)"
        assert "Only administrators may change" in await press("Mute this story", reader)
        assert await press("Mute this story", admin) == "Muted: the story #1."
        await until(lambda: shows("Unmute this story"))
        assert "libya-casualties" in await press("Mute this watch", admin)
        await until(lambda: shows("Muted until"))
        assert "No longer muted" in await press("Muted until", admin)
        await until(lambda: shows("Mute this watch"))
        assert await bot.end() == 0
    async with newsroom.bot() as bot:
        newsroom.outlets.publish("wire", "Tripoli", FIGURES.replace("121", "147"))
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        await until(lambda: newsroom.alerts(CHANNEL, "Haftar meets Sisi"))
        assert "One alert was held back" in await press("Unmute this story", admin)
        await until(lambda: shows("Mute this story"))
        assert await bot.end() == 0
    assert alert().text.startswith(text.split("\n")[0])
    assert len([sent for sent in telegram.sent if sent.keyboard]) == 2


async def test_in_quiet_hours_only_what_breaks_through_comes(newsroom: Newsroom) -> None:
    async def asked(command: str) -> str:
        before = len(newsroom.told(CHANNEL))
        newsroom.telegram.push_channel_post(CHANNEL, command)
        await until(lambda: len(newsroom.told(CHANNEL)) > before)
        return visible(newsroom.told(CHANNEL)[before])

    hour = datetime.now(ZoneInfo("Africa/Tripoli")).hour
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        await asked("/subscribe")
        said = await asked(f"/quiet {(hour - 1) % 24}:00-{(hour + 2) % 24}:00 100")
        assert "Figures of 100 or more break through." in said
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        while "One alert was held back" not in await asked("/quiet"):  # noqa: ASYNC110 - as people do
            await asyncio.sleep(10)  # it is not stored yet; answers hold alerts up in the pace of the chat
        newsroom.outlets.publish("wire", "Tripoli", FIGURES)
        await until(lambda: newsroom.alerts(CHANNEL, "Tripoli"))
        assert newsroom.alerts(CHANNEL, "Haftar meets Sisi") == 0
        assert "One alert was held back" in await asked("/quiet off")
        assert await bot.end() == 0


async def test_a_restart_and_an_edited_config_lose_and_double_nothing(newsroom: Newsroom) -> None:
    channel = f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n'
    newsroom.configure(channel)
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.outlets.publish("wire", "First: Haftar meets Sisi")
        await until(lambda: newsroom.alerts(CHANNEL, "First"))
        assert await bot.end() == 0
    newsroom.outlets.publish("wire", "While it was away: Sisi denies that he met Haftar")
    async with newsroom.bot() as bot:
        await until(lambda: newsroom.alerts(CHANNEL, "While it was away"))
        newsroom.configure(channel, '[[watch]]\nname = "oil"\nany = ["الهلال النفطي", "oil crescent"]\n')
        await bot.until_said("config taken over")
        newsroom.outlets.publish("wire", "Quiet night in the oil crescent")
        await until(lambda: newsroom.alerts(CHANNEL, "oil crescent"))
        assert await bot.end() == 0
    assert [newsroom.alerts(CHANNEL, words) for words in ("First", "While", "oil crescent")] == [1, 1, 1]


async def test_a_bad_edit_keeps_the_old_config_and_tells_the_operator(newsroom: Newsroom) -> None:
    channel = f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n'
    newsroom.configure(channel)
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.configure(channel, '[[watch]]\nname = "x"\nmeeting = { people = ["hafter", "sisi"] }\n')
        await until(lambda: newsroom.told(OPERATOR))
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        await until(lambda: newsroom.alerts(CHANNEL, "Haftar meets Sisi"))
        newsroom.configure(channel, '[console]\nbidi = "none"\n')
        await until(lambda: len(newsroom.told(OPERATOR)) == 3)
        assert await bot.end() == 0
    mistake, restart, loaded = map(visible, newsroom.told(OPERATOR))
    assert "hafter" in mistake
    assert "haftar" in mistake
    assert restart.endswith("only when Rasid is started again: bidi")
    assert loaded == "The edited config is now in force."


async def test_a_second_bot_on_one_database_is_refused(newsroom: Newsroom) -> None:
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        async with newsroom.bot() as second:
            await second.until_said("is in use by")
            assert await second.wait() == 1
        assert bot.running
        assert await bot.end() == 0


async def test_secrets_stay_out_of_what_the_process_says(newsroom: Newsroom) -> None:
    newsroom.telegram.revoked = True
    async with newsroom.bot() as bot:
        await bot.until_said("platform-refuses")
        assert await bot.end() == 0
    assert newsroom.telegram.token not in bot.output
    assert newsroom.telegram.token.partition(":")[2] not in bot.output


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_the_sample_is_told_in_the_terminal_and_the_bot_stops_cleanly(
    tmp_path: Path, how: signal.Signals
) -> None:
    config = tmp_path / "config.toml"
    feed = '[[feed]]\nname = "Sample"\nurl = "rasid:sample"\nfirst_poll = "all"\n'
    example = (Path(__file__).parents[2] / "config.example.toml").read_text(encoding="utf-8")
    watches = example[example.index("[people]") :]
    config.write_text(f"{feed}\n{watches}", encoding="utf-8")
    async with BotProcess(config) as bot:
        await bot.until_said("second-meeting")
        assert await bot.end(how) == 0
    assert bot.output.index("first-meeting") < bot.output.index("second-meeting")
    assert "561" in bot.output
    assert "Traceback" not in bot.output


async def test_an_edit_behind_a_link_is_followed(newsroom: Newsroom) -> None:
    """As container platforms hand out configs: the file is a link, and a folder on its way is exchanged."""
    channel = f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n'
    newsroom.configure(channel)
    old, new, current = (newsroom.folder / name for name in ("old", "new", "current"))
    old.mkdir()
    new.mkdir()
    newsroom.config.rename(old / "config.toml")
    newsroom.configure(channel, '[[watch]]\nname = "oil"\nany = ["oil crescent"]\n')
    newsroom.config.rename(new / "config.toml")
    current.symlink_to(old)
    newsroom.config.symlink_to(current / "config.toml")
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        current.unlink()
        current.symlink_to(new)
        await bot.until_said("config taken over")
        assert await bot.end() == 0


async def test_a_file_that_is_cut_before_it_is_written_is_one_edit(newsroom: Newsroom) -> None:
    channel = f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n'
    newsroom.configure(channel)
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        for number in range(20):
            newsroom.config.write_text("", encoding="utf-8")
            await asyncio.sleep(0.05)
            newsroom.configure(channel, f'[[watch]]\nname = "oil-{number}"\nany = ["oil"]\n')
            await asyncio.sleep(0.05)
        await bot.until_said("watches=3")
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        await until(lambda: newsroom.alerts(CHANNEL, "Haftar meets Sisi"))
        assert await bot.end() == 0
    assert "watches=0" not in bot.output


async def test_slack_and_telegram_are_told_side_by_side(newsroom: Newsroom) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(IN_ARABIC, slack_at(slack))
        text = newsroom.config.read_text(encoding="utf-8")
        newsroom.config.write_text(
            text.replace("[access]", '[access]\nadmins = ["slack:U0ADA"]'), encoding="utf-8"
        )
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await bot.until_said("feed polled")
            await until(lambda: slack.sockets)
            slack.push(slack.mention(f"<@{BOT_USER}> subscribe haftar-sisi"))
            await until(lambda: slack.posted)
            newsroom.outlets.publish("wire", "حفتر يلتقي السيسي في القاهرة", MEETING)
            await until(lambda: len(slack.posted) == 2 and newsroom.told(CHANNEL))
            assert await bot.end() == 0
        assert "حفتر يلتقي السيسي في القاهرة" in slack.posted[1].shown()
        assert "Watch:" in slack.posted[1].shown()
        assert "المتابعة" in newsroom.told(CHANNEL)[0]


async def test_what_changed_replies_to_the_first_message_on_both_platforms_also_after_a_restart(
    newsroom: Newsroom,
) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(IN_ARABIC, IN_SLACK, slack_at(slack))
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await bot.until_said("feed polled")
            newsroom.outlets.publish("wire", "Clashes in Tripoli kill 121 people")
            await until(lambda: slack.posted and newsroom.told(CHANNEL))
            assert await bot.end() == 0
        newsroom.outlets.publish("wire", "Toll of clashes in Tripoli rises to 147 people killed")
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await until(lambda: len(slack.posted) == 2 and len(newsroom.told(CHANNEL)) == 2)
            assert await bot.end() == 0
        first, update = slack.posted
        assert (update.thread_ts, update.broadcast) == (first.ts, True)
        assert "121 → 147 (+26)" in visible(update.shown().splitlines()[0])
        told, later = (sent for sent in newsroom.telegram.sent if sent.chat == CHANNEL)
        assert later.reply_to == told.id
        assert "121 ← 147 (+26)" in visible(later.text.splitlines()[0])


async def test_a_chart_of_what_was_told_is_drawn_on_both_platforms(newsroom: Newsroom) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(IN_ARABIC, IN_SLACK, slack_at(slack))
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await bot.until_said("feed polled")
            newsroom.outlets.publish("wire", "Clashes in Tripoli kill 121 people")
            await until(lambda: slack.posted and newsroom.told(CHANNEL))
            newsroom.outlets.publish("wire", "Toll of clashes in Tripoli rises to 147 people killed")
            await until(lambda: len(slack.posted) == 2 and len(newsroom.told(CHANNEL)) == 2)
            newsroom.telegram.push_channel_post(CHANNEL, "/chart")
            slack.push(slack.mention(f"<@{BOT_USER}> chart libya-casualties"))
            await until(lambda: len(slack.posted) == 3 and len(newsroom.told(CHANNEL)) == 3)
            assert await bot.end() == 0
        answer = slack.posted[-1]
        assert answer.file is not None
        shown = newsroom.telegram.sent[-1]
        for picture in (answer.file.data, shown.photo):
            assert picture.startswith(b"\x89PNG")
        assert "Killed: 147" in visible(answer.shown())
        assert "القتلى: 147" in visible(shown.text)
        assert "Traceback" not in bot.output


async def test_an_entry_that_several_watches_want_is_one_message(newsroom: Newsroom) -> None:
    newsroom.configure(
        f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n',
        '[[watch]]\nname = "capital"\ntitle = "The capital"\nany = ["Tripoli"]\n',
    )
    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.outlets.publish("wire", "Figures from Tripoli", FIGURES)
        await until(lambda: newsroom.alerts(CHANNEL, "Figures from Tripoli"))
        newsroom.outlets.publish("wire", "Later: Haftar meets Sisi")
        await until(lambda: newsroom.alerts(CHANNEL, "Later"))
        assert await bot.end() == 0
    first, _ = newsroom.told(CHANNEL)
    assert "libya-casualties" in first
    assert "The capital" in first


async def test_a_story_waits_for_a_second_publisher_and_its_rise_for_the_end_of_the_cooldown(
    newsroom: Newsroom,
) -> None:
    newsroom.configure(
        f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\nwatches = ["toll"]\n',
        f'[[feed]]\nname = "Daily"\nurl = "{newsroom.outlets.url("daily")}"\nevery = "1s"\n',
        '[[watch]]\nname = "toll"\ncasualties = { places = ["libya"], of = ["killed"] }\n',
        'corroborated = 2\ncorroborated_within = "1h"\ncooldown = "3s"\n',
    )
    newsroom.outlets.publish("daily", "Rain in the east")
    async with newsroom.bot() as bot:
        newsroom.outlets.publish("wire", "Shelling of a market in Tripoli: 7 killed")
        await bot.until_said("feed=Wire new=2")
        assert newsroom.told(CHANNEL) == []
        newsroom.outlets.publish("daily", "7 people killed in the shelling of a market in Tripoli")
        await until(lambda: newsroom.told(CHANNEL))
        newsroom.outlets.publish("wire", "Shelling of a market in Tripoli: 9 killed")
        newsroom.outlets.publish("daily", "12 people killed in the shelling of a market in Tripoli")
        await until(lambda: newsroom.alerts(CHANNEL, "12 people killed"))
        assert await bot.end() == 0
    assert "unconfirmed" not in "".join(newsroom.told(CHANNEL))


async def test_the_operator_can_ask_how_the_bot_is_and_nobody_else(newsroom: Newsroom) -> None:
    def answers(chat: int) -> list[str]:
        return list(map(visible, newsroom.told(chat)))

    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        await bot.until_said("listening to Telegram")
        newsroom.telegram.push_message(OPERATOR, "/health", user=1002)
        newsroom.telegram.push_channel_post(CHANNEL, "/health")
        newsroom.telegram.push_message(STRANGER, "/health")
        await until(lambda: answers(OPERATOR) and answers(CHANNEL) and answers(STRANGER))
        assert await bot.end() == 0
    (told,) = answers(OPERATOR)
    assert re.match(r"Rasid \d\S*, running since ", told)
    for line in ("Telegram: connected", "Rasid reads one feed.", "No message is waiting", "Database: 1 MB"):
        assert line in told
    assert answers(CHANNEL) == [
        "How the bot is doing is told in its operator’s channel, and to admins in a private chat with it."
    ]
    assert "[access]" in answers(STRANGER)[0]


async def test_the_operator_hears_that_a_chat_removed_the_bot(newsroom: Newsroom) -> None:
    newsroom.configure(f'[[channel]]\ntransport = "telegram"\nid = {CHANNEL}\n')
    async with newsroom.bot() as bot:
        await bot.until_said("listening to Telegram")
        newsroom.telegram.push_my_chat_member(CHANNEL, "left")
        await until(lambda: newsroom.told(OPERATOR))
        newsroom.outlets.publish("wire", "Haftar meets Sisi")
        newsroom.telegram.push_my_chat_member(CHANNEL, "administrator", old="left")
        await until(lambda: newsroom.alerts(CHANNEL, "Haftar meets Sisi"))
        await until(lambda: len(newsroom.told(OPERATOR)) == 2)
        assert await bot.end() == 0
    removed, back = map(visible, newsroom.told(OPERATOR))
    assert removed.startswith(f"Messages to telegram:{CHANNEL} are refused.")
    assert back == f"Messages to telegram:{CHANNEL} go out again."
