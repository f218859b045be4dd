"""Pictures in Slack: a file that is shared in a channel, with the text as its comment."""

import json
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Picture
from handlers.slack.client import TIMEOUT_SECONDS
from handlers.slack.render import Block


async def share(
    web: AsyncWebClient, channel: str, thread: str | None, picture: Picture, blocks: Sequence[Block] = ()
) -> None:
    """Share a picture in a channel or thread, seen by all there. Raises one of CALL_ERRORS.

    Takes three calls, of which only the last shows it: what a failure of the others leaves is a file that
    nobody sees and that Slack discards (docs.slack.dev/reference/methods/files.completeUploadExternal). The
    SDK's own files_upload_v2 puts all texts into addresses, where Arabic ones grow too long.
    """
    ticket = await web.api_call(
        "files.getUploadURLExternal",
        data={"filename": picture.name, "length": len(picture.png), "alt_txt": picture.alt},
    )
    await _upload(str(ticket["upload_url"]), picture.png, web.proxy)
    place = {"channel_id": channel} | ({"thread_ts": thread} if thread else {})
    comment = {"blocks": json.dumps(list(blocks), ensure_ascii=False)} if blocks else {}
    files = json.dumps([{"id": ticket["file_id"], "title": picture.name}])
    await web.api_call("files.completeUploadExternal", data={"files": files} | place | comment)


async def _upload(url: str, data: bytes, proxy: str | None) -> None:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, data=data, proxy=proxy) as answer,
    ):
        if answer.status != 200:  # noqa: PLR2004  HTTP: OK
            raise SlackRequestError(f"The upload was answered with status {answer.status}.")
