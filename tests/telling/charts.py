"""Stories whose figures are drawn, in our own words."""

from datetime import UTC, datetime, timedelta

from bot.model import Bound, Category, Entry, Figure, Language, Member, Said, Story
from bot.telling.chart.compose import Chart, Subject
from bot.watching.courses import courses
from tests.fakes.desk import tripoli

NOON = datetime(2019, 5, 9, 12, tzinfo=UTC)
OF: tuple[Category, ...] = ("killed", "wounded")

TITLES: dict[Language, str] = {
    "ar": "ضحايا السيول في درنة",
    "en": "Casualties of the floods",
    "fr": "Victimes des inondations à Derna",
}
HEADLINE = "سيول تجتاح أحياء في درنة (شرق) وتحذير من الهلال الأحمر LRC"


def figure(
    low: int | None,
    high: int | None = None,
    *,
    of: Category = "killed",
    bound: Bound = "exact",
    corrected: bool = False,
    outlet: str = "Wire",
    mixed: bool = False,
) -> Figure:
    most = low if bound == "exact" else high
    return Figure(of, low, most, bound, Said(outlet, NOON), mixed=mixed, corrected=corrected)


def report(hours: float, outlet: str, *figures: Figure) -> Member:
    """What an outlet said so many hours after NOON."""
    said = Said(outlet, NOON + timedelta(hours=hours))
    own = tuple(
        Figure(one.category, one.low, one.high, one.bound, said, one.source, one.mixed, one.corrected)
        for one in figures
    )
    return Member(17, "like the others", NOON + timedelta(hours=hours), figures=own)


def wounded(low: int, bound: Bound = "exact") -> Figure:
    return figure(low, of="wounded", bound=bound)


FLOOD = (
    report(0, "راصد الساحل", figure(30)),
    report(5, "North Wire", figure(184), wounded(240)),
    report(7, "راصد الساحل", figure(184)),
    report(20, "L’Écho du Sud", figure(210, 250, bound="range"), wounded(300, "at_least")),
    report(30, "Coast FM", figure(332), wounded(400)),
    report(34, "راصد الساحل", figure(300, bound="at_least"), wounded(500, "vague")),
    report(36, "Morning <Post>", figure(3400)),
    report(50, "North Wire", figure(534), wounded(550)),
    report(60, "Coast FM", figure(480, corrected=True)),
)


def chart(*reports: Member, language: Language = "en", title: str = "", headline: str = HEADLINE) -> Chart:
    story = Story(17, tuple((Entry("Wire", headline), one) for one in reports), {})
    subject = Subject(title or TITLES[language], story, courses(reports, OF))
    return Chart(subject, language, tripoli())
