### What Rasid says in English. The three files hold the same texts with the same arguments.

## Furniture

# Babel date pattern, https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
time-pattern = EEE d MMM y, HH:mm
# Something to copy. The empty string makes Fluent isolate it although it stands alone.
code = { "" }{ $code }
clause-separator = { "; " }
list-separator = { ", " }

## Alerts

alert-source = { $outlet } · { $time }
alert-source-undated = { $outlet } · seen { $time }
alert-link = Read the article
# What was told of the story since this message was sent
alert-now = Now · { $what }
# Which outlets report the story beside the one above, and how many with it: two at least
alert-outlets = Also in: { $names } ({ $count } outlets)
# Of those beside it $more are not named
alert-outlets-more = { $more ->
        [one] Also in: { $names } and one more ({ $count } outlets)
       *[other] Also in: { $names } and { $more } more ({ $count } outlets)
    }
alert-watches = { $count ->
        [one] Watch: { $names }
       *[other] Watches: { $names }
    }
alert-watches-more = { $count ->
        [one] Watches: { $names } and one more
       *[other] Watches: { $names } and { $count } more
    }
alert-late = Late: Rasid decided to tell this on { $time }, and could not before now.
alert-repeated = This may be a second copy: the connection broke while the first was sent.
alert-untitled = Untitled
alert-unconfirmed = { $count ->
        [one] One source only, unconfirmed
       *[other] { $count } sources only, unconfirmed
    }

## Digests: alerts told together

digest = { $count ->
        [one] Digest: one alert
       *[other] Digest: { $count } alerts
    }
# A channel did not ask for it, but had fallen behind
digest-folded = { $count ->
        [one] Much came at once: one alert
       *[other] Much came at once: { $count } alerts together
    }
digest-part = { $what } (part { $part } of { $parts })
digest-watches = ■ { $names }
digest-late = Late: this was due on { $time }, and could not be sent before now.

## What an alert tells, from the facts

figure-killed = { $count ->
        [one] one person killed
       *[other] { $number } killed
    }
    .some = people killed
    .label = Killed
    .vague = { $scale } killed
figure-wounded = { $count ->
        [one] one person wounded
       *[other] { $number } wounded
    }
    .some = people wounded
    .label = Wounded
    .vague = { $scale } wounded
figure-missing = { $count ->
        [one] one person missing
       *[other] { $number } missing
    }
    .some = people missing
    .label = Missing
    .vague = { $scale } missing
figure-detained = { $count ->
        [one] one person detained
       *[other] { $number } detained
    }
    .some = people detained
    .label = Detained
    .vague = { $scale } detained
figure-displaced = { $count ->
        [one] one person displaced
       *[other] { $number } displaced
    }
    .some = people displaced
    .label = Displaced
    .vague = { $scale } displaced
figure-abducted = { $count ->
        [one] one person abducted
       *[other] { $number } abducted
    }
    .some = people abducted
    .label = Abducted
    .vague = { $scale } abducted
figure-sick = { $count ->
        [one] one person sick
       *[other] { $number } sick
    }
    .some = people sick
    .label = Sick
    .vague = { $scale } sick
figure-casualties = { $count ->
        [one] one person killed or wounded
       *[other] { $number } killed or wounded
    }
    .some = people killed or wounded
    .label = Killed or wounded
    .vague = { $scale } killed or wounded
scale-10 = dozens
scale-100 = hundreds
scale-1000 = thousands
scale-10000 = tens of thousands
scale-100000 = hundreds of thousands
scale-1000000 = millions
bound-exact = { "" }{ $what }
bound-at_least = at least { $what }
bound-at_most = at most { $what }
bound-about = about { $what }
bound-range = between { $low } and { $what }
change = { $label }: { $before } → { $after } ({ $difference })
change-lowered = { $label }, revised down: { $before } → { $after } ({ $difference })
fact-source = { $what }, { $source }
meeting-held = { $people } met
meeting-planned = { $people } are to meet
meeting-cancelled = Meeting cancelled: { $people }
meeting-denied = Meeting denied: { $people }
meeting-possible = { $people } may meet
meeting-past = { $people } met some time ago
meeting-contact = { $people } were in touch
meeting-moved = Meeting postponed: { $people }, { $before } → { $after }
meeting-advanced = Meeting brought forward: { $people }, { $before } → { $after }
meeting-postponed = Meeting postponed: { $people }
meeting-placed = { $what } in { $place }
meeting-dated = { $what }, { $day }
meeting-planned-for = { $what }, planned for { $day }
meeting-number = meeting number { $number }
    .n1 = first meeting
    .n2 = second meeting
    .n3 = third meeting
    .n4 = fourth meeting
    .n5 = fifth meeting
    .n6 = sixth meeting
    .n7 = seventh meeting
    .n8 = eighth meeting
    .n9 = ninth meeting
    .n10 = tenth meeting
meeting-counted = { $count ->
        [one] { $what }; { $number } in one day
       *[other] { $what }; { $number } in { $count } days
    }
meeting-number-by = By the outlet’s count: { $number }
meeting-before = The one before:
meeting-days = Dates differ:
day-by = { $day }, according to
figures-others = Other figures:
told-before = Before:
reported-by = { $what }:
outlet-time = { $outlet }, { $time }
day-pattern = EEE d MMM y

## Why an alert was sent, or was not

reason-silent = older than what the first poll of its feed looks back on
reason-told = told already, from { $outlet }
reason-aside = mentioned in passing, and nothing new beside what was told
reason-few = fewer than the { $number } that the watch wants
reason-first = a new story
reason-late = it matches now, and did not when it was first read
reason-alone = waits for another publisher until { $time }
reason-unconfirmed = no other publisher says so
reason-changed = something new in the story
reason-small = too small a change for the watch
reason-cooldown = waits for the end of the cooldown, { $time }
reason-doubt = so many more that another publisher should say so, which is awaited until { $time }
reason-doubtful = so many more than before that another publisher should say so
reason-waiting = waits already, until { $time }
reason-same = as { $outlet } said before
reason-less = no more than the { $before } told before
reason-step = this was told already
reason-day = this was told already, with another day: { $before } in { $outlet }
reason-words = { "" }{ $words }
reason-of = { $why } — { $what }

## Charts

chart-reports = { $reports } from { $outlets }, { $days }
    .reports = { $count ->
        [one] one report
       *[other] { $count } reports
    }
    .outlets = { $count ->
        [one] one outlet
       *[other] { $count } outlets
    }
    .days = { $first } – { $last }
chart-others = Other outlets
chart-rough = Hollow mark: not an exact number
chart-empty = No report of this story has given a number yet.
chart-latest = { $label }: { $number }
    .spread = { $label }: { $number } (reported: { $range })
    .corrected = { $number } (corrected)
    .doubted = { $number } (unconfirmed)
chart-failed = The picture could not be sent here:
chart-nobody-counts = No watch of the bot’s config looks for casualties, so there are no figures to draw.
chart-not-counting = No figures are counted for { $names }.
chart-counting = Watches with figures: { $names }.

## What is known of a story, and why something was told

story-title = Story { $code }
    .number = { "" }{ $code }
story-at = { $since }
story-span = { $since } – { $until }
story-outlets = { $count ->
        [one] One outlet: { $names }
       *[other] { $count } outlets: { $names }
    }
story-figures = Figures
story-meetings = Meetings
story-told = Told
story-item = • { $what }
story-source-undated = { "" }{ $outlet }
story-link = article
story-also = Also in { $names }
story-step = • { $time } — { $what }
story-untold = No alert was sent of it. To see why:
and-more = { $count ->
        [one] …and one more
       *[other] …and { $count } more
    }
kind-new = new
kind-update = update
kind-correction = correction
timeline-before = { $count ->
        [one] Before it, one report that was not told: { $names }
       *[other] Before it, { $count } reports that were not told: { $names }
    }
timeline-folded = { $count ->
        [one] + one report with nothing new: { $names }
       *[other] + { $count } reports with nothing new: { $names }
    }
timeline-skipped = { $count ->
        [one] …one more step…
       *[other] …{ $count } more steps…
    }
why-told = ✓ { $watch } — told { $time }: { $reason }
why-untold = ✗ { $watch } — not told: { $reason }
why-unfollowed = { $count ->
        [one] This chat does not follow that watch: { $names }
       *[other] This chat does not follow these watches: { $names }
    }
why-unmatched = Read, and no watch matched it.
why-forgotten = Read in { $outlet }, { $time }. What it said and what was decided on it is no longer kept.
why-unseen = Rasid has not seen { $link } in any of its feeds.
why-unseen-hint = A feed may show the same article with another link.
why-front = { $link } is a front page, or does not lead to an article. Send the link of one article.
why-what = “{ $words }” is neither a link nor the number of a story.
story-none = There is no story { $number }. /latest shows the newest ones, each with its number.
story-none-yet = No story has been told yet.
story-none-of = No story of { $watch } has been told yet.

## Commands, as menus and /help show them

command-start = What this bot does
command-help = All commands
command-subscribe = Follow watches, or all of them if none is named
    .usage = [watch …]
command-unsubscribe = Stop following watches, or all of them if none is named
    .usage = [watch …]
command-mute = Hold alerts back for a time, of all watches or of some
    .usage = 2h | until 08:00 [watch …] | #12
command-unmute = Let alerts through again
    .usage = [watch …] | #12
command-quiet = Hold alerts back at some hours of every day
    .usage = 23:00-07:00 [new | number] | off
command-digest = Get alerts together at set times, instead of one by one
    .usage = 08:00 [daily | weekdays | hourly] [watch …] | off [watch …]
command-latest = The newest alerts, 10 at most
    .usage = [watch] [number]
command-search = Find what the feeds said, the newest first
    .usage = words "a phrase" -without
command-timeline = What was told of a story, step by step
    .usage = [watch or story number]
command-story = All that is known of a story: outlets, figures, quotes
    .usage = [story number or watch]
command-chart = How the figures of a story went, as a picture
    .usage = [watch or story number]
command-why = Why something was told, or was not
    .usage = link or story number
command-watches = All watches, and which of them this chat follows
command-status = How the feeds are doing
command-stats = What happened lately: alerts, articles, messages
command-health = How the bot itself is doing, for its operator
command-language = The language of this chat
    .usage = ar|en|fr

## Replies

start = Rasid reads the news as it comes out and alerts this chat when a watch that it follows finds something.
help = What you can ask:
help-item = { $command } — { $purpose }
see-help = /help lists the commands.
unknown-command = There is no such command. /help lists them all.
too-many-commands = That is more than I answer at a time. Try again in a minute.
usage = Write it like this:
failed = Something went wrong, and it is not your fault. Please try again in a while; the bot’s log has the details.

following-nothing = This chat does not follow any watch yet. /watches lists them, /subscribe follows them all.
following-all = This chat follows every watch.
following = { $count ->
        [one] This chat follows one watch: { $names }.
       *[other] This chat follows { $count } watches: { $names }.
    }
following-asleep = Not in the bot’s config at present, and silent: { $names }.

subscribed = This chat now follows: { $names }.
subscribed-all = This chat now follows every watch, also those added later.
subscribed-already = This chat already follows: { $names }.
subscribed-all-already = This chat already follows every watch.
unsubscribed = This chat no longer follows: { $names }.
unsubscribed-all = This chat no longer follows any watch.
unsubscribed-but-fixed = This chat now follows only what is set in the bot’s config, which is the only place to change it: { $names }.
not-followed = This chat does not follow: { $names }.
not-following = This chat does not follow any watch. /watches lists them, /subscribe follows them.
no-exceptions = This chat follows every watch; a single one cannot be left out. Send /unsubscribe, then /subscribe with the watches you want.
fixed = Set in the bot’s config, which is the only place to change it: { $names }.
fixed-all = That this chat follows every watch is set in the bot’s config, which is the only place to change it.

watches = { $count ->
        [one] There is one watch. A ✓ means that this chat follows it.
       *[other] There are { $count } watches. A ✓ marks those this chat follows.
    }
watches-none = The bot’s config has no watch yet.
watches-followed = ✓ { $name } — { $title }
watches-other = • { $name } — { $title }
watches-more = { $count ->
        [one] …and one more.
       *[other] …and { $count } more.
    }
watch-unknown = There is no watch named { $name }.
did-you-mean = Did you mean { $names }?
watch-names = The watches: { $names }.

muted-all = Muted until { $time }: all alerts.
muted = Muted until { $time }: { $names }.
mute-means = What is muted is not sent later: when the mute is over, this chat is told how many alerts were held back, and /latest shows them. /unmute ends it before.
mute-held = { $count ->
        [0] No alert was held back.
        [one] One alert was held back; /latest shows it.
       *[other] { $count } alerts were held back; /latest shows the newest.
    }
muted-stories = { $count ->
        [one] Muted: the story { $names }.
       *[other] Muted: the stories { $names }.
    }
mute-story-means = What comes of a muted story is counted and not sent, /story shows it. To end that: { $command }
mute-story-alone = A story is muted without “{ $words }”: until you unmute it. Write nothing but its number:
mute-none = Nothing is muted here.
mute-time = “{ $words }” does not say for how long: write a length like 30m, 2h or 3d, or a time like “until 08:00”.
mute-limits = A mute lasts from one minute to { $days } days, and a time of day is from 00:00 to 23:59.
unmuted = No longer muted: { $names }.
unmuted-all = Nothing is muted here any more.
unmute-not = No mute of its own: { $names }. /mute says what is muted.
unmute-all-only = All alerts are muted here, and no single watch can be let through. /unmute ends that.

quiet = Quiet every day from { $begins } to { $ends } ({ $zone }).
quiet-nothing = No alert breaks through.
quiet-new = New stories break through.
quiet-number = Figures of { $number } or more break through.
quiet-means = What comes in these hours is not sent later: when they are over, this chat is told how many alerts were held back, and /latest shows them. “/quiet off” ends it.
quiet-none = There are no quiet hours here.
quiet-ended = There are no quiet hours here any more.
quiet-hours = “{ $words }” does not say which hours: write when they begin and end, like 23:00-07:00. They cannot be the whole day.
quiet-through = “{ $words }” is nothing that can break through: write “new” for new stories, or a number for figures as high, or nothing.

digest-all = All alerts come together { $when }.
digest-of = Come together { $when }: { $names }.
schedule-daily = every day at { $at } ({ $zone })
schedule-weekdays = on working days at { $at } ({ $zone })
schedule-hourly = every hour at minute { $at } ({ $zone })
digest-next = The next digest is due on { $time }; without any alert there is none.
digest-means = An alert that is also for a watch without a digest comes at once. “/digest off” ends it, and sends what waits.
digest-waiting = { $count ->
        [0] No alert is waiting for it.
        [one] One alert is waiting for it.
       *[other] { $count } alerts are waiting for it.
    }
digest-none = Alerts come one by one here.
digest-ended-all = Alerts come one by one again.
digest-ended = Come one by one again: { $names }.
digest-last = { $count ->
        [0] None was waiting.
        [one] The one that was waiting comes now.
       *[other] The { $count } that were waiting come now, in a last digest.
    }
digest-not = Have no digest of their own here: { $names }.
digest-all-only = All alerts come together here, and no single watch can be left out. “/digest off” ends that; then set it for the watches you want.
digest-when = “{ $words }” does not say when: write a time of day like 08:00, or “hourly”; behind it the watches that you mean, or none for all.
digest-time = A time of day is from 00:00 to 23:59.

latest-none = No alerts yet.
latest-none-of = No alerts from { $watch } yet.
latest-number = Write a number from 1 to { $most } instead of “{ $words }”.
latest-most = No more than { $most } at a time.

search-found = Found for “{ $words }”, the newest first:
search-more = There are more than these { $count }. A further word leaves fewer, and one behind a minus leaves out what has it.
search-none = Nothing that Rasid keeps says “{ $words }”.
search-none-hint = All the words must stand in one article: try fewer of them, or others.
search-nothing = Type at least one word with letters or digits.
search-only-without = Type also a word to look for, one without a minus.
search-long = Type { $most } words at most.

status-feeds = { $count ->
        [0] Rasid reads no feed.
        [one] Rasid reads one feed.
       *[other] Rasid reads { $count } feeds.
    }
status-failing = { $count ->
        [one] One feed cannot be read: { $names }.
       *[other] { $count } feeds cannot be read: { $names }.
    }
status-polled = Last read: { $time }.
status-unpolled = Nothing has been read yet.
status-waiting = { $count ->
        [0] Nothing is waiting to be sent here.
        [one] One message is waiting to be sent here.
       *[other] { $count } messages are waiting to be sent here.
    }
status-held = Messages to this chat are on hold, since one was refused. Allow the bot to write here, or remove it and add it again.

stats-here = Alerts in this chat
stats-watch = • { $watch }: { $day } in 24 hours, { $week } in 7 days
stats-quiet = None in the last 7 days.
stats-dead-here = { $count ->
        [one] One message to this chat could not be delivered.
       *[other] { $count } messages to this chat could not be delivered.
    }
stats-bot = The whole bot
stats-entries = Articles read: { $day } in 24 hours, { $week } in 7 days
stats-outlets = The most in 7 days: { $names }
stats-alerts = Alerts: { $day } in 24 hours, { $week } in 7 days
stats-waiting = { $count ->
        [0] No message is waiting to be sent.
        [one] One message is waiting to be sent.
       *[other] { $count } messages are waiting to be sent.
    }
stats-dead = { $count ->
        [one] One message was given up. The bot’s operator sees it by “rasid outbox”.
       *[other] { $count } messages were given up. The bot’s operator sees them by “rasid outbox”.
    }

health = Rasid { $version }, running since { $time }
health-up = { $platform }: connected
health-down = { $platform }: cannot be reached; still trying
health-refused = { $platform }: refuses the bot; tried again every few minutes
health-gone = { $count ->
        [one] One feed is gone for good: { $names }.
       *[other] { $count } feeds are gone for good: { $names }.
    }
health-silent = { $count ->
        [one] One feed has had nothing new for unusually long: { $names }.
       *[other] { $count } feeds have had nothing new for unusually long: { $names }.
    }
health-late = { $count ->
        [0] Feeds are polled on time.
        [one] The last poll came a second late.
       *[other] The last poll came { $count } seconds late.
    }
health-late-minutes = The last poll came { $count } minutes late.
health-oldest = The oldest has waited since { $time }.
health-uncertain = { $count ->
        [one] One of those that wait or were given up may have arrived.
       *[other] { $count } of those that wait or were given up may have arrived.
    }
health-held = { $count ->
        [one] One channel cannot be written to; its messages wait.
       *[other] { $count } channels cannot be written to; their messages wait.
    }
health-size = Database: { $size } MB
health-elsewhere = How the bot is doing is told in its operator’s channel, and to admins in a private chat with it.

language-is = The language of this chat is English.
language-set = The language of this chat is now English.
language-unknown = “{ $words }” is not one of the bot’s languages. Send /language ar for Arabic, /language en for English or /language fr for French.

## The bot’s own page, where a platform has one

home = Rasid reads the news as it comes out and alerts a channel when a watch that it follows finds something.
home-closed = Only administrators may change anything here. To make you one, the bot’s operator adds this to “admins” under [access] in its config:
home-empty = No channel follows a watch yet. Choose a channel below, and then what it shall follow.
home-empty-reader = None of the channels that you are in follows a watch yet. An administrator can change that here, or by /subscribe in the channel.
home-nothing = This channel does not follow any watch yet. Choose some below.
home-invite = Rasid is not in this channel yet, and can send no alerts there. Type “/invite @Rasid” in the channel.
home-direct = Your direct messages with Rasid
home-alerts = Latest alerts
home-all = All watches, also those added later
home-add = Find a channel, or add one
    .hint = Choose a channel
home-follow = Watches followed
    .hint = Choose watches
home-language = Language of the channel
home-more = { $count ->
        [one] …and one more channel: choose it above to see it.
       *[other] …and { $count } more channels: choose one above to see it.
    }
home-watches = { $count ->
        [one] One more watch does not fit in the list; /subscribe in the channel follows it.
       *[other] { $count } more watches do not fit in the list; /subscribe in the channel follows them.
    }

## Buttons below an alert, and what is said to who presses them, in 200 characters

# Babel date pattern: within a day, and as short as can be
button-time-pattern = EEE HH:mm
button-why = Why?
button-sources = Sources
button-mute-story = Mute this story
button-unmute-story = Unmute this story
button-mute-watches = { $count ->
        [one] Mute this watch 24 h
       *[other] Mute these { $count } watches 24 h
    }
button-unmute-watches = Muted until { $time } – unmute
press-unknown = Rasid does not know this message any more. /latest shows the newest alerts.
press-forgotten = What was decided on this is no longer kept.
press-answered = This was answered here a moment ago.
press-refused = Only administrators may change what comes here. To make you one, the bot’s operator adds this to “admins” in its config: { $id }
press-closed = This chat is not let in by the bot’s operator. /start says how it can be.

## Refusals

closed-chat = Hello! This bot serves only the chats its operator has let in. To let this one in, add this to “chats” under [access] in its config:
closed-settings = Only administrators may change the settings of this chat. To make you one, the bot’s operator adds this to “admins” under [access] in its config:
closed-settings-channel = The settings of this channel can be changed here once the bot’s operator adds this to “chats” under [access] in its config:

## Notices to the operator

notice-feed-failing = Feed { $feed } has been unreadable for a while. It will be tried again from time to time.
    { $error }
notice-feed-gone = The publisher of { $feed } says that this feed is gone for good. It is no longer polled: change its “url” in the bot’s config, or take the feed out.
notice-feed-silent = Feed { $feed } answers, but has had nothing new for an unusually long time.
notice-feed-recovered = Feed { $feed } is back to normal.
notice-config-bad = { $count ->
        [one] The edited config has one mistake, and the previous one stays in force:
       *[other] The edited config has { $count } mistakes, and the previous one stays in force:
    }
    { $mistakes }
notice-config-loaded = The edited config is now in force.
notice-platform-refuses = { $platform } refuses Rasid. Messages there wait, and it is tried again every few minutes; if the token was replaced, start Rasid again.
    { $error }
notice-platform-silent = { $platform } has not answered for a quarter of an hour. Messages there wait, and go out when it does.
    { $error }
notice-platform-recovered = { $platform } takes messages again.
notice-config-restart = The edited config is in force, but these parts of it only when Rasid is started again: { $parts }
notice-channel-recovered = Messages to { $channel } go out again.
notice-channel-suspended = Messages to { $channel } are refused. They will wait until it can be written to again.
    { $error }
notice-topic-gone = The topic of { $channel } was deleted. What was meant for it goes to the chat itself from now on.
    { $error }
notice-mute-over = { $count ->
        [one] The mute is over. One alert was held back; /latest shows it.
       *[other] The mute is over. { $count } alerts were held back; /latest shows the newest.
    }
notice-mute-over-watch = { $count ->
        [one] The mute of { $watch } is over. One alert was held back; /latest shows it.
       *[other] The mute of { $watch } is over. { $count } alerts were held back; /latest shows the newest.
    }
notice-quiet-over = { $count ->
        [one] The quiet hours are over. One alert was held back; /latest shows it.
       *[other] The quiet hours are over. { $count } alerts were held back; /latest shows the newest.
    }
notice-delivery-held = A message to { $channel } may have arrived or not, and is held. rasid outbox shows it; later ones still go out.
notice-delivery-dead = A message to { $channel } was given up, since it cannot be delivered; rasid outbox shows it. Later ones still go out.
    { $error }
