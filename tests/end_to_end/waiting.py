import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object], seconds: float = 60, *, every: float = 0.02) -> None:
    """Wait for something that other processes bring about; failing is all that time decides."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  nothing signals what a fake platform records
            await asyncio.sleep(every)
