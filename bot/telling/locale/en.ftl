### What Rasid says in English. The three files hold the same texts with the same arguments.

## Furniture

# Babel date pattern, https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
time-pattern = EEE d MMM y, HH:mm
# Something to copy. The empty string makes Fluent isolate it although it stands alone.
code = { "" }{ $code }
list-separator = { ", " }

## Alerts

alert-source = { $outlet } · { $time }
alert-source-undated = { $outlet } · seen { $time }
alert-link = Read the article
alert-watch = Watch: { $watch }
alert-untitled = Untitled

## Commands, as menus and /help show them

command-start = What this bot does
command-help = Every command
command-subscribe = Follow watches; without a name, all of them
    .usage = [watch …]
command-unsubscribe = Stop following watches; without a name, all of them
    .usage = [watch …]
command-latest = The newest alerts, 10 at most
    .usage = [watch] [number]
command-watches = All watches, and which are followed here
command-status = How the feeds are doing
command-language = The language of this chat
    .usage = ar|en|fr

## Replies

start = Rasid reads the news as it comes out and tells this chat when one of the watches it follows finds something.
help = What you can ask:
help-item = { $command } — { $purpose }
see-help = /help lists the commands.
unknown-command = There is no such command here. /help lists those there are.
usage = Write it like this:
failed = That did not work, and not because of you. Please try again in a while; the bot’s log says what went wrong.

following-nothing = This chat follows nothing yet. /watches shows what there is, /subscribe follows all of it.
following-all = This chat follows every watch.
following = { $count ->
        [one] This chat follows one watch: { $names }.
       *[other] This chat follows { $count } watches: { $names }.
    }

subscribed = Now followed here: { $names }.
subscribed-all = This chat now follows every watch, also those to come.
subscribed-already = Followed here already: { $names }.
subscribed-all-already = This chat follows every watch already.
unsubscribed = No longer followed here: { $names }.
unsubscribed-all = This chat no longer follows anything.
unsubscribed-but-fixed = This chat now follows only what the bot’s config gives it, where alone that can be taken away: { $names }.
not-followed = Not followed here: { $names }.
not-following = This chat does not follow anything.
no-exceptions = This chat follows every watch; a single one cannot be left out. Send /unsubscribe, then /subscribe with the watches you want.
fixed = Given by the bot’s config, where alone it can be taken away: { $names }.
fixed-all = The bot’s config gives this chat every watch; that can only be changed there.

watches = { $count ->
        [one] There is one watch. A ✓ marks what is followed here.
       *[other] There are { $count } watches. A ✓ marks what is followed here.
    }
watches-none = No watch is configured yet.
watches-followed = ✓ { $name } — { $title }
watches-other = • { $name } — { $title }
watches-more = { $count ->
        [one] …and one more.
       *[other] …and { $count } more.
    }
watch-unknown = There is no watch named { $name }.
did-you-mean = Did you mean { $names }?
watch-names = The watches: { $names }.

latest-none = No alerts yet.
latest-none-of = No alerts of { $watch } yet.
latest-number = “{ $words }” is not a number from 1 to { $most }.
latest-most = No more than { $most } at a time.

status-feeds = { $count ->
        [0] No feed is being read.
        [one] One feed is being read.
       *[other] { $count } feeds are being read.
    }
status-failing = { $count ->
        [one] One of them cannot be reached: { $names }.
       *[other] { $count } of them cannot be reached: { $names }.
    }
status-polled = Last looked: { $time }.
status-unpolled = None has been looked at yet.
status-waiting = { $count ->
        [0] Nothing is waiting to be sent here.
        [one] One message is waiting to be sent here.
       *[other] { $count } messages are waiting to be sent here.
    }
status-held = Messages to this chat are on hold: it could not be written to.

language-is = This chat is written to in English.
language-set = From now on this chat is written to in English.
language-unknown = “{ $words }” is not a language I speak. I speak ar (Arabic), en (English) and fr (French).

## Refusals

closed-chat = Hello! This bot serves only the chats its operator has let in. To let this one in, add this to “chats” under [access] in its config:
closed-settings = Only administrators may change what this chat follows. To make you one, the bot’s operator adds this to “admins” under [access] in its config:
closed-settings-channel = What this channel follows can be changed here once the bot’s operator adds this to “chats” under [access] in its config:

## Notices to the operator

notice-feed-failing = Feed { $feed } cannot be read, and has not been for a while. It is tried again from time to time.
    { $error }
notice-feed-silent = Feed { $feed } answers, but has had nothing new for unusually long.
notice-feed-recovered = Feed { $feed } is back to normal.
notice-config-bad = { $count ->
        [one] The edited config has a mistake, and the previous one stays in force:
       *[other] The edited config has { $count } mistakes, and the previous one stays in force:
    }
    { $mistakes }
notice-config-loaded = The edited config is in force.
notice-channel-suspended = { $channel } cannot be written to. What is meant for it waits until it can.
    { $error }
notice-delivery-dead = A message to { $channel } was given up, since it never could be delivered. The next ones go on.
    { $error }
