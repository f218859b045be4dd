"""Meetings as news texts of three languages claim them."""

from datetime import UTC, date, datetime

import pytest

from bot.model import Entry
from bot.reading.facts import MeetingFact, meetings, quoted
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

_PEOPLE = {
    "haftar": ["خليفة حفتر", "حفتر", "Haftar"],
    "sisi": ["عبد الفتاح السيسي", "السيسي", "Sisi"],
    "sarraj": ["فايز السراج", "السراج", "Sarraj"],
    "hunt": ["جيريمي هنت", "هنت", "Hunt"],
    "may": ["تيريزا ماي", "Theresa May"],
    "putin": ["فلاديمير بوتين", "بوتين", "Vladimir Putin", "Putin", "Poutine"],
    "macron": ["إيمانويل ماكرون", "ماكرون", "Emmanuel Macron", "Macron"],
    "merkel": ["أنغيلا ميركل", "ميركل", "Angela Merkel", "Merkel"],
    "erdogan": ["رجب طيب أردوغان", "أردوغان", "Erdogan"],
    "khalid": ["خالد بن حمد"],
    "abe": ["شينزو آبي", "Shinzo Abe", "Abe"],
}
_READER = Reader(_PEOPLE, {}, [], load_lexicons())
_THURSDAY = datetime(2019, 5, 9, 12, tzinfo=UTC)


def read(
    title: str, summary: str = "", content: str = "", published: datetime | None = _THURSDAY
) -> list[MeetingFact]:
    entry = Entry("feed", title, summary, content, published=published)
    return meetings(_READER.read(entry).facts)


def told(title: str, summary: str = "", content: str = "") -> list[tuple[str, str, date | None, str | None]]:
    """Each fact's people, status, date if the text has one, and place."""
    return [
        (" ".join(fact.people), fact.status, None if fact.certainty == "inferred" else fact.date, fact.place)
        for fact in read(title, summary, content)
    ]


def statuses(title: str, summary: str = "") -> list[str]:
    return [fact.status for fact in read(title, summary)]


@pytest.mark.parametrize(
    "text",
    [
        "التقى الرئيس الروسي فلاديمير بوتين في موسكو المستشارة الألمانية أنغيلا ميركل",
        "بوتين يلتقي ميركل",
        "استقبل بوتين نظيرته الألمانية أنغيلا ميركل",
        "لقاء بين بوتين وميركل",
        "لقاء بوتين وميركل",
        "قال بوتين خلال لقائه ميركل إن الوضع صعب",
        "قال بوتين بعد محادثات مع ميركل إن الوضع صعب",
        "مؤتمر صحفي مشترك لبوتين وميركل",
        "Putin met Merkel",
        "Putin and Merkel meet in Sochi",
        "Putin, Merkel hold talks",
        "Talks between Putin and Merkel",
        "Putin's meeting with Chancellor Angela Merkel",
        "After talks with Merkel, President Putin said little",
        "Putin welcomes German chancellor Angela Merkel",
        "Merkel sits down with Putin for crunch talks",
        "Putin greeted by Merkel in Berlin",
        "Merkel and Putin side by side at the parade",
        "Putin and Merkel resume 'tense' gas talks",
        "Putin, Germany's Merkel vow closer ties at Sochi talks",
        "A three-day summit by Angela Merkel and Vladimir Putin ends in Sochi",
        "Merkel leaves Moscow after Putin talks",
        "Putin reaffirmed old promises during a visit by Chancellor Angela Merkel",
        "Merkel presses Putin on gas in Moscow talks",
        "During a visit to Moscow, Merkel told Putin to keep his word",
        "In Moscow, Merkel urges Putin to keep his word",
        "Merkel receives warm welcome from Putin",
        "Merkel made a surprise visit to Moscow to meet Putin",
        "Merkel was welcomed to the Kremlin by Putin",
        "Merkel was hosted for dinner by Putin",
        "Merkel sat down for talks with Putin",
        "Merkel had dinner with Putin on the eve of the parade",
        "Italy's premier had called Merkel's meeting in Moscow with Putin unwise",
        "Standing beside Merkel, Putin said little",
        "Flanked by Merkel, Putin said little",
        "Putin, with Merkel at his side, said little",
        "With Merkel at his side, Putin said little",
        "Having met Merkel, Putin said little",
        "Tea with Putin: Merkel gets the grand tour",
        "Putin gave Merkel a warm welcome at the Kremlin",
        "Putin and Merkel sign gas accord in Sochi",
        "Putin raised gas with Merkel during their first meeting",
        "Putin voiced support for gas sales during Merkel's three-day visit",
        "During a visit to Moscow by Merkel, Putin called for calm",
        "Merkel, on her first trip to Moscow as chancellor, told Putin to keep his word",
        "Merkel was in Moscow to meet Putin",
        "Merkel makes surprise visit to Moscow and meets Putin",
        "Farmers react with fury to Putin's meeting with Merkel",
        "Putin thanks Merkel in person for the gas deal",
        "Putin and Merkel hail a gas deal at the Elysee",
        "Putin and Merkel embraced on the steps of the palace",
        "Putin and Merkel spoke on the sidelines of the summit",
        "Poutine a reçu la chancelière allemande Angela Merkel",
        "Merkel et Poutine se sont entretenus à Sotchi",
        "La chancelière Angela Merkel s'est entretenue avec le président russe Vladimir Poutine",
    ],
)
def test_joined_by_a_word_of_meeting(text: str) -> None:
    assert [(fact.people, fact.status) for fact in read(text)] == [(("merkel", "putin"), "held")]


@pytest.mark.parametrize(
    "text",
    [
        "بوتين وميركل في الأخبار",
        "انتقد بوتين تصريحات ميركل",
        "التقى مستشار بوتين الرئيس إيمانويل ماكرون",
        "اجتمع وفد من حكومة بوتين مع ميركل",
        "تحدث بوتين في لقاء صحفي عن ميركل",
        "أعلن بوتين أن وزير خارجيته سيلتقي ميركل",
        "Putin criticises Merkel",
        "A Putin aide met Merkel",
        "Putin met the deadline, said Merkel",
        "Putin ally to visit Merkel's Germany",
        "Merkel welcomes the decision of Putin",
        "Merkel urges Putin to keep his word",
        "Merkel goes to Warsaw to reassure allies and warn Putin",
        "Merkel meets farmers, mocks Putin",
        "Merkel joins Putin in mourning the dead",
        "Farmers send letter to Putin and Merkel",
        "Farmers met with Merkel to discuss milk, a day after meeting with Putin",
        "Merkel welcomes Putin's proposal",
        "Putin's decision was welcomed by Merkel",
        "Merkel met families of farmers and condemned Putin",
        "Merkel met pilots and asked Putin for the jets",
        "Talks with Iran possible, Putin tells parliament; Merkel silent",
        "Before the July summit, Putin and Merkel should not be welcome",
        "Merkel signs law as Putin looks on",
        "Putin says Merkel should not be welcome",
        "Un conseiller de Poutine a rencontré Angela Merkel",
        "Poutine critique Merkel",
        # both meet somebody else
        "Macron and Merkel are set to meet Greek officials",
        "Putin and Merkel amuse us, the talk show host said",
        "Macron and Merkel met their Greek counterpart's ministers",
    ],
)
def test_named_together_is_no_meeting(text: str) -> None:
    assert read(text) == []


def test_one_who_meets_two_is_two_pairs() -> None:
    assert {fact.people for fact in read("سيلتقي بوتين غدا ميركل وماكرون")} == {
        ("merkel", "putin"),
        ("macron", "putin"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "بوتين وماكرون وأردوغان يجتمعون في أنقرة",
        "يستضيف أردوغان نظيريه الروسي فلاديمير بوتين والفرنسي إيمانويل ماكرون في قمة ثلاثية",
        "Talks between Erdogan, Putin and Macron",
    ],
)
def test_a_summit_of_three_is_one_fact(text: str) -> None:
    assert [fact.people for fact in read(text)] == [("erdogan", "macron", "putin")]


def test_an_office_stands_for_its_holder() -> None:
    summary = "قالت المستشارة الألمانية أنغيلا ميركل إنها ستناقش الأزمة."
    assert told("المستشارة الألمانية تلتقي بوتين غدا", summary) == [
        ("merkel putin", "planned", date(2019, 5, 10), None)
    ]


def test_the_two_are_those_named_before() -> None:
    facts = read("Putin and Merkel disagree", "The two leaders will meet in Paris on Friday.")
    assert [(fact.people, fact.status, fact.place) for fact in facts] == [
        (("merkel", "putin"), "planned", "Paris")
    ]


def test_he_is_the_subject_of_the_sentence_before() -> None:
    facts = read("Macron spoke to students in Berlin", "He also met with Chancellor Angela Merkel.")
    assert [(fact.people, fact.status) for fact in facts] == [(("macron", "merkel"), "held")]


def test_needs_two_people() -> None:
    assert read("التقى السيسي وزير الخارجية في القاهرة") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("سيلتقي بوتين ميركل", "planned"),
        ("من المقرر أن يجتمع بوتين مع ميركل", "planned"),
        ("القمة المرتقبة بين بوتين وميركل", "planned"),
        ("تحضيرا للقاء بوتين وميركل", "planned"),
        ("بوتين يوافق على لقاء ميركل", "planned"),
        ("بوتين يهدد بإلغاء القمة المقررة مع ميركل", "planned"),
        ("بوتين يزور برلين بدعوة من المستشارة أنغيلا ميركل", "planned"),
        ("بوتين يلغي لقاءه مع ميركل", "cancelled"),
        ("إرجاء القمة بين بوتين وميركل", "cancelled"),
        ("نفى الكرملين عقد لقاء بين بوتين وميركل", "denied"),
        ("لم يلتق بوتين ميركل", "denied"),
        ("قد يلتقي بوتين ميركل", "possible"),
        ("بوتين مستعد للقاء ميركل", "possible"),
        ("بوتين يدعو ميركل لزيارة موسكو", "possible"),
        ("سبق أن التقى بوتين ميركل", "past"),
        ("التقى بوتين ميركل الشهر الماضي", "past"),
        ("Putin to meet Merkel", "planned"),
        ("Putin arrives in Berlin ahead of talks with Merkel", "planned"),
        ("Putin is expected to host Merkel", "planned"),
        ("Putin will be greeted by Merkel", "planned"),
        ("Putin and Merkel will discuss gas", "planned"),
        ("Putin to raise gas prices in talks with Merkel", "planned"),
        ("What to expect when Merkel meets Putin", "planned"),
        ("Merkel will visit Sochi following an invitation from Putin", "planned"),
        ("Merkel to test friendship with Putin on Russia visit", "planned"),
        ("Merkel cancels trip for talks with Putin", "cancelled"),
        ("Putin and Merkel last met in Paris", "past"),
        ("Putin cancels meeting with Merkel", "cancelled"),
        ("Kremlin denies meeting between Putin and Merkel", "denied"),
        ("Putin is meeting Merkel on Friday", "planned"),
        ("Putin said he would meet Merkel on Friday", "planned"),
        ("Putin accepts Merkel's invitation to visit Berlin", "planned"),
        ("Putin invites Merkel to Moscow for a visit beginning May 20", "planned"),
        ("Kremlin announces summit between Putin and Merkel", "planned"),
        ("Putin's long-awaited summit with Merkel will happen in Paris", "planned"),
        ("Days before his summit with Merkel, Putin struck a hard tone", "planned"),
        ("Before he meets Merkel, Putin must settle the row with the farmers", "planned"),
        ("A planned meeting between Putin and Merkel was scrapped", "cancelled"),
        ("Merkel confirms Putin meeting", "planned"),
        ("The Kremlin is preparing a meeting between Putin and Merkel", "planned"),
        ("White House denied reports that Putin would meet Merkel", "denied"),
        ("Merkel became the first leader to meet with Putin this year", "held"),
        ("Putin and Merkel to talk gas prices", "planned"),
        ("'Final talks' due between Putin and Merkel", "planned"),
        ("Merkel to visit Moscow after invite from Putin", "planned"),
        ("Putin and Merkel agreed to cut prices in a meeting in Sochi", "held"),
        ("Putin scraps planned meeting with Merkel", "cancelled"),
        ("Putin declined a request for a meeting with Merkel", "cancelled"),
        ("Putin to seek assurances on gas and the nuclear threat at summit with Merkel", "planned"),
        ("Putin and Merkel put off meeting", "cancelled"),
        ("Kremlin denies that Putin has met Merkel", "denied"),
        ("There are no plans for Putin to meet Merkel", "denied"),
        ("Putin says he would sit down with Merkel", "possible"),
        ("Putin hopes for a meeting with Merkel", "possible"),
        ("Kremlin does not rule out meeting between Putin and Merkel", "possible"),
        ("It is not clear whether Putin will meet Merkel", "possible"),
        ("No word on whether an expected meeting of Putin and Merkel will take place", "possible"),
        ("Putin urged Merkel to sit down and talk", "possible"),
        ("Putin hosted Merkel weeks before the war", "past"),
        ("Putin hopes to win support at a summit with Merkel", "planned"),
        ("Putin says he will meet Merkel only if troops leave", "possible"),
        ("Putin may meet Merkel", "possible"),
        ("Putin invites Merkel to visit Moscow", "possible"),
        ("Putin met Merkel last year", "past"),
        ("Le président Poutine rencontrera Merkel", "planned"),
        ("Le président Poutine doit rencontrer Merkel", "planned"),
        ("Poutine annule sa rencontre avec Merkel", "cancelled"),
        ("Le Kremlin dément une rencontre entre Poutine et Merkel", "denied"),
        ("Le président Poutine pourrait rencontrer Merkel", "possible"),
        ("Putin and Erdogan dined together in Sochi", "held"),
        ("Meeting between Putin and Erdogan not on the agenda", "denied"),
        ("Meeting between Putin and Merkel falls through", "cancelled"),
        ("Merkel is expected in Ankara for talks with Erdogan", "planned"),
        ("Macron went to Sochi, becoming the first guest to meet with Putin", "held"),
    ],
)
def test_the_words_around_decide(text: str, status: str) -> None:
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("اتصال هاتفي بين بوتين وميركل", "phone"),
        ("بحث بوتين هاتفيا مع ميركل الأزمة", "phone"),
        ("بعث بوتين رسالة إلى ميركل", "letter"),
        ("Putin spoke with Merkel by phone", "phone"),
        ("Putin calls Merkel", "phone"),
        ("Putin makes first call to Merkel", "phone"),
        ("Merkel urges Putin in a phone call to keep his word", "phone"),
        ("Putin hosts an online summit with Merkel", "phone"),
        ("In a phone call, Merkel urged Putin to keep his word", "phone"),
        ("Putin sends condolences to Merkel", "letter"),
        ("Putin and Merkel spoke for an hour by phone", "phone"),
        ("Entretien téléphonique entre Poutine et Merkel", "phone"),
    ],
)
def test_contact_from_afar(text: str, kind: str) -> None:
    assert [(fact.status, fact.kind) for fact in read(text)] == [("contact", kind)]


def test_calling_names_is_no_call() -> None:
    assert read("Putin called Merkel a liar") == []
    assert read("Putin calls Merkel 'dear friend'") == []


@pytest.mark.parametrize(
    ("title", "summary", "status"),
    [
        (
            "Macron vows aid",
            "France's president is to meet Merkel. President Emmanuel Macron said so.",
            "planned",
        ),
        ("Macron spares Merkel", "The French president met with the German chancellor in Paris.", "held"),
        ("Macron and Merkel make up", "The French and German leaders met in Paris.", "held"),
        ("Macron and Merkel make up", "The leaders met for an hour.", "held"),
        ("Macron and Merkel seek a reset at Paris meeting", "Talks on Friday to focus on gas", "planned"),
        ("Russia and Germany hold talks", "Merkel said she told Putin that gas must flow.", "held"),
        (
            "Leaders of Russia and Germany will meet on Thursday",
            "Merkel and Putin have much to say.",
            "planned",
        ),
        (
            "Foreign minister meets Germany's Merkel in Berlin",
            "Hunt is the first to come since the vote.",
            "held",
        ),
        ("Merkel meets Putin in Sochi", "A topic of the talks was what was done last year.", "held"),
        ("As Merkel looks on, Putin greets the German chancellor", "", "held"),
    ],
)
def test_those_who_go_without_a_name(title: str, summary: str, status: str) -> None:
    assert statuses(title, summary) == [status]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Macron, who met Merkel on Monday, will meet Putin", {"macron merkel", "macron putin"}),
        ("Macron, rebuked by Merkel, meets Putin", {"macron putin"}),
        ("After meetings with Merkel and Macron, Erdogan will rest", {"erdogan macron", "erdogan merkel"}),
        (
            "After meetings with Merkel and Macron, Putin will meet Erdogan",
            {"erdogan putin", "macron putin", "merkel putin"},
        ),
        ("Macron met Merkel in Berlin a day after talks with Putin", {"macron merkel", "macron putin"}),
        ("Macron met Merkel in Berlin and spoke by phone with Putin", {"macron merkel", "macron putin"}),
        ("Macron warns Merkel ahead of her talks with Putin", {"merkel putin"}),
        ("Macron hails Merkel's summit with Putin", {"merkel putin"}),
    ],
)
def test_whose_verb_it_is(text: str, met: set[str]) -> None:
    assert {" ".join(fact.people) for fact in read(text)} == met


def test_guests_of_one_table_meet_one_another() -> None:
    assert {fact.people for fact in read("Putin's meeting with Merkel and Macron")} == {
        ("macron", "merkel", "putin")
    }
    assert {fact.people for fact in read("Putin met Merkel and Macron")} == {
        ("macron", "putin"),
        ("merkel", "putin"),
    }


def test_an_invitation_tells_less_than_the_talks() -> None:
    assert statuses("Merkel and Putin resume talks", "Merkel said she had invited Putin to Berlin.") == [
        "held"
    ]


def test_the_way_to_a_meeting_tells_less_than_the_meeting() -> None:
    assert statuses("Merkel meets Putin", "Merkel has arrived in Moscow to meet Putin.") == ["held"]


def test_he_and_him() -> None:
    assert statuses("Macron is in Berlin", "The president will meet Merkel; Erdogan stays away.") == [
        "planned"
    ]
    assert statuses("Putin spoke after Merkel met him") == ["held"]


def test_an_office_may_tell_the_day() -> None:
    assert told("Putin to meet Macron", "Putin hosts France's new president on Friday.") == [
        ("macron putin", "planned", date(2019, 5, 10), None)
    ]


def test_meeting_the_press_tells_less_than_the_meeting() -> None:
    summary = "Merkel and Putin will hold a joint press conference."
    assert statuses("Merkel meets Putin over gas", summary) == ["held"]


def test_a_cancelled_meeting_was_planned_before() -> None:
    summary = "ألغى بوتين اللقاء الذي كان من المقرر عقده مع ميركل."
    assert statuses("القمة المرتقبة بين بوتين وميركل", summary) == ["cancelled"]


def test_the_headline_tells_the_news_of_an_article() -> None:
    content = (
        "سيلتقي بوتين ميركل غدا.\n" + "وتناقش الصحف الأمر منذ أيام.\n" * 40 + "وألغى بوتين لقاء مع ميركل."
    )
    assert [fact.status for fact in read("", "", content)] == ["planned"]


def test_the_day_of_the_verb() -> None:
    assert told("", "التقى بوتين أمس الأربعاء في باريس نظيره الفرنسي إيمانويل ماكرون.") == [
        ("macron putin", "held", date(2019, 5, 8), "باريس")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt denies Haftar cancelled meeting with Sisi",
        "Egypt denies that Haftar cancelled his meeting with Sisi",
        "Cairo denies cancellation of Haftar-Sisi meeting",
        "Haftar denies meeting with Sisi was cancelled",
        "Haftar has not cancelled meeting with Sisi",
        "القاهرة تنفي إلغاء لقاء السيسي وحفتر",
        "Paris dément l'annulation de la rencontre entre Macron et Merkel",
        "Macron dément avoir annulé sa rencontre avec Merkel",
    ],
)
def test_a_meeting_whose_cancellation_is_denied_stands(text: str) -> None:
    assert statuses(text) == ["planned"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Haftar denies meeting with Sisi", "denied"),
        ("Haftar denies charges, cancels meeting with Sisi", "cancelled"),
        ("Haftar denied the charges and cancelled his meeting with Sisi", "cancelled"),
    ],
)
def test_a_denial_of_something_else_leaves_a_cancellation(text: str, status: str) -> None:
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    "text", ["استقبل السيسي، اليوم الجمعة، حفتر", "السيسي استقبل حفتر في القاهرة اليوم الجمعة"]
)
def test_what_was_done_is_no_plan_even_if_dated_a_day_ahead(text: str) -> None:
    (fact,) = read(text)  # published on a Thursday
    assert (fact.status, fact.date, fact.certainty) == ("held", date(2019, 5, 9), "inferred")


def test_a_weekday_looks_ahead_for_what_is_planned() -> None:
    assert told("Putin will meet Macron in Paris on Monday") == [
        ("macron putin", "planned", date(2019, 5, 13), "Paris")
    ]
    assert told("Le président Macron rencontrera Poutine lundi à Moscou") == [
        ("macron putin", "planned", date(2019, 5, 13), "Moscou")
    ]


def test_a_weekday_looks_back_for_what_was_held() -> None:
    assert told("Putin met Macron in Paris on Monday") == [
        ("macron putin", "held", date(2019, 5, 6), "Paris")
    ]


def test_headline_and_summary_complete_each_other() -> None:
    summary = "يعقد الزعيمان قمتهما في سوتشي يوم 20 مايو المقبل."
    assert told("بوتين يستعد للقاء ميركل", summary) == [
        ("merkel putin", "planned", date(2019, 5, 20), "سوتشي")
    ]


def test_the_day_of_another_clause_is_not_the_meetings() -> None:
    text = "قبل القمة المرتقبة بين بوتين وميركل، انتقدت صحيفة، الأربعاء، السياسة"
    assert told("", text) == [("merkel putin", "planned", None, None)]


def test_news_without_a_date_is_of_the_day() -> None:
    (fact,) = read("Putin meets Macron")
    assert (fact.date, fact.certainty) == (date(2019, 5, 9), "inferred")


def test_without_a_time_of_publication() -> None:
    (fact,) = read("Putin met Macron on Monday", published=None)
    assert (fact.status, fact.date) == ("held", None)


def test_a_visit_tells_the_place() -> None:
    assert told("Macron visits Germany", "Macron met Merkel.") == [("macron merkel", "held", None, "Germany")]


def test_a_visit_leads_to_the_day_and_the_place() -> None:
    text = "Macron will arrive in Berlin on Monday for talks with Merkel"
    assert told(text) == [("macron merkel", "planned", date(2019, 5, 13), "Berlin")]
    assert told("Macron travels to Berlin, where he is to meet Merkel") == [
        ("macron merkel", "planned", None, "Berlin")
    ]
    assert told("Macron will host Merkel during a state visit on June 22") == [
        ("macron merkel", "planned", date(2019, 6, 22), None)
    ]
    assert told("Merkel spoke in a Paris press conference with Macron") == [
        ("macron merkel", "held", None, "Paris")
    ]
    assert told("Merkel met Macron in the French capital, Paris") == [
        ("macron merkel", "held", None, "Paris")
    ]
    assert told("Merkel meets Macron in Russia's Sochi") == [("macron merkel", "held", None, "Sochi")]
    assert told("In Beirut, Macron hails Lebanon", "Macron met Merkel.") == [
        ("macron merkel", "held", None, "Beirut")
    ]
    assert told("Macron presses Merkel on Germany visit") == [("macron merkel", "held", None, "Germany")]


def test_a_deadline_is_no_day_of_a_meeting() -> None:
    assert told("Macron and Merkel resume talks with May 20 deadline near") == [
        ("macron merkel", "held", None, None)
    ]


def test_a_place_that_is_spoken_of_is_none() -> None:
    assert told("Putin and Macron meet to discuss the war in Ukraine") == [
        ("macron putin", "held", None, None)
    ]


def test_the_day_before_yesterday_outweighs_a_conference_that_lapsed() -> None:
    content = (
        "التقى الرئيس عبد الفتاح السيسي امس الاول الأحد في القاهرة، المشير خليفة حفتر قائد القوات.\n"
        "وكان من المؤمل أن يعقد حوار كان خطط ان يكون موعده امس الاول الأحد، في مدينة غدامس."
    )
    facts = read("", "", content, datetime(2019, 4, 16, 6, tzinfo=UTC))
    assert [(fact.people, fact.status, fact.date, fact.place) for fact in facts] == [
        (("haftar", "sisi"), "held", date(2019, 4, 14), "القاهرة")
    ]


def test_a_second_meeting_and_the_first() -> None:
    title = "لقاء ثان بين حفتر والسيسي في القاهرة"
    summary = "لقاء السيسي وحفتر، اليوم الخميس، يأتي بعد زيارة في 16 أبريل (نيسان) الماضي للمشير."
    new, old = sorted(read(title, summary), key=lambda fact: fact.status)
    assert (new.status, new.date, new.place, new.ordinal) == ("held", date(2019, 5, 9), "القاهرة", 2)
    assert (old.status, old.date, old.people) == ("past", date(2019, 4, 16), ("haftar", "sisi"))


def test_others_of_the_same_article() -> None:
    content = (
        "يجري فايز السراج جولة في أوروبا لمواجهة هجوم خليفة حفتر. "
        "واليوم وخلال لقائه وزير الخارجية البريطاني جيريمي هنت، قال الأخير إن لا حل عسكريا.\n"
        "وخلال اجتماع عقده مع السراج انضمت إليه رئيسة الوزراء البريطانية تيريزا ماي، أوضح هنت موقفه."
    )
    facts = read("", "", content)
    assert {(fact.people, fact.status, fact.date) for fact in facts} == {
        (("hunt", "sarraj"), "held", date(2019, 5, 9)),
        (("may", "sarraj"), "held", date(2019, 5, 9)),
    }


def test_quote_runs_from_the_first_to_the_last_word_that_carries_it() -> None:
    title = "موسكو: التقى فلاديمير بوتين أمس إيمانويل ماكرون في القصر"
    (fact,) = read(title)
    assert quoted(title, fact.quote) == "التقى فلاديمير بوتين أمس إيمانويل ماكرون"
    assert [title[span.start : span.end] for span in fact.spans] == [
        "التقى",
        "فلاديمير بوتين",
        "إيمانويل ماكرون",
    ]


def test_time_is_linear_in_the_length_of_a_sentence() -> None:
    sentence = "Putin met Macron and Merkel in Paris and the two leaders said he will meet Erdogan "
    assert read("", "", sentence * 2_000)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("جاء التصريح على بعد أسابيع من قمة ماكرون وبوتين", "planned"),
        ("يبدأ ماكرون زيارة إلى موسكو يلتقي خلالها بوتين", "planned"),
        ("وصل ماكرون إلى موسكو حيث يلتقي بوتين", "planned"),
        ("يصل أردوغان إلى باريس في زيارة رسمية يجري خلالها محادثات مع ماكرون", "planned"),
        ("ماكرون في موسكو.. ولقاء مرتقب مع بوتين", "planned"),
        ("تعمل باريس على إنجاح القمة بين ماكرون وبوتين", "planned"),
        ("نشرت باريس الصور الأولى للقاء السري الذي جمع ماكرون وبوتين", "past"),
        ("قال ماكرون إن عقد قمته مع بوتين لا يزال ممكنا", "possible"),
        ("وأشاد ماكرون وبوتين بالتعاون خلال مؤتمر صحفي جمعهما في موسكو", "held"),
        ("تلقى السيسي اتصالا هاتفيا من ماكرون", "contact"),
    ],
)
def test_trips_and_what_is_revealed_in_arabic(text: str, status: str) -> None:
    assert statuses(text) == [status]


def test_names_and_places_of_a_trip_in_arabic() -> None:
    # a father's name stands for the whole; a guest's pronoun; somebody else is met by both
    assert [
        fact.people
        for fact in read(
            "وصل خالد بن حمد إلى باريس", "ومن المرتقب أن يتباحث بن حمد مع الرئيس إيمانويل ماكرون حول قضايا"
        )
    ] == [("khalid", "macron")]
    assert statuses("يعقد ماكرون قمة مع نظيره الروسي بوتين، الذي كان في استقباله في المطار") == ["held"]
    assert statuses("يعتزم ماكرون وميركل إجراء محادثات مع الرئيس الصيني") == []
    # where somebody goes
    assert (
        told("لقاء مرتقب بين ماكرون وبوتين", "وصل الرئيس الفرنسي إيمانويل ماكرون الخميس إلى الصين")[0][3]
        == "الصين"
    )
    assert told("لقاء مرتقب بين ماكرون وبوتين", "تبدأ الخميس زيارة ماكرون للصين")[0][3] == "الصين"
    assert told("استقبل بوتين ماكرون في مطار القاهرة")[0][3] == "القاهرة"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # what one will do at a meeting; who goes on a trip that is called off; denials of a whole clause
        ("قال ماكرون إنه سيطرح القضية خلال لقائه بوتين", "planned"),
        ("ماكرون: سأغادر اللقاء مع بوتين إذا لم يكن مثمرا", "planned"),
        ("Macron will raise the issue during talks with Putin", "planned"),
        ("ألغى بوتين زيارته إلى أنقرة التي كان سيلتقي خلالها أردوغان", "cancelled"),
        ("أرجأ بوتين زيارة كان من المقرر أن يلتقي خلالها أردوغان", "cancelled"),
        ("تأجل اللقاء الذي كان سيجمع بوتين وأردوغان", "cancelled"),
        ("Putin cancelled a visit to Ankara during which he was to meet Erdogan", "cancelled"),
        ("نفى الكرملين أن يكون بوتين قد التقى ميركل", "denied"),
        ("The Kremlin denied that Putin had met Merkel", "denied"),
        ("لا يخطط بوتين للقاء ميركل", "denied"),
        ("الكرملين لا يستبعد لقاء بين بوتين وميركل", "possible"),
        ("ميركل تلبي دعوة بوتين لزيارة موسكو", "planned"),
        ("باريس تستضيف لقاء بين بوتين وميركل", "planned"),
        ("يأمل ماكرون أن تثمر قمته مع بوتين", "planned"),
        # what is counted back from the meeting; the pluperfect without «قد»
        ("بعد أشهر من لقائه ميركل، بوتين ينتقد برلين", "past"),
        ("كان بوتين التقى ميركل الشهر الماضي", "past"),
        # headlines with dots; more verbs
        ("خلال لقائه مع ميركل.. بوتين يدعو إلى الحوار", "held"),
        ("قبيل لقائه بوتين.. ميركل تدعو إلى الحوار", "planned"),
        ("قابل بوتين ميركل", "held"),
        ("ودع بوتين ميركل في المطار", "held"),
        ("ملتقيا ميركل، شدد بوتين على الحوار", "held"),
        ("استقبل ماكرون من قبل بوتين", "held"),
        ("وقع الاتفاق في حضرة بوتين وماكرون", "held"),
        ("هاتف الرئيس الروسي فلاديمير بوتين نظيره الفرنسي إيمانويل ماكرون", "contact"),
        ("في اتصال مع بوتين.. ماكرون يدعو إلى التهدئة", "contact"),
        ("بوتين وميركل يبحثان العلاقات مع إيران", "held"),
    ],
)
def test_families_of_statements(text: str, status: str) -> None:
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "بوتين وأردوغان يجتمعان مع وزراء الخارجية العرب",
        "بوتين وميركل يبحثان الأزمة السورية مع رئيس الوزراء الإيطالي",
    ],
)
def test_two_who_meet_a_third(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        # an insertion's verb is not that of the sentence
        (
            "Erdogan, who met Putin in Sochi last month, said he would call Merkel",
            {("erdogan putin", "past"), ("erdogan merkel", "contact")},
        ),
        (
            "Macron, who hosted Putin in June, will phone Merkel",
            {("macron putin", "past"), ("macron merkel", "contact")},
        ),
        # a call before a meeting makes it none
        (
            "أردوغان يلتقي ميركل بعد اتصال هاتفي مع بوتين",
            {("erdogan merkel", "held"), ("erdogan putin", "contact")},
        ),
        # questions; negated futures; offers
        ("Will Putin meet Merkel?", {("merkel putin", "possible")}),
        ("هل يلتقي بوتين ميركل؟", {("merkel putin", "possible")}),
        ("Macron ne rencontrera pas Poutine", {("macron putin", "denied")}),
        ("بوتين يدعو إلى عقد قمة مع ميركل", {("merkel putin", "possible")}),
        ("Poutine annule sa visite à Paris où il devait rencontrer Macron", {("macron putin", "cancelled")}),
        ("Poutine sera reçu par Macron", {("macron putin", "planned")}),
        ("باريس تستعد لاستضافة قمة ماكرون وبوتين", {("macron putin", "planned")}),
        # bare labels; a third whom both meet
        ("Watch: Macron–Putin meetings", set()),
        ("يعقد ماكرون وميركل محادثات مع الرئيس الأوكراني", set()),
    ],
)
def test_who_met_whom_how(text: str, claimed: set[tuple[str, str]]) -> None:
    assert {(" ".join(fact.people), fact.status) for fact in read(text)} == claimed


@pytest.mark.parametrize(
    ("text", "status", "day", "place"),
    [
        # in the past tense, a day without a year is the last such day
        ("Putin and Macron shook hands on 30 June", "past", date(2018, 6, 30), None),
        ("وكان بوتين قد التقى ماكرون أمس", "held", date(2019, 5, 8), None),
        ("Les deux hommes, Macron et Poutine, se verront vendredi", "planned", date(2019, 5, 10), None),
        ("يتوجه ماكرون غدا إلى هلسنكي حيث يلتقي بوتين", "planned", date(2019, 5, 10), "هلسنكي"),
        ("وصل ماكرون أمس إلى هلسنكي حيث سيلتقي بوتين", "planned", None, "هلسنكي"),
        ("القمة بين بوتين وماكرون والمقررة في جنيف يوم 12 يونيو", "planned", date(2019, 6, 12), "جنيف"),
        ("جنيف تستضيف القمة بين بوتين وماكرون", "planned", None, "جنيف"),
        ("انطلاق قمة هلسنكي بين بوتين وماكرون", "held", None, "هلسنكي"),
        ('لقاء بوتين وماكرون في قرية السلام الحدودية "لوزان"', "held", None, "لوزان"),
        ("استقبل بوتين ماكرون على أرض مطار القاهرة", "held", None, "القاهرة"),
        # a seat is no city
        ("Macron a reçu Poutine à l'Elysée", "held", None, None),
        ("استقبل ماكرون بوتين في قصر الإليزيه", "held", None, None),
        ("Putin hosted Macron at the Kremlin", "held", None, None),
    ],
)
def test_days_and_places(text: str, status: str, day: date | None, place: str | None) -> None:
    assert [one[1:] for one in told(text)] == [(status, day, place)]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        # the subject is nobody of the config
        ("والتقى تيلرسون في بيروت برئيس الجمهورية فلاديمير بوتين ورئيس الحكومة إيمانويل ماكرون", set()),
        ("التقى تيلرسون الرئيس فلاديمير بوتين والمستشارة أنغيلا ميركل", set()),
        # a commander of the forces, and somebody of his forces
        (
            "نجح المبعوث في عقد لقاء بين الرئيس فايز السراج وقائد القوات خليفة حفتر",
            {("haftar sarraj", "held")},
        ),
        ("لقاء بين فايز السراج وقائد في قوات حفتر", set()),
    ],
)
def test_who_else_is_spoken_of(text: str, met: set[tuple[str, str]]) -> None:
    assert {(" ".join(fact.people), fact.status) for fact in read(text)} == met


def test_a_country_that_somebody_is_loyal_to_is_no_place() -> None:
    assert told("التقى ماكرون رئيس القائمة الموالية لإيران، فلاديمير بوتين")[0][3] is None


def test_a_meeting_does_not_take_the_place_of_another() -> None:
    content = "استقبل السيسي حفتر في القاهرة. وبدأت زيارة حفتر للقاهرة أمس.\nوالتقى السراج الوزير جيريمي هنت."
    assert {(fact.people, fact.place) for fact in read("", "", content)} == {
        (("haftar", "sisi"), "القاهرة"),
        (("hunt", "sarraj"), None),
    }
    others = "التقى السراج هنت.\nوفي القاهرة، استمرت المباحثات بين السيسي وحفتر."
    assert {(fact.people, fact.place) for fact in read("", "", others)} >= {(("hunt", "sarraj"), None)}


@pytest.mark.parametrize(
    ("text", "status", "day", "place"),
    [
        # the day and place of the way there
        ("وصل حفتر اليوم إلى القاهرة للقاء السيسي", "planned", date(2019, 5, 9), "القاهرة"),
        ("يزور ماكرون موسكو غدا للقاء بوتين", "planned", date(2019, 5, 10), "موسكو"),
        ("يتوجه ماكرون غدا إلى موسكو لإجراء محادثات مع بوتين", "planned", date(2019, 5, 10), "موسكو"),
        ("زار ماكرون موسكو حيث التقى بوتين", "held", None, "موسكو"),
        ("وصل ماكرون إلى سوتشي الروسية أمس حيث عقد قمة مع بوتين", "held", date(2019, 5, 8), "سوتشي"),
        # where a report is from, and who hosts
        ("أبوظبي: التقى حفتر والسراج لبحث الأزمة", "held", None, "أبوظبي"),
        ("باريس (رويترز) - التقى حفتر والسراج أمس", "held", date(2019, 5, 8), "باريس"),
        ("موسكو - استقبل الرئيس بوتين نظيره ماكرون أمس", "held", date(2019, 5, 8), "موسكو"),
        ("شهدت القاهرة أمس لقاء بين حفتر والسراج", "held", date(2019, 5, 8), "القاهرة"),
        ("تستضيف روما اجتماعا بين حفتر والسراج", "planned", None, "روما"),
        ("عقد في القاهرة، الخميس، اجتماع بمشاركة حفتر والسراج", "held", date(2019, 5, 9), "القاهرة"),
        ("من المقرر أن تستضيف العاصمة الفرنسية باريس لقاء يجمع بين حفتر والسراج", "planned", None, "باريس"),
        ("السيسي وحفتر يفتتحان مؤتمرا، ووصل حفتر إلى العاصمة المصرية، القاهرة", "held", None, "القاهرة"),
        ("استقبل ماكرون في باريس خليفة حفتر", "held", None, "باريس"),
        ("التقى السيسي حفتر على هامش القمة العربية بالظهران", "held", None, "الظهران"),
        # the verb before both, a meal in somebody's honour, who becomes the first
        ("عقد السيسي ونظيره خليفة حفتر، اليوم الخميس، جلسة مباحثات", "held", date(2019, 5, 9), None),
        ("أقام الرئيس بوتين، أمس، مأدبة غداء، للرئيس ماكرون", "held", date(2019, 5, 8), None),
        ("زار بوتين القصر، وأقامت تيريزا ماي على شرفه مأدبة عشاء", "held", None, None),
        ("أصبح ماكرون، أمس، أول زعيم أجنبي يجتمع مع بوتين", "held", date(2019, 5, 8), None),
        ("عرض ماكرون على نظيره فلاديمير بوتين عقد لقاء في باريس", "possible", None, "باريس"),
        ("أردوغان: سألتقي بوتين في 15 مايو", "planned", date(2019, 5, 15), None),
        # who is visited, whose invitation is accepted, who receives whom
        ("زار ماكرون الرئيس فلاديمير بوتين في مقر إقامته بسوتشي", "held", None, "سوتشي"),
        ("ماكرون يزور بوتين في سوتشي", "held", None, "سوتشي"),
        ("بوتين قبل دعوة من نظيره إيمانويل ماكرون لزيارة باريس", "planned", None, "باريس"),
        ("زار حفتر قيادة القوات المشتركة حيث كان في استقباله فايز السراج", "held", None, None),
        # a day without its month
        ("قمة بين أردوغان وبوتين في 17 الجاري في إسطنبول", "planned", date(2019, 5, 17), "إسطنبول"),
        # wishes, however near
        ("أعرب أردوغان عن رغبته في لقاء بوتين قريبا", "possible", None, None),
        ("أعرب أردوغان عن رغبته في مصافحة بوتين خلال القمة المقبلة", "possible", None, None),
        ("قال أردوغان: قد ألتقي بوتين قريبا", "possible", None, None),
    ],
)
def test_where_and_when_one_goes_in_arabic(
    text: str, status: str, day: date | None, place: str | None
) -> None:
    (fact,) = read("", text)
    assert (fact.status, None if fact.certainty == "inferred" else fact.date, fact.place) == (
        status,
        day,
        place,
    )


@pytest.mark.parametrize(
    "text",
    [
        "قال رئيس المفوضية جان دوبوا إن تصريحات بوتين من الماضي، وذلك خلال لقائه بميركل",
        "قال حفتر إن استقبال السيسي للاعبي المنتخب وسام",
        "اختيار ميركل مستشارة، وقال ماكرون رئيس الحزب الاجتماعي إنه سعيد",
        "وتحدث بوتين عن الأزمة، وأعلن ماكرون خطة",
        "ماكرون يستقبل الفريق وبوتين يهنئه بالكأس",
        "بوتين يلتقي رئيس الوزراء الأرمني في سوتشي، فيما يزور ماكرون برلين",
        "زار ماكرون وميركل واشنطن",
        "زار ماكرون باريس، وبوتين برلين",
    ],
)
def test_one_who_is_met_by_nobody_of_the_config(text: str) -> None:
    assert read("", text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # who does something at a meeting, however far its subject stands before
        ("جاء تصريح بوتين خلال استقباله المستشارة، أنغيلا ميركل، في الكرملين", "held"),
        ("طالب بوتين الشركات بالمزيد، وذلك خلال اجتماعه بمفوض الطاقة، ماكرون", "held"),
        ("وصل إلى موسكو مساء الأربعاء ماكرون والتقى بالرئيس بوتين، ووزير الدفاع", "held"),
        ("قال مسؤول إن ماكرون قام بزيارة إلى موسكو والتقى مع بوتين", "held"),
        ("أكد المؤتمر بين مستشارة ألمانيا، السيدة ميركل، والرئيس الفرنسي، ماكرون، تقاربهما", "none"),
        ("لقاء جمع بين المستشارة، ميركل، ورجل الكرملين القوي، بوتين", "held"),
        ("حل بوتين ضيفا على ماكرون في قصره", "held"),
        ("أهدى بوتين ماكرون لوحة، وذلك خلال زيارته إلى باريس", "held"),
        ("أكد بوتين أمس، في مقر إقامته في باريس، لقاءه مع ماكرون", "held"),
        # of what has been more than once
        ("التقى بوتين ماكرون ثلاث مرات في سوتشي", "past"),
        ("وقد التقى الرئيسان بوتين وماكرون للمرة الأخيرة في سوتشي", "past"),
        ("كان ماكرون قد التقى قبل أشهر بوتين في المطار", "past"),
        ("وكان ماكرون أبلغ الرئيس بوتين خلال زيارة لموسكو بموقفه", "past"),
        # what is to come, in a verb that no list has; resolve
        ("قال الكرملين إن القمة بين بوتين وماكرون، ستمتد يومين", "planned"),
        ("أكد الكرملين أن القمة بين بوتين وماكرون قائمة", "planned"),
        ("جدد ماكرون التزامه بلقاء بوتين", "planned"),
        ("يجري ماكرون محادثات مع وزير الخارجية قبل أن يلتقي بوتين", "planned"),
        # invitations
        ("يلبي ماكرون دعوة بوتين لزيارة موسكو", "planned"),
        ("رفض أردوغان دعوة بوتين لزيارة موسكو", "cancelled"),
        # calls
        ("اتصل أردوغان ببوتين، كما ناقش الرئيسان التجارة", "contact"),
        ("قال ماكرون خلال اتصال هاتفي تلقاه من نظيره الروسي بوتين إن الاتفاق باق", "contact"),
    ],
)
def test_whose_meeting_it_is_in_arabic(text: str, status: str) -> None:
    assert statuses("", text) == ([status] if status != "none" else [])


def test_an_arabic_verb_without_a_subject_goes_on_about_the_last_one() -> None:
    assert statuses("", "شكر بوتين ألمانيا على موقفها.وأثنى في اتصال هاتفي مع ميركل على دورها") == ["contact"]
    assert statuses("", "قال بوتين إنه سيوفد مبعوثا. وتحدث عبر الهاتف مع ميركل") == ["contact"]


@pytest.mark.parametrize(
    "text",
    [
        "والتقى الوزير الفرنسي الاثنين نظيره ماكرون والرئيس بوتين",
        "كان الوزير لودريان في استقبال الرئيس بوتين والمستشارة أنغيلا ميركل",
        "تتزامن زيارة بوتين مع اجتماع الأربعاء، بين الوزيرة ميركل، ومسؤول كوري كبير في نيويورك",
        "افتتحت ميركل قمة بين دول الاتحاد طغت عليها تبعات قرارات بوتين",
        "إن رد ماكرون على بوتين ولدى استقباله جان دوبوا في باريس أثبت مكانته",
        "هاجم أردوغان ماكرون معتبرا أنه يشجع هؤلاء باستضافتهم في قصره",
        "لكن الرئيسين بوتين وماكرون لم يفصحا عن معالم ونطاق المفاوضات",
        "اتفق بوتين وماكرون على التجارة، ويقول كلا الجانبين إنها مهمة",
        "ميركل تلتقي رئيس الوزراء الإيطالي وتنتقد بوتين",
        "بوتين يلتقي مديري الشركات وماكرون يزور المصانع",
        'اتهم بوتين في لقاء مع "العربية"، الأربعاء، الرئيس الفرنسي ماكرون بالكذب',
        "استقبل ماكرون مدير المخابرات جان دوبوا الذي يلقب بظل الرئيس بوتين",
    ],
)
def test_two_of_whom_another_is_told_in_arabic(text: str) -> None:
    assert read("", text) == []


def test_a_city_tells_more_than_its_country() -> None:
    (fact,) = read("بوتين يغادر إلى فرنسا للقاء ماكرون", "يصل بوتين، الاثنين، إلى العاصمة الفرنسية باريس")
    assert fact.place == "باريس"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Macron is the most senior Western leader to visit Moscow and meet Putin in years", "held"),
        ("Merkel is the latest leader to meet Putin since the vote", "held"),
        ("Putin and Macron met behind closed doors in Sochi", "held"),
        ("Sanctions expected to top Macron, Russian President Putin meeting", "planned"),
        ("Traders await a resumption of talks between President Macron and Chancellor Merkel", "planned"),
        ("Macron-Putin summit to go ahead as planned, says Kremlin", "planned"),
        ("Kremlin: no objection to Putin-Macron meeting", "possible"),
        ("Macron turns down Putin's invitation to visit Moscow", "cancelled"),
        ("Merkel declined an invitation from Putin to attend talks in Moscow", "cancelled"),
        ("Macron has met Putin several times", "past"),
        ("Macron says Putin threatened him during a phone call", "contact"),
        # Arabic: sites, offices, more than two, a slip of the pen
        ("استقبل بوتين في الكرملين المستشارة الألمانية أنغيلا ميركل", "held"),
        ("التقى الرئيس الروسي بنظيره الفرنسي ماكرون. وقال بوتين إن الأمور بخير", "held"),
        ("ألتقى الرئيس ماكرون الخميس بالمستشارة أنغيلا ميركل في برلين", "held"),
        ("نشرت الرئاسة صورا للاجتماع بين بوتين وميركل", "held"),
        ("جاء تصريح ماكرون في المؤتمر الصحفي مع ميركل", "held"),
        ("بوتين في ضيافة ماكرون", "held"),
        ("يزور ماكرون ألمانيا الخميس للتباحث مع المستشارة أنغيلا ميركل", "planned"),
    ],
)
def test_more_families_of_statements(text: str, status: str) -> None:
    assert statuses("", text) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Macron and Putin have been meeting well-wishers",
        "Macron and Putin meet voters",
        "Macron spoke to the parents of a student whom Putin had praised",
        "Macron hosts Ukraine's president as Putin threatens new strikes",
        "Macron rejects Putin's offer of cheap gas",
        "Macron met Italian Prime Minister Giuseppe Conte to discuss Putin",
        "The home, one of the oldest in town, was visited by Presidents Putin and Macron",
        "Putin and Macron have both accepted invitations to the gala",
        "Macron challenges an aide's account of the meeting, saying they were not told about Putin",
        "Tactics honed under Putin will be on display in talks to free Merkel",
        "A reporter talks with Angela Merkel, a critic of former President Vladimir Putin, about gas",
        "السيسي يستقبل رئيس البرلمان الليبي بعد يوم من زيارة حفتر",
        "أجرت جاسيندا اتصالات هاتفية مع الرئيس ماكرون، والمستشارة أنغيلا ميركل",
        "استقبل بوتين رئيس مجلس النواب وانتقد ميركل",
    ],
)
def test_two_of_whom_another_is_told(text: str) -> None:
    assert read("", text) == []


def test_three_whose_meeting_it_is_in_arabic() -> None:
    (fact,) = read("اختتم بوتين وأردوغان وماكرون قمتهم الثلاثية في أنقرة")
    assert fact.people == ("erdogan", "macron", "putin")


def test_a_visit_told_elsewhere_makes_what_is_said_there_a_meeting() -> None:
    title = "Merkel visits Russia seeking a way out"
    assert statuses(title, "Merkel urged Russian President Vladimir Putin to take part") == ["held"]
    assert statuses(title, "Merkel urged French President Emmanuel Macron to take part") == []


def test_a_headline_of_the_same_weekday() -> None:
    assert statuses("Merkel meets Putin in Moscow on Thursday") == ["held"]
    assert statuses("Merkel meets Putin in Moscow on Friday") == ["planned"]


def test_a_place_of_an_event_and_one_of_what_is_to_follow() -> None:
    (fact,) = read("", "التقى ماكرون بوتين على هامش مؤتمر الكويت")
    assert fact.place == "الكويت"
    (fact,) = read("", "التقى ماكرون بوتين الأربعاء في إيطاليا تمهيدا للقمة في سوتشي")
    assert fact.place == "إيطاليا"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("قال ماكرون، وإلى جانبه بوتين، إن الاتفاق قائم", "held"),
        ("حضر بوتين عرضا موسيقيا مع مضيفه الرئيس ماكرون", "held"),
        ("كيف استقبل أردوغان بوتين قبيل محادثات سوريا؟", "held"),
        ("أكد المتحدث أن الرئيس بوتين، قبل دعوة من الرئيس الفرنسي، ماكرون، لزيارة باريس", "planned"),
        ("يذكر أن بوتين وماكرون عقدا قمة في سوتشي", "past"),
        ("وفي كانون الثاني/يناير رفعت الدعوى في أعقاب اجتماع بين بوتين وماكرون", "past"),
    ],
)
def test_what_stands_around_a_meeting_in_arabic(text: str, status: str) -> None:
    assert statuses("", text) == [status]


def test_a_pronoun_of_the_whole_sentence_in_arabic() -> None:
    said = (
        "أعلن بوتين سروره لطرح نظيره ماكرون اسمه لجائزة، مشيرا إلى أن موعد القمة بينه وبين ميركل سيعلن قريبا"
    )
    assert told("", said) == [("merkel putin", "planned", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "ومن بين المشاركين في القمة الرئيس بوتين والرئيس ماكرون والمستشارة أنغيلا ميركل",
        "بسبب زيارة الرئيس الإيطالي لأنقرة للقاء نظيره أردوغان والرئيس بوتين",
    ],
)
def test_a_crowd_and_one_without_a_name_in_arabic(text: str) -> None:
    assert read("", text) == []


def test_a_chronicle_tells_in_the_present() -> None:
    assert statuses("", "31 مارس: بوتين يستقبل المستشارة أنغيلا ميركل في موسكو") == ["past"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("قال ماكرون إنه يفكر في قبول دعوة بوتين لزيارة موسكو", "possible"),
        ("تلقى بوتين رسالة شفهية من المستشارة أنغيلا ميركل", "contact"),
        ("اجتمع بوتين مع ماكرون الأربعاء في ضواحي موسكو", "held"),
    ],
)
def test_answers_and_letters_in_arabic(text: str, status: str) -> None:
    (fact,) = read("", text)
    assert fact.status == status
    assert fact.place == ("موسكو" if status != "contact" else None)


@pytest.mark.parametrize(
    "text",
    [
        "دعا بوتين مجلس الأمن للاجتماع من أجل الرد على قرارات الرئيس ماكرون",
        "زار القصر ليلتقي بصهر ماكرون، كبير مستشاري الشؤون الاستراتيجية السابق للرئيس بوتين",
    ],
)
def test_who_is_not_asked_and_who_is_not_met_in_arabic(text: str) -> None:
    assert read("", text) == []
