"""What benchmarks/polling.py runs as Rasid: FOLDER and ADDRESSES, then a poll for each line of its input.

The bot as `rasid run` wires it, with fifty watches of every kind, up to the outbox: what is to be sent is
stored and not sent.
"""

import asyncio
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yarl import URL

from bot import logs
from bot.app import assembled
from bot.config import Config, load

BETWEEN = timedelta(minutes=10)  # polls, by the bot's own clock

_PEOPLE = {
    "haftar": ["خليفة حفتر", "حفتر", "Khalifa Haftar", "Hifter"],
    "sisi": ["عبد الفتاح السيسي", "السيسي", "Sisi"],
    "putin": ["فلاديمير بوتين", "بوتين", "Vladimir Putin", "Poutine"],
    "zelensky": ["زيلينسكي", "Zelensky", "Zelenskyy"],
    "biden": ["جو بايدن", "بايدن", "Joe Biden", "Biden"],
    "erdogan": ["رجب طيب أردوغان", "أردوغان", "Erdogan", "Erdoğan"],
}
_PLACES = ("LY", "SY", "YE", "IQ", "SD", "EG", "UA", "FR", "TR", "PS")
_WORDS = (
    *("الهلال النفطي", "سعر الصرف", "انتخابات", "مجلس الأمن", "زلزال", "حرس الحدود", "هدنة", "لاجئين"),
    *(
        "oil crescent",
        "interest rate",
        "election",
        "security council",
        "earthquake",
        "coast guard",
        "ceasefire",
    ),
    *("refugees", "heat wave", "strike action", "budget", "vaccine", "climate", "inflation", "data breach"),
    *("banque centrale", "cessez-le-feu", "réfugiés", "grève"),
)


def config(addresses: Iterable[str]) -> str:
    """A config of these feeds and fifty watches: for meetings, for casualties, and for words."""
    names = list(_PEOPLE)
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    watches = [f"meeting = {{ people = {json.dumps(pair)} }}" for pair in pairs[:10]]
    watches += [f'casualties = {{ places = ["{place.lower()}"] }}' for place in _PLACES]
    watches += [f"any = [{json.dumps(word, ensure_ascii=False)}]" for word in _WORDS]
    watches += [
        f'all = ["{word}"]\nnone = ["football", "كرة القدم"]' for word in ("police", "وزير", "ministre")
    ]
    allowed = {f"{URL(address).host}:{URL(address).port}" for address in addresses}
    feeds = (f'[[feed]]\nname = "{at}"\nurl = "{address}"\n' for at, address in enumerate(addresses))
    people = (f"{name} = {json.dumps(known, ensure_ascii=False)}" for name, known in _PEOPLE.items())
    places = (f'{place.lower()} = ["{place}"]' for place in _PLACES)
    return "\n".join(
        [
            f"[fetch]\nallow_private = {json.dumps(sorted(allowed))}",
            *("[people]", *people, "[places]", *places),
            *(f'[[watch]]\nname = "watch-{at}"\n{watch}' for at, watch in enumerate(watches)),
            *feeds,
        ]
    )


def loaded(folder: Path, addresses: Iterable[str]) -> Config:
    """That config as the bot reads it, with its database in the folder."""
    path = folder / "config.toml"
    path.write_text(config(addresses), encoding="utf-8")
    return load(path, {})


async def _poll(settings: Config) -> None:
    late = timedelta()

    async with assembled(settings, clock=lambda: datetime.now(UTC) + late) as bot:
        print("ready", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            await bot.scheduler.round(lambda: None)
            late += BETWEEN
            states = await bot.desk.feeds()
            print(json.dumps({"failed": sum(1 for state in states if state.failures)}), flush=True)


def main(folder: str, addresses: str) -> None:
    """Poll all feeds whenever asked to."""
    logs.configure()
    asyncio.run(_poll(loaded(Path(folder), json.loads(Path(addresses).read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main(*sys.argv[1:])
