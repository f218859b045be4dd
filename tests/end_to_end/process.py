"""A real `rasid run`, as a user starts it."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Self

from tests.end_to_end.dying import AS_IT_IS, HURRIED, NOWHERE
from tests.end_to_end.nursery import Child, Nursery


class BotProcess:
    """The process, from `async with` to its end. What it wrote is in `output`."""

    def __init__(
        self,
        config: Path,
        env: dict[str, str] | None = None,
        *arguments: str,
        dying: str | None = None,
        nursery: Nursery | None = None,
    ) -> None:
        """`dying` is a point at which it ends.

        Of a nursery it starts sooner, and waits for seconds where it would for minutes.
        """
        arguments = (*(arguments or ("run",)), "--config", str(config))
        self._words = [dying or NOWHERE, HURRIED if nursery else AS_IT_IS, *arguments]
        program = ["tests.end_to_end.dying", *self._words] if dying else ["bot", *arguments]
        self._command = [sys.executable, "-m", *program]
        self._nursery = nursery
        self._env = {**os.environ, **(env or {}), "PYTHONPATH": str(Path(__file__).parents[2])}
        self._folder = config.parent
        self._log = config.parent / "output.txt"
        self._process: asyncio.subprocess.Process | Child | None = None

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def __aenter__(self) -> Self:
        if self._nursery:
            self._process = await self._nursery.born(self._words, self._folder, self._env, self._log)
            return self
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._folder,
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.running:
            await self.end(signal.SIGKILL)
        secrets = (value for name, value in self._env.items() if name.startswith(("TELEGRAM_", "SLACK_")))
        assert not any(secret in self.output for secret in secrets), "a secret was logged"

    async def end(self, how: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        """Send a signal and wait; the exit code. Ctrl-C goes to all its processes, as from a terminal."""
        assert self._process is not None
        if how == signal.SIGINT:
            os.killpg(self._process.pid, how)
        else:
            self._process.send_signal(how)
        return await self.wait(seconds)

    async def wait(self, seconds: float = 60) -> int:
        """Wait for it to end by itself; the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def until_said(self, text: str, seconds: float = 60) -> None:
        """Until the process has written this."""
        async with asyncio.timeout(seconds):
            while text not in self.output:
                assert self.running or text in self.output, self.output
                await asyncio.sleep(0.05)
