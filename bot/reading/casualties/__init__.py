"""Casualty figures: who was killed, wounded, missing, detained, displaced, abducted or sick; how many."""

from bot.reading.casualties.find import find

__all__ = ["find"]
