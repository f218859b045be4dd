"""Messages as the rest of Rasid words them, in its own words, for golden files and round trips."""

from bot.model import Message, Run

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"

ALERT_AR = Message(
    "ar",
    (
        (
            Run("لقاء جديد بين "),
            Run("حفتر", bold=True),
            Run(" و"),
            Run("السيسي", bold=True),
            Run(" في القاهرة"),
        ),
        (),
        (
            Run("قال المتحدث إن "),
            Run("المشير خليفة حفتر", bold=True),
            Run(f" وصل صباح اليوم على متن طائرة {FSI}F-16 & Co. <Ltd>{PDI} وغادر مساء."),
        ),
        (),
        (
            Run(f"{FSI}الجريدة «اليومية»{PDI} · {FSI}9 مايو 2019، 14:30{PDI} · "),
            Run("الخبر", link="https://news.example/ar/%D8%AE?id=1&from=rss"),
        ),
        (Run(f"{RLM}{FSI}Haftar–Sisi meetings{PDI}"),),
    ),
)

ALERT_EN = Message(
    "en",
    (
        (
            Run("Haftar", bold=True),
            Run(" meets "),
            Run("Sisi", bold=True),
            Run(' in Cairo & stays for "talks"'),
        ),
        (),
        (
            Run(f"{FSI}الجريدة{PDI} · 9 May 2019, 14:30 · "),
            Run("story", bold=True, link="http://n.example/a'b"),
        ),
    ),
)

REPLY_FR = Message(
    "fr",
    (
        (Run("Ce canal n’est pas autorisé. À mettre dans la configuration :"),),
        (Run("telegram:-1001<5>", code=True),),
    ),
)

# What an outlet, or somebody who took it over, may put into a title.
HOSTILE = Message(
    "en",
    (
        (Run('<a href="//evil.example">free</a> </b></pre><script>alert(1)</script> &lt; &nbsp; &#x41;'),),
        (Run("@rasid_news @admin_of_group a@b.example /start@other_bot #tag", bold=True),),
        (
            Run("user", link="tg://user?id=1001"),
            Run(" script", link="javascript:alert(1)"),
            Run(" quote", link='https://news.example/"><b>x</b>'),
            Run(" blank", link="https://news.example/a b"),
            Run(" broken", link="https://[::1"),
        ),
        (Run("<code>", code=True, bold=True, link="https://news.example/"),),
    ),
)

ALL = {"alert_ar": ALERT_AR, "alert_en": ALERT_EN, "reply_fr": REPLY_FR, "hostile": HOSTILE}
