"""What kind of meeting a word names: face to face, by telephone or in writing."""

from bot.reading.facts import MeetingKind
from bot.reading.meetings.words import COMMAS, Words
from bot.reading.sentence import Mention

_TITLE = 8  # words between "accepts" and "invitation"
_OFF = 3  # words between "postpones" and a visit
FOR_THE = "لل"  # makes a verb of talking a noun: «للتباحث مع فلان»
_VISITOR = 4  # words between "'s" and a visit
_VERBAL = frozenset({"", "و", "ف", "س", "وس", "ل", "ول"})  # Arabic: what may be written onto a verb
VISITS = ("visit.noun", "visit.past", "visit.present", "visit.base")
_INVITED = 20  # words behind "invites" in which a visit must be named
_TRIP = 20  # words before "urges" in which a visit makes it a meeting
_OCCASION = 24  # words behind it in which a visit or meeting may be named as the occasion
_LED = 5  # words between "during" and the occasion: "during his first official visit"
_REMOTE = (-2, 6)  # words around a word of meeting in which a telephone makes it a call
_PLACE = 5  # words from "in" to the comma behind a place
_PLACES = frozenset({"place", "country", "city"})


def kind(words: Words, at: int) -> MeetingKind | None:
    """What kind of meeting a word names; None for other words."""
    if words.has(at, "trap.phrases"):
        return None
    if words.has(at, "invite") or (words.has(at, "accept") and _is_invitation(words, at)):
        return "face_to_face" if _is_invitation(words, at) else None
    groups = words.groups(at)
    if "appeal" in groups or words.has(at, "contact.tell"):
        away = "contact" in groups or _is_from_afar(words, at)
        return "face_to_face" if _is_in_person(words, at) else "phone" if away else None
    if words.has(at, "noun.guest", "noun.seat") and not _is_circumstance(words, at):
        return None
    if visitor(words, at):
        return "face_to_face"
    if words.has(at, "contact.letter"):
        return "letter"
    if "contact" in groups and not words.has(at, "contact.by"):
        return "face_to_face" if words.has(at, "contact.verb") and _is_beside(words, at) else "phone"
    if groups.isdisjoint(("verb", "talk", "noun", "invitation", "calls")):
        return None
    if _is_another_word(words, at):
        return None
    return "phone" if _is_remote(words, at) else "face_to_face"


def _is_another_word(words: Words, at: int) -> bool:
    """Whether the article and the like make an Arabic word another: «البحث» research, «الاجتماعي» social."""
    if words.has(at, "noun.own", "noun.both") and words.clitics(at).article:
        return True
    if "talk" in words.groups(at) and words.clitics(at).written == FOR_THE:
        return False
    return "noun" not in words.groups(at) and words.clitics(at).written not in _VERBAL


def _is_remote(words: Words, at: int) -> bool:
    """Whether a telephone is named beside a word of meeting, not as what was before: "met B after a call"."""
    for here in range(at + _REMOTE[0], at + _REMOTE[1]):
        if here > at and words.has(here, "cue.behind") and not words.has(here, "link.during"):
            return False
        if words.has(here, "contact.remote"):
            return True
    return False


def _is_invitation(words: Words, at: int) -> bool:
    """Whether one is invited to come or to talk, not to do something else; or accepts such an invitation."""
    if words.has(at, "accept") and not words.any_has(at, at + _TITLE, "cue.invitation"):
        return False
    if words.has(at, "accept") and not words.has(at, "decline"):
        return True  # what is turned down must be named, for an offer may be one of anything
    roles = ("visit.noun", "visit.base", "place", "country", "noun.word")
    return words.any_has(at + 1, at + _INVITED, *roles)


def visitor(words: Words, at: int) -> Mention | None:
    """Whose visit it is in which something is done: "during A's three-day visit"; None for other words."""
    if not words.has(at, "visit.noun"):
        return None
    if (guest := words.named.get(at - 1)) and words.has(at - 2, "link.during", "link.loose"):
        return guest  # "during A visit"
    for here in range(at - 1, max(at - _VISITOR, 0) - 1, -1):
        if words.reads(here, "'s"):
            guest = words.covered.get(here - 1)
            if guest is None or guest.first not in words.named:
                return None
            return guest if words.any_has(guest.first - _LED, guest.first, "link.during") else None
    return None


def _is_in_person(words: Words, at: int) -> bool:
    """Whether what one says to the other is said on a visit or at a meeting that the sentence names."""
    near = range(max(at - _TRIP, 0), min(at + _OCCASION, len(words)))
    if words.any_has(near.start, near.stop, "contact.remote"):
        return False
    afar = words.has(at, "appeal.afar")
    if not afar and _is_guest(words, at):
        return True
    visits = not afar and any(
        words.has(here, *VISITS) or _is_abroad(words, here) for here in near if here < at
    )
    return visits or any(
        _is_occasion(words, here) or words.has(here, "link.in_person") or _is_seat(words, here)
        for here in near
        if here != at
    )


def _is_guest(words: Words, at: int) -> bool:
    """Whether who is spoken to is of a country that the entry tells a visit to: "urges Chinese leader B"."""
    near = range(at + 1, min(at + 1 + _LED, len(words)))
    return any(
        words.tokens[here].text.startswith(nation)
        for nation in words.visited
        for here in near
        if here not in words.covered
    )


def _is_circumstance(words: Words, at: int) -> bool:
    """Whether a visit or a seat is when or where something happens; or a visit is called off."""
    if words.has(at, "noun.seat"):
        return _is_seat(words, at)
    off = words.any_has(at - _OFF, at, "cue.cancelled")
    return off or _is_led(words, at)


def _is_seat(words: Words, at: int) -> bool:
    """Whether something happens at somebody's seat: "at the White House"."""
    inside = (words.has(here, "link.place") and words.has(here, "link.loose") for here in (at - 1, at - 2))
    return words.has(at, "noun.seat") and any(inside)


def _is_beside(words: Words, at: int) -> bool:
    """Whether people who talk do so face to face: "spoke on the sidelines"."""
    return words.any_has(at + 1, at + _LED + 1, "link.in_person")


def are_one_another(words: Words, at: int) -> bool:
    """Whether people who talk do so with one another, and not to the public: "spoke by phone"."""
    roles = ("link.in_person", "contact.remote")
    return words.any_has(at + 1, at + _LED + 1, *roles)


def _is_from_afar(words: Words, at: int) -> bool:
    """Whether around what one says to the other a telephone is named: "urges B in a call to"."""
    return words.any_has(at - _TRIP, at + _OCCASION, "contact.remote")


def _is_abroad(words: Words, at: int) -> bool:
    """Whether "in" leads to where somebody is: "In Paris, A says", "A, in France, says"."""
    if not words.has(at, "link.place") or (at and not words.reads(at - 1, *COMMAS)):
        return False
    end = next((far for far in range(at + 1, at + _PLACE) if words.reads(far, *COMMAS)), at + 1)
    return end > at + 1 and all(words.roles[far] <= _PLACES for far in range(at + 1, end))


def _is_occasion(words: Words, at: int) -> bool:
    """Whether what stands here is where or when something is said: "during his visit", "in Paris talks"."""
    if not words.has(at, "visit.noun", "noun.word"):
        return False
    if words.any_has(at + 1, at + _LED, "link.with", "link.between"):
        return False
    return _is_led(words, at)


def _is_led(words: Words, at: int) -> bool:
    """Whether a preposition leads to what stands here: "during", "on", not "for"."""
    near = range(at - _LED, at)
    return any(
        words.has(here, "cue.behind", "link.loose") and not words.has(here, "cue.ahead") for here in near
    )
