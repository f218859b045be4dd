"""What a platform must offer, and what it is handed: the seam between Rasid and the chats."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from bot.model import (
    Access,
    Address,
    Alert,
    Channel,
    Delivery,
    FeedState,
    Health,
    Installation,
    Language,
    Line,
    Message,
    Quiet,
    Rate,
    Schedule,
    Stats,
    Watch,
    Wish,
)


@dataclass(frozen=True, slots=True)
class Request:
    """A command that somebody gave in a chat."""

    address: Address  # where it was given, and where the answer goes
    command: str  # "latest", lower case, without slash or bot name
    words: str  # what stood behind it, raw
    # The platform's id of the user, or of the chat in whose name somebody writes. None where no author is
    # named, as in a Telegram channel: then only those who run the chat can have written.
    user: str | None
    key: str  # unique for this update on its platform: a redelivered one is not answered again
    is_group_admin: Callable[[], Awaitable[bool]]  # asks the platform; only called when it decides
    language: str | None = None  # of the user's client, a hint for chats without a language of their own
    in_channel: bool = False  # the user is known by name, in a channel where only administrators can write
    private: bool = False  # nobody but who asks sees the answer


@dataclass(frozen=True, slots=True)
class Press:
    """A button below a message of ours that somebody pressed, or says so: what comes may be anything."""

    address: Address  # the chat where the message is; in which topic does not matter
    data: str  # what the button had to bring back
    user: str  # the platform's id
    key: str  # unique for this press on its platform
    is_group_admin: Callable[[], Awaitable[bool]]  # as of a request
    privately: bool = False  # an answer would be seen by who pressed, and by nobody else
    in_channel: bool = False  # people only read there, and nothing is written because one of them asks
    language: str | None = None  # as of a request


@dataclass(frozen=True, slots=True)
class Pressed:
    """What comes of a press, for who pressed; nothing when it was a repeat."""

    said: Message | None = None  # to them alone: a sentence or two, in their language
    lasting: bool = False  # it is there until they close it, where the platform makes a difference
    answer: Message | None = None  # what they asked for, for all to see unless they asked privately


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody looks at the bot's own page on a platform, which shows its channels there."""

    address: Address  # of their direct chat with the bot, whose language is the page's
    user: str
    is_group_admin: Callable[[], Awaitable[bool]]  # asks the platform; only called when it decides
    chats: Callable[[], Awaitable[Collection[str]]]  # ids of the chats the user is in; called as the above
    is_direct: Callable[[str], bool]  # whether the chat of this id is somebody's with the bot alone
    is_here: Callable[[str], bool]  # whether the chat of this id is in the workspace of the page
    language: str | None = None  # of the user's client
    chosen: str | None = None  # id of a chat to show first, also when it follows nothing


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose on that page for one channel."""

    address: Address
    before: tuple[str, ...] = ()  # the watches that the page showed as followed, or "*"
    after: tuple[str, ...] = ()  # those that shall be
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A channel as the page shows it."""

    channel: Channel
    language: Language
    lines: tuple[Line, ...]  # what holds there


@dataclass(frozen=True, slots=True)
class Page:
    """What the bot's own page shows to one user."""

    language: Language
    editable: bool  # whether the user may change anything
    head: tuple[Line, ...]  # what it is; why nothing can be changed; where it is empty, the next step
    channels: tuple[Listed, ...]  # the chosen one first
    watches: Mapping[str, str]  # name -> title, "*" first: what may be followed
    alerts: tuple[Line, ...]  # the last ones, or that there are none
    text: Callable[..., str]  # a text of the locale files in the page's language, by its key and arguments


class Inbox(Protocol):
    """Where a transport brings what happens in its chats."""

    def menu(self, language: Language, *, reading: bool = False) -> Mapping[str, str]:
        """Command -> one line of what it does, for the platform's command menu.

        With `reading`, of those alone that change nothing.
        """

    async def answer(self, request: Request) -> Message | None:
        """The reply to a command; None when there is nothing to say (a repeat, a refusal already told)."""

    async def press(self, press: Press) -> Pressed:
        """What comes of a button that was pressed; what it changes in the message is edited later."""

    async def page(self, visit: Visit) -> Page:
        """What the bot's own page shows to this user."""

    async def choose(self, visit: Visit, choice: Choice) -> None:
        """Do what was chosen on that page; nothing for a user who may not."""

    async def posted(self, address: Address) -> None:
        """An answer goes to this chat, as one message that the platform counts among those of the bot."""

    async def left(self, address: Address) -> None:
        """The bot was removed from this chat, or blocked there: its deliveries wait until it is back."""

    async def joined(self, address: Address) -> None:
        """The bot was added to this chat, or unblocked: what waited may go out again."""

    async def moved(self, old: Address, new: Address) -> None:
        """The chat has a new id."""

    async def installed(self, transport: str, workspace: str) -> None:
        """The bot is in a workspace, again or for the first time: what waited for its chats may go out."""

    async def uninstalled(self, transport: str, workspace: str) -> None:
        """The bot was taken from a workspace: what is meant for its chats waits."""


class Register(Protocol):
    """Where a transport keeps the workspaces in which the bot was installed, and their tokens."""

    async def every(self) -> Sequence[Installation]:
        """All of them."""

    async def add(self, installation: Installation) -> None:
        """One more, or again."""

    async def remove(self, workspace: str) -> None:
        """No longer."""


class Transport(Protocol):
    """The code for one kind of channel."""

    kind: str  # "telegram"
    asks: bool  # whether `send` finds out by itself that an earlier try of the same delivery arrived
    rate: Rate  # how much the platform takes from one bot, all its chats together
    edit_rate: Rate  # the same where all are edits

    async def start(self, inbox: Inbox) -> None:
        """Begin to listen and return; a platform that is down is tried again in the background.

        Raises TransportDownError when the platform refuses our token.
        """

    async def send(
        self, address: Address, message: Message, delivery_id: int, reply_to: str | None = None
    ) -> str:
        """Send once, without retrying; the platform's message id. Raises TransportError.

        `reply_to` is the id of a message there to which it is a reply; MessageGoneError says that there is no
        such message (any more), and that nothing was sent. A picture stands above its text; where it cannot
        be shown the text says so. Works before `start` too: a command that only sends never listens.
        """

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        """Write anew what was sent for this delivery, quietly. Raises TransportError.

        Where the platform cannot, it does nothing; MessageGoneError says that this message cannot be edited.
        """

    def gap(self, address: Address) -> timedelta:
        """The least time between two messages to this channel, by the platform's limits."""

    async def hears(self) -> bool:
        """Whether it hears what happens in its chats, as far as is known; asks nobody."""

    def fits(self, message: Message) -> bool:
        """Whether one message of the platform's can hold it."""

    async def stop(self) -> None:
        """Stop listening, then close. Safe to call when `start` failed or never ran."""


class Desk(Protocol):
    """What the commands ask of the bot. Watches are those of the config in force."""

    def access(self) -> Access:
        """Who may do what."""

    def watches(self) -> Sequence[Watch]:
        """In the order of the config."""

    def default_language(self) -> Language:
        """The bot's own."""

    def text(self, language: Language, key: str, **args: str | int | datetime) -> str:
        """A text of the locale files, placeables isolated, datetimes in the configured zone."""

    def alert(self, alert: Alert, language: Language) -> Message:
        """An alert as a channel of that language sees it."""

    async def channel(self, address: Address) -> Channel | None:
        """What is known of a chat; None when it was never subscribed or set."""

    async def channels_of(self, transport: str) -> Sequence[Channel]:
        """All that are known on one platform, the first made first."""

    async def subscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        """Add names (or "*") to what the chat follows; the channel as it is then."""

    async def unsubscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        """Take names away, "*" takes all; those of the config stay. The channel as it is then."""

    async def mute(self, address: Address, watches: Sequence[str], until: datetime) -> None:
        """Hold back alerts of these watches ("*": all) here until then."""

    async def unmute(self, address: Address, watches: Sequence[str]) -> int:
        """Let them ("*": all) through again; how many alerts were held back."""

    async def mute_story(self, address: Address, story: int) -> bool:
        """Hold back here what comes of a story, until that is taken back; False when there is none such."""

    async def unmute_story(self, address: Address, story: int) -> int | None:
        """The reverse; how many alerts were held back, None when it was not muted here."""

    async def set_quiet(self, address: Address, quiet: Quiet | None) -> int:
        """Hold back alerts here in these hours of every day; how many were by hours that None ends."""

    async def schedule(self, address: Address, wanted: Sequence[Schedule]) -> None:
        """Tell what these watches tell here in digests; one of all ("*") takes the place of all others."""

    async def unschedule(self, address: Address, watches: Sequence[str]) -> int:
        """Tell it ("*": all) one by one again; how many alerts waited that come in a last digest now."""

    def next_digest(self, schedule: Schedule) -> datetime:
        """When the next one of this schedule is due, aware UTC."""

    def timezone(self) -> tzinfo:
        """In which times are shown and meant."""

    async def set_language(self, address: Address, language: Language) -> None:
        """The language of this chat from now on."""

    async def latest(self, watches: Sequence[str], limit: int) -> Sequence[Alert]:
        """The newest alerts of these watches ("*": of all) and for no others, newest first."""

    async def search(self, words: str, limit: int, language: Language) -> Message:
        """The newest stored entries with these words, this many at most, whoever was told of them.

        Raises SearchError when they are nothing to look for.
        """

    async def newest_story(self, watches: Sequence[str]) -> int | None:
        """The story of the newest alert for any of these watches ("*": any); None when none was told."""

    async def story(self, number: int, language: Language) -> Message | None:
        """All that is known of a story; None when there is none of that number."""

    async def timeline(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        """The steps of a story that these watches ("*": all) were told; None when there is no such story."""

    async def why_link(self, link: str, follows: Sequence[str], language: Language) -> Message | None:
        """What was decided on the article with this link, and why; None when it was never seen.

        `follows` names the watches that the chat follows ("*": all). Raises ValueError when no article can be
        known by such a link.
        """

    async def why_story(self, number: int, follows: Sequence[str], language: Language) -> Message | None:
        """The same of the reports of a story; None when there is none of that number."""

    async def wish(self, address: Address, data: str) -> Wish | None:
        """What a button means that brought this back from that chat; None when it is none of ours there."""

    async def why_alert(
        self, alert: Alert, follows: Sequence[str], language: Language, *, briefly: bool
    ) -> Message | None:
        """What was decided on the article that an alert tells; None when that is kept no longer.

        Briefly: the reasons and nothing else.
        """

    async def sources(self, number: int, language: Language, *, briefly: bool) -> Message | None:
        """Who reports a story and what they say; briefly: who they are. None when there is none such."""

    async def refresh(self, delivery: Delivery) -> None:
        """Let a message show what has changed in what its chat mutes."""

    async def chart(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        """How the figures of a story went, as a picture; None when there is no such story.

        What is counted is what the first of these watches wants that was told of it, else everything.
        """

    async def feeds(self) -> Sequence[FeedState]:
        """Every configured and enabled feed."""

    def operator(self) -> Address | None:
        """Where what the operator should know is told, if anywhere."""

    async def health(self) -> Health:
        """How the running bot is."""

    async def waiting(self, address: Address) -> int:
        """How many deliveries to this chat are still to be sent."""

    async def stats(self, address: Address) -> Stats:
        """What happened lately in this chat and in the bot."""

    async def seen(self, transport: str, key: str) -> bool:
        """Whether what this update asked for is done already; only asks."""

    async def remember(self, transport: str, key: str) -> None:
        """What this update asked for is done: it has been seen from now on."""

    async def posted(self, address: Address) -> None:
        """A message went to this chat that is no delivery: its pace counts it."""

    async def suspend(self, address: Address) -> None:
        """Hold deliveries to this chat and every topic in it."""

    async def resume(self, address: Address) -> None:
        """Let deliveries to this chat go on."""

    async def move(self, old: Address, new: Address) -> None:
        """Rewrite a chat's id with all that hangs on it."""

    async def suspend_all(self, transport: str, workspace: str) -> None:
        """Hold deliveries to every chat of a workspace; their ids begin with its own and a slash."""

    async def resume_all(self, transport: str, workspace: str) -> None:
        """Let them go on."""

    def now(self) -> datetime:
        """The time, aware UTC."""
