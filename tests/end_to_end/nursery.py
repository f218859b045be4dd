"""Bots without the second in which a Python imports one: forked by a process that has done it.

From its `main` on such a bot is like any other. What is imported for it is imported when the nursery opens,
and not with this module, which its parsers import, too. When the nursery closes, the bots end.
"""

import asyncio
import importlib
import json
import os
import selectors
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self


class Child:
    """A process of a nursery, in the words of asyncio.subprocess.Process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def returncode(self) -> int | None:
        return self.ended.result() if self.ended.done() else None

    def send_signal(self, how: signal.Signals) -> None:
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)

    async def wait(self) -> int:
        return await asyncio.shield(self.ended)


class Nursery:
    """The process that forks them, from `async with` to its end."""

    def __init__(self) -> None:
        self._children: dict[int, Child] = {}
        self._born: asyncio.Queue[Child] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, stdin=pipe, stdout=pipe, env=env
        )
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._listening

    async def born(self, words: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Child:
        """A bot with these words for `dying.start`, in this folder, that writes to this file."""
        assert self._process.stdin is not None
        order = {"words": list(words), "folder": str(folder), "env": dict(env), "log": str(log)}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        return await self._born.get()

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            pid, code = json.loads(line)
            if code is None:
                self._children[pid] = Child(pid)
                self._born.put_nowait(self._children[pid])
            else:
                self._children.pop(pid).ended.set_result(code)


def main() -> None:
    """Fork a bot for each line that comes in; say [its pid, null], and in the end [its pid, exit code]."""
    _prepare()
    told, telling = os.pipe()
    for end in (told, telling):
        os.set_blocking(end, False)
    alive: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(telling)
    with selectors.DefaultSelector() as selector, os.fdopen(os.dup(0), "rb", 0) as orders:
        selector.register(told, selectors.EVENT_READ)
        selector.register(orders, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if told in ready:
                os.read(told, 1024)
                alive -= _bury()
            if orders in ready:
                line = orders.readline()
                if not line:
                    for pid in alive:
                        os.kill(pid, signal.SIGKILL)
                    return
                if (pid := os.fork()) == 0:
                    break
                alive.add(pid)
                _say(pid, None)
    _live(**json.loads(line))


def _prepare() -> None:
    """Import and load what every bot does at its start."""
    for name in ("bot.cli", "handlers.telegram.transport", "handlers.slack.transport", "bot.desk"):
        importlib.import_module(name)
    from bot.model import Entry, Watch  # noqa: PLC0415  as the module says
    from bot.watching.match import Matcher  # noqa: PLC0415  the same

    Matcher([Watch("w", "w", any=("w",))], {}, {}).read(Entry("Outlet", "12 killed in Beirut, police say"))


def _bury() -> set[int]:
    """Say how those ended that did; who they were."""
    buried: set[int] = set()
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            _say(ended[0], os.waitstatus_to_exitcode(ended[1]))
            buried.add(ended[0])
    return buried


def _say(pid: int, code: int | None) -> None:
    os.write(1, json.dumps([pid, code]).encode() + b"\n")


def _live(words: list[str], folder: str, env: dict[str, str], log: str) -> Any:
    """Be a bot."""
    from tests.end_to_end import dying  # noqa: PLC0415  as the module says

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.chdir(folder)
    os.environ.update(env)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number, source in enumerate((os.open(os.devnull, os.O_RDONLY), file, file)):
        os.dup2(source, number)
    sys.argv[1:] = words
    dying.start()


if __name__ == "__main__":
    main()
