### Ce que Rasid dit en français. Les trois fichiers contiennent les mêmes textes et les mêmes arguments.

# Devant ; : ? ! » et après « se trouve une espace fine insécable (U+202F), que peu d’éditeurs montrent.

## Habillage

# Motif de date de Babel, https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
time-pattern = EEE d MMM y 'à' H' h 'mm
# De quoi copier. La chaîne vide amène Fluent à l’isoler bien qu’il soit seul.
code = { "" }{ $code }
clause-separator = { " ; " }
list-separator = { ", " }

## Alertes

alert-source = { $outlet } · { $time }
alert-source-undated = { $outlet } · repéré le { $time }
alert-link = Lire l’article
alert-now = Désormais · { $what }
alert-outlets = Aussi dans : { $names } ({ $count } médias)
alert-outlets-more = { $more ->
        [one] Aussi dans : { $names } et un autre ({ $count } médias)
       *[other] Aussi dans : { $names } et { $more } autres ({ $count } médias)
    }
alert-watches = { $count ->
        [one] Veille : { $names }
       *[other] Veilles : { $names }
    }
alert-watches-more = { $count ->
        [one] Veilles : { $names } et une autre
       *[other] Veilles : { $names } et { $count } autres
    }
alert-late = En retard : cette alerte date du { $time } et n’a pas pu partir plus tôt.
alert-repeated = Ceci est peut-être une seconde copie : la connexion s’est rompue pendant l’envoi de la première.
alert-untitled = Sans titre
alert-unconfirmed = { $count ->
        [one] Une seule source, non confirmé
       *[other] { $count } sources seulement, non confirmé
    }

## Récapitulatifs : des alertes dites ensemble

digest = { $count ->
        [one] Récapitulatif : une alerte
       *[other] Récapitulatif : { $count } alertes
    }
digest-folded = { $count ->
        [one] Beaucoup à la fois : une alerte
       *[other] Beaucoup à la fois : { $count } alertes ensemble
    }
digest-part = { $what } (partie { $part } sur { $parts })
digest-watches = ■ { $names }
digest-late = En retard : ceci était prévu pour le { $time } et n’a pas pu partir plus tôt.

## Ce qu’une alerte annonce, d’après les faits

figure-killed = { $count ->
        [one] { $number } tué
       *[other] { $number } tués
    }
    .some = des tués
    .label = Tués
    .vague = { $scale } tués
figure-wounded = { $count ->
        [one] { $number } blessé
       *[other] { $number } blessés
    }
    .some = des blessés
    .label = Blessés
    .vague = { $scale } blessés
figure-missing = { $count ->
        [one] { $number } disparu
       *[other] { $number } disparus
    }
    .some = des disparus
    .label = Disparus
    .vague = { $scale } disparus
figure-detained = { $count ->
        [one] { $number } détenu
       *[other] { $number } détenus
    }
    .some = des détenus
    .label = Détenus
    .vague = { $scale } détenus
figure-displaced = { $count ->
        [one] { $number } déplacé
       *[other] { $number } déplacés
    }
    .some = des déplacés
    .label = Déplacés
    .vague = { $scale } déplacés
figure-abducted = { $count ->
        [one] { $number } enlevé
       *[other] { $number } enlevés
    }
    .some = des enlevés
    .label = Enlevés
    .vague = { $scale } enlevés
figure-sick = { $count ->
        [one] { $number } malade
       *[other] { $number } malades
    }
    .some = des malades
    .label = Malades
    .vague = { $scale } malades
figure-casualties = { $count ->
        [one] { $number } tué ou blessé
       *[other] { $number } tués ou blessés
    }
    .some = des tués ou blessés
    .label = Tués ou blessés
    .vague = { $scale } tués ou blessés
scale-10 = des dizaines de
scale-100 = des centaines de
scale-1000 = des milliers de
scale-10000 = des dizaines de milliers de
scale-100000 = des centaines de milliers de
scale-1000000 = des millions de
bound-exact = { "" }{ $what }
bound-at_least = au moins { $what }
bound-at_most = au plus { $what }
bound-about = environ { $what }
bound-range = entre { $low } et { $what }
change = { $label } : { $before } → { $after } ({ $difference })
change-lowered = { $label }, bilan revu à la baisse : { $before } → { $after } ({ $difference })
fact-source = { $what }, { $source }
meeting-held = { $people } se sont rencontrés
meeting-planned = { $people } doivent se rencontrer
meeting-cancelled = Rencontre annulée : { $people }
meeting-denied = Rencontre démentie : { $people }
meeting-possible = { $people } pourraient se rencontrer
meeting-past = { $people } s’étaient rencontrés
meeting-contact = { $people } se sont parlé ou écrit
meeting-moved = Rencontre reportée : { $people }, { $before } → { $after }
meeting-advanced = Rencontre avancée : { $people }, { $before } → { $after }
meeting-postponed = Rencontre reportée : { $people }
meeting-placed = { $what } ({ $place })
meeting-dated = { $what }, { $day }
meeting-planned-for = { $what }, prévue le { $day }
meeting-number = { $number }e rencontre
    .n1 = première rencontre
    .n2 = deuxième rencontre
    .n3 = troisième rencontre
    .n4 = quatrième rencontre
    .n5 = cinquième rencontre
    .n6 = sixième rencontre
    .n7 = septième rencontre
    .n8 = huitième rencontre
    .n9 = neuvième rencontre
    .n10 = dixième rencontre
meeting-counted = { $count ->
        [one] { $what } ; { $number } en un jour
       *[other] { $what } ; { $number } en { $count } jours
    }
meeting-number-by = Selon le décompte du média : { $number }
meeting-before = La précédente :
meeting-days = Dates divergentes :
day-by = { $day }, selon
figures-others = Autres chiffres :
told-before = Auparavant :
reported-by = { $what } :
outlet-time = { $outlet }, { $time }
day-pattern = EEE d MMM y

## Pourquoi une alerte a été envoyée, ou ne l’a pas été

reason-silent = plus ancien que ce que la première lecture de son flux prend en compte
reason-told = déjà signalé, d’après { $outlet }
reason-aside = dit en passant, rien de nouveau après ce qui a été signalé
reason-few = moins que les { $number } voulus par la veille
reason-first = un nouveau sujet
reason-late = correspond maintenant à la veille, ce qui n’était pas le cas à la première lecture
reason-alone = attend un autre média jusqu’au { $time }
reason-unconfirmed = aucun autre média ne le dit
reason-changed = du nouveau sur le sujet
reason-small = un changement trop petit pour la veille
reason-cooldown = attend jusqu’au { $time } la fin du délai entre deux alertes
reason-doubt = une hausse si forte qu’un deuxième média doit la confirmer, attendu jusqu’au { $time }
reason-doubtful = une hausse si forte qu’un deuxième média doit la confirmer
reason-waiting = attend déjà, jusqu’au { $time }
reason-same = comme l’avait dit { $outlet }
reason-less = pas plus que les { $before } déjà signalés
reason-step = déjà signalé
reason-day = déjà signalé, à une autre date : { $before } d’après { $outlet }
reason-words = { "" }{ $words }
reason-of = { $why } — { $what }

## Graphiques

chart-reports = { $reports } { $outlets }, { $days }
    .reports = { $count ->
        [one] un article
       *[other] { $count } articles
    }
    .outlets = { $count ->
        [one] d’un média
       *[other] de { $count } médias
    }
    .days = du { $first } au { $last }
chart-others = Autres médias
chart-rough = Marque creuse : nombre non exact
chart-empty = Aucun article sur ce sujet n’a encore donné de nombre.
chart-latest = { $label } : { $number }
    .spread = { $label } : { $number } (chiffres publiés : { $range })
    .corrected = { $number } (corrigé)
    .doubted = { $number } (non confirmé)
chart-failed = L’image n’a pas pu être envoyée ici :
chart-nobody-counts = Aucune veille de la configuration du bot ne porte sur des victimes ; il n’y a pas de chiffres à dessiner.
chart-not-counting = On ne compte pas de victimes pour { $names }.
chart-counting = Veilles qui ont des chiffres : { $names }.

## Ce que l’on sait sur un sujet, et pourquoi une alerte a été envoyée

story-title = Sujet { $code }
    .number = { "" }{ $code }
story-at = { $since }
story-span = { $since } – { $until }
story-outlets = { $count ->
        [one] Un média : { $names }
       *[other] { $count } médias : { $names }
    }
story-figures = Chiffres
story-meetings = Rencontres
story-told = Signalé
story-item = • { $what }
story-source-undated = { "" }{ $outlet }
story-link = article
story-also = Aussi dans { $names }
story-step = • { $time } — { $what }
story-untold = Aucune alerte n’a été envoyée. Pour savoir pourquoi :
and-more = { $count ->
        [one] …et un autre
       *[other] …et { $count } autres
    }
kind-new = nouveau
kind-update = suite
kind-correction = rectification
timeline-before = { $count ->
        [one] Auparavant, un article non signalé : { $names }
       *[other] Auparavant, { $count } articles non signalés : { $names }
    }
timeline-folded = { $count ->
        [one] + un article sans rien de neuf : { $names }
       *[other] + { $count } articles sans rien de neuf : { $names }
    }
timeline-skipped = { $count ->
        [one] …une autre étape…
       *[other] …{ $count } autres étapes…
    }
why-told = ✓ { $watch } — signalé le { $time } : { $reason }
why-untold = ✗ { $watch } — non signalé : { $reason }
why-unfollowed = { $count ->
        [one] Cette discussion ne suit pas cette veille : { $names }
       *[other] Cette discussion ne suit pas ces veilles : { $names }
    }
why-unmatched = Lu, mais ne correspond à aucune veille.
why-forgotten = Lu dans { $outlet }, le { $time }. Son texte et ce qui en a été décidé ne sont plus conservés.
why-unseen = Rasid n’a vu { $link } dans aucun de ses flux.
why-unseen-hint = Un flux peut donner le même article avec un autre lien.
why-front = { $link } est une page d’accueil ou ne mène pas à un article. Envoyez le lien d’un article.
why-what = « { $words } » n’est ni un lien ni le numéro d’un sujet.
story-none = Il n’y a pas de sujet { $number }. /latest montre les plus récents, chacun avec son numéro.
story-none-yet = Aucun sujet n’a encore été signalé.
story-none-of = Aucun sujet n’a encore été signalé pour la veille { $watch }.

## Commandes, telles que les montrent les menus et /help

command-start = À quoi sert ce bot
command-help = Toutes les commandes
command-subscribe = Suivre des veilles, ou toutes si aucune n’est nommée
    .usage = [veille …]
command-unsubscribe = Cesser de suivre des veilles, ou toutes si aucune n’est nommée
    .usage = [veille …]
command-mute = Retenir les alertes un certain temps, de toutes les veilles ou de certaines
    .usage = 2h | jusqu’à 08:00 [veille …] | #12
command-unmute = Laisser de nouveau passer les alertes
    .usage = [veille …] | #12
command-quiet = Retenir les alertes à certaines heures de chaque jour
    .usage = 23:00-07:00 [nouveau | nombre] | off
command-digest = Recevoir les alertes ensemble à heures fixes, et non une par une
    .usage = 08:00 [chaque jour | jours ouvrés | chaque heure] [veille …] | off [veille …]
command-latest = Les dernières alertes, 10 au plus
    .usage = [veille] [nombre]
command-search = Chercher dans ce que les flux ont publié, du plus récent au plus ancien
    .usage = mots "une expression" -sans
command-timeline = Ce qui a été signalé sur un sujet, étape par étape
    .usage = [veille ou numéro de sujet]
command-story = Tout ce que l’on sait sur un sujet : médias, chiffres, citations
    .usage = [numéro de sujet ou veille]
command-chart = L’évolution des chiffres d’un sujet, en image
    .usage = [veille ou numéro de sujet]
command-why = Pourquoi une alerte a été envoyée, ou ne l’a pas été
    .usage = lien ou numéro de sujet
command-watches = Toutes les veilles, et celles que suit cette discussion
command-status = L’état des flux
command-stats = Ce qui s’est passé récemment : alertes, articles, messages
command-health = L’état du bot lui-même, pour son responsable
command-language = La langue de cette discussion
    .usage = ar|en|fr

## Réponses

start = Rasid lit l’actualité dès sa parution et alerte cette discussion quand une veille qu’elle suit trouve quelque chose.
help = Ce que vous pouvez demander :
help-item = { $command } — { $purpose }
see-help = /help donne la liste des commandes.
unknown-command = Cette commande n’existe pas. /help en donne la liste.
too-many-commands = C’est plus que je ne peux traiter à la fois. Réessayez dans une minute.
usage = À écrire ainsi :
failed = Une erreur s’est produite, et vous n’y êtes pour rien. Veuillez réessayer un peu plus tard ; les détails sont dans le journal du bot.

following-nothing = Cette discussion ne suit encore aucune veille. /watches en donne la liste, /subscribe permet de les suivre toutes.
following-all = Cette discussion suit toutes les veilles.
following = { $count ->
        [one] Cette discussion suit une veille : { $names }.
       *[other] Cette discussion suit { $count } veilles : { $names }.
    }
following-asleep = Pas dans la configuration du bot pour l’instant, donc sans alertes : { $names }.

subscribed = Cette discussion suit désormais : { $names }.
subscribed-all = Cette discussion suit désormais toutes les veilles, y compris celles à venir.
subscribed-already = Cette discussion suit déjà : { $names }.
subscribed-all-already = Cette discussion suit déjà toutes les veilles.
unsubscribed = Cette discussion ne suit plus : { $names }.
unsubscribed-all = Cette discussion ne suit plus aucune veille.
unsubscribed-but-fixed = Cette discussion ne suit plus que les veilles fixées dans la configuration du bot, et modifiables là seulement : { $names }.
not-followed = Cette discussion ne suit pas : { $names }.
not-following = Cette discussion ne suit aucune veille. /watches en donne la liste, /subscribe permet de les suivre.
no-exceptions = Cette discussion suit toutes les veilles ; il n’est pas possible d’en écarter une seule. Envoyez /unsubscribe, puis /subscribe avec les veilles voulues.
fixed = Fixé dans la configuration du bot, et modifiable là seulement : { $names }.
fixed-all = Que cette discussion suive toutes les veilles est fixé dans la configuration du bot, et modifiable là seulement.

watches = { $count ->
        [one] Il y a une veille. Le signe ✓ indique que cette discussion la suit.
       *[other] Il y a { $count } veilles. Le signe ✓ marque celles que suit cette discussion.
    }
watches-none = La configuration du bot ne contient encore aucune veille.
watches-followed = ✓ { $name } — { $title }
watches-other = • { $name } — { $title }
watches-more = { $count ->
        [one] …et une autre.
       *[other] …et { $count } autres.
    }
watch-unknown = Aucune veille ne s’appelle { $name }.
did-you-mean = Vouliez-vous dire { $names } ?
watch-names = Les veilles : { $names }.

muted-all = En sourdine jusqu’au { $time } : toutes les alertes.
muted = En sourdine jusqu’au { $time } : { $names }.
mute-means = Ce qui est en sourdine n’est pas envoyé plus tard : à la fin, cette discussion apprend combien d’alertes ont été retenues, et /latest les montre. /unmute y met fin plus tôt.
mute-held = { $count ->
        [0] Aucune alerte n’a été retenue.
        [one] Une alerte a été retenue ; /latest la montre.
       *[other] { $count } alertes ont été retenues ; /latest montre les plus récentes.
    }
muted-stories = { $count ->
        [one] En sourdine : le sujet { $names }.
       *[other] En sourdine : les sujets { $names }.
    }
mute-story-means = Ce qui concerne un sujet en sourdine est compté et n’est pas envoyé ; /story le montre. Pour y mettre fin : { $command }
mute-story-alone = Un sujet se met en sourdine sans « { $words } » : jusqu’à ce que vous y mettiez fin. N’écrivez que son numéro :
mute-none = Rien n’est en sourdine ici.
mute-time = « { $words } » ne dit pas combien de temps : écrivez une durée comme 30m, 2h ou 3j, ou une heure comme « jusqu’à 08:00 ».
mute-limits = La sourdine dure d’une minute à { $days } jours, et une heure va de 00:00 à 23:59.
unmuted = Sourdine levée : { $names }.
unmuted-all = Plus rien n’est en sourdine ici.
unmute-not = Sans sourdine propre : { $names }. /mute dit ce qui est en sourdine.
unmute-all-only = Toutes les alertes sont en sourdine ici ; il n’est pas possible de laisser passer une seule veille. /unmute y met fin.

quiet = Silence chaque jour de { $begins } à { $ends } ({ $zone }).
quiet-nothing = Aucune alerte ne passe.
quiet-new = Les nouveaux sujets passent quand même.
quiet-number = Les chiffres d’au moins { $number } passent quand même.
quiet-means = Ce qui vient pendant ces heures n’est pas envoyé plus tard : à la fin, cette discussion apprend combien d’alertes ont été retenues, et /latest les montre. « /quiet off » y met fin.
quiet-none = Il n’y a pas d’heures de silence ici.
quiet-ended = Il n’y a plus d’heures de silence ici.
quiet-hours = « { $words } » n’indique pas d’heures : écrivez quand elles commencent et finissent, comme 23:00-07:00. Elles ne peuvent durer toute la journée.
quiet-through = « { $words } » ne dit pas ce qui doit passer : écrivez « nouveau » pour les nouveaux sujets, un nombre pour les chiffres aussi élevés, ou rien.

digest-all = Toutes les alertes viennent ensemble { $when }.
digest-of = Viennent ensemble { $when } : { $names }.
schedule-daily = chaque jour à { $at } ({ $zone })
schedule-weekdays = les jours ouvrés à { $at } ({ $zone })
schedule-hourly = chaque heure à la minute { $at } ({ $zone })
digest-next = Le prochain récapitulatif est prévu le { $time } ; sans alerte, il n’y en a pas.
digest-means = Une alerte qui concerne aussi une veille sans récapitulatif vient aussitôt. « /digest off » y met fin, et envoie ce qui attend.
digest-waiting = { $count ->
        [0] Aucune alerte ne l’attend.
        [one] Une alerte l’attend.
       *[other] { $count } alertes l’attendent.
    }
digest-none = Ici les alertes viennent une par une.
digest-ended-all = Les alertes viennent de nouveau une par une.
digest-ended = Viennent de nouveau une par une : { $names }.
digest-last = { $count ->
        [0] Aucune n’attendait.
        [one] Celle qui attendait vient maintenant.
       *[other] Les { $count } qui attendaient viennent maintenant, dans un dernier récapitulatif.
    }
digest-not = N’ont pas de récapitulatif propre ici : { $names }.
digest-all-only = Ici toutes les alertes viennent ensemble ; il n’est pas possible d’en excepter une seule veille. « /digest off » y met fin ; fixez-le ensuite pour les veilles voulues.
digest-when = « { $words } » ne dit pas quand : écrivez une heure comme 08:00, ou « chaque heure », puis les veilles voulues, ou rien pour toutes.
digest-time = Une heure va de 00:00 à 23:59.

latest-none = Aucune alerte pour l’instant.
latest-none-of = La veille { $watch } n’a encore donné aucune alerte.
latest-number = Écrivez un nombre de 1 à { $most } au lieu de « { $words } ».
latest-most = Pas plus de { $most } à la fois.

search-found = Trouvé pour « { $words } », du plus récent au plus ancien :
search-more = Il y en a plus que ces { $count }. Un mot de plus réduit la liste, et un mot précédé d’un tiret écarte ce qui le contient.
search-none = Rien de ce que Rasid conserve ne dit « { $words } ».
search-none-hint = Tous les mots doivent figurer dans un même article : essayez-en moins, ou d’autres.
search-nothing = Écrivez au moins un mot avec des lettres ou des chiffres.
search-only-without = Écrivez aussi un mot à chercher, sans tiret devant.
search-long = Pas plus de { $most } mots.

status-feeds = { $count ->
        [0] Rasid ne lit aucun flux.
        [one] Rasid lit un flux.
       *[other] Rasid lit { $count } flux.
    }
status-failing = { $count ->
        [one] Un flux est illisible : { $names }.
       *[other] { $count } flux sont illisibles : { $names }.
    }
status-polled = Dernière lecture : { $time }.
status-unpolled = Rien n’a encore été lu.
status-waiting = { $count ->
        [0] Aucun message n’attend d’être envoyé ici.
        [one] Un message attend d’être envoyé ici.
       *[other] { $count } messages attendent d’être envoyés ici.
    }
status-held = Les messages pour cette discussion sont retenus, car l’un d’eux a été refusé. Autorisez le bot à écrire ici, ou retirez-le puis ajoutez-le de nouveau.

stats-here = Alertes dans cette discussion
stats-watch = • { $watch } : { $day } en 24 heures, { $week } en 7 jours
stats-quiet = Aucune ces 7 derniers jours.
stats-dead-here = { $count ->
        [one] Un message à cette discussion n’a pas pu être remis.
       *[other] { $count } messages à cette discussion n’ont pas pu être remis.
    }
stats-bot = Le bot entier
stats-entries = Articles lus : { $day } en 24 heures, { $week } en 7 jours
stats-outlets = Les plus actifs en 7 jours : { $names }
stats-alerts = Alertes : { $day } en 24 heures, { $week } en 7 jours
stats-waiting = { $count ->
        [0] Aucun message n’attend d’être envoyé.
        [one] Un message attend d’être envoyé.
       *[other] { $count } messages attendent d’être envoyés.
    }
stats-dead = { $count ->
        [one] Un message a été abandonné. Le responsable du bot le voit avec « rasid outbox ».
       *[other] { $count } messages ont été abandonnés. Le responsable du bot les voit avec « rasid outbox ».
    }

health = Rasid { $version }, en marche depuis le { $time }
health-up = { $platform } : connecté
health-down = { $platform } : injoignable ; nouvelles tentatives en continu
health-refused = { $platform } : refuse le bot ; nouvelles tentatives à quelques minutes d’intervalle
health-gone = { $count ->
        [one] Un flux a disparu pour de bon : { $names }.
       *[other] { $count } flux ont disparu pour de bon : { $names }.
    }
health-silent = { $count ->
        [one] Un flux n’apporte rien de neuf depuis plus longtemps que d’habitude : { $names }.
       *[other] { $count } flux n’apportent rien de neuf depuis plus longtemps que d’habitude : { $names }.
    }
health-late = { $count ->
        [0] Les flux sont lus à l’heure.
        [one] La dernière lecture a eu une seconde de retard.
       *[other] La dernière lecture a eu { $count } secondes de retard.
    }
health-late-minutes = La dernière lecture a eu { $count } minutes de retard.
health-oldest = Le plus ancien attend depuis le { $time }.
health-uncertain = { $count ->
        [one] Un message en attente ou abandonné est peut-être arrivé.
       *[other] { $count } messages en attente ou abandonnés sont peut-être arrivés.
    }
health-held = { $count ->
        [one] Il est impossible d’écrire dans un canal ; ses messages attendent.
       *[other] Il est impossible d’écrire dans { $count } canaux ; leurs messages attendent.
    }
health-size = Base de données : { $size } Mo
health-elsewhere = L’état du bot est donné dans le canal de son responsable, et aux administrateurs du bot dans une discussion privée avec lui.

language-is = La langue de cette discussion est le français.
language-set = La langue de cette discussion est désormais le français.
language-unknown = « { $words } » n’est pas une langue du bot. Envoyez /language ar pour l’arabe, /language en pour l’anglais ou /language fr pour le français.

## La page du bot, là où une plateforme en a une

home = Rasid lit l’actualité dès sa parution et alerte un canal quand une veille que ce canal suit trouve quelque chose.
home-closed = Seuls les administrateurs peuvent changer quelque chose ici. Pour que vous en fassiez partie, le responsable du bot doit ajouter ceci à « admins », sous [access], dans la configuration du bot :
home-empty = Aucun canal ne suit encore de veille. Choisissez un canal ci-dessous, puis ce qu’il doit suivre.
home-empty-reader = Aucun des canaux dont vous êtes membre ne suit encore de veille. Un administrateur peut changer cela ici, ou avec /subscribe dans le canal.
home-nothing = Ce canal ne suit encore aucune veille. Choisissez-en ci-dessous.
home-invite = Rasid n’est pas encore dans ce canal et ne peut pas y envoyer d’alertes. Écrivez « /invite @Rasid » dans le canal.
home-direct = Vos messages directs avec Rasid
home-alerts = Dernières alertes
home-all = Toutes les veilles, y compris celles à venir
home-add = Trouver un canal, ou en ajouter un
    .hint = Choisir un canal
home-follow = Veilles suivies
    .hint = Choisir des veilles
home-language = Langue du canal
home-more = { $count ->
        [one] …et un autre canal : choisissez-le plus haut pour le voir.
       *[other] …et { $count } autres canaux : choisissez-en un plus haut pour le voir.
    }
home-watches = { $count ->
        [one] Une autre veille ne tient pas dans la liste ; /subscribe dans le canal permet de la suivre.
       *[other] { $count } autres veilles ne tiennent pas dans la liste ; /subscribe dans le canal permet de les suivre.
    }

## Boutons sous une alerte, et ce qui est dit à qui appuie, en 200 caractères

# Motif de date Babel : en moins d’un jour, aussi court que possible
button-time-pattern = EEE HH:mm
button-why = Pourquoi ?
button-sources = Sources
button-mute-story = Sourdine : ce sujet
button-unmute-story = Lever la sourdine du sujet
button-mute-watches = { $count ->
        [one] Sourdine 24 h : cette veille
       *[other] Sourdine 24 h : ces { $count } veilles
    }
button-unmute-watches = En sourdine jusqu’à { $time } – lever
press-unknown = Rasid ne connaît plus ce message. /latest montre les dernières alertes.
press-forgotten = Ce qui a été décidé à ce sujet n’est plus conservé.
press-answered = La réponse vient d’être donnée ici.
press-refused = Seuls les administrateurs règlent ce qui arrive ici. Le responsable du bot peut ajouter ceci à « admins », dans sa configuration : { $id }
press-closed = Cette discussion n’est pas admise par le responsable du bot. /start dit comment l’admettre.

## Refus

closed-chat = Bonjour ! Ce bot ne sert que les discussions admises par son responsable. Pour admettre celle-ci, ajoutez ceci à « chats », sous [access], dans la configuration du bot :
closed-settings = Seuls les administrateurs peuvent changer les réglages de cette discussion. Pour que vous en fassiez partie, le responsable du bot doit ajouter ceci à « admins », sous [access], dans la configuration du bot :
closed-settings-channel = Les réglages de ce canal pourront être changés ici quand le responsable du bot aura ajouté ceci à « chats », sous [access], dans la configuration du bot :

## Avis au responsable

notice-feed-failing = Le flux { $feed } est illisible depuis un moment. De nouvelles tentatives auront lieu de temps à autre.
    { $error }
notice-feed-gone = L’éditeur du flux { $feed } indique l’avoir supprimé définitivement. Ce flux n’est plus interrogé : changez son « url » dans la configuration du bot, ou retirez-le.
notice-feed-silent = Le flux { $feed } répond, mais n’apporte rien de neuf depuis plus longtemps que d’habitude.
notice-feed-recovered = Le flux { $feed } est revenu à la normale.
notice-config-bad = { $count ->
        [one] La configuration modifiée contient une erreur ; la précédente reste en vigueur :
       *[other] La configuration modifiée contient { $count } erreurs ; la précédente reste en vigueur :
    }
    { $mistakes }
notice-config-loaded = La configuration modifiée est maintenant en vigueur.
notice-platform-refuses = { $platform } refuse Rasid. Les messages attendent, et de nouvelles tentatives ont lieu à quelques minutes d’intervalle ; si le jeton a changé, redémarrez Rasid.
    { $error }
notice-platform-silent = { $platform } ne répond pas depuis un quart d’heure. Les messages attendent, et partiront dès qu’il répondra.
    { $error }
notice-platform-recovered = { $platform } accepte de nouveau les messages.
notice-config-restart = La configuration modifiée est en vigueur, sauf ces parties, qui ne le seront qu’au prochain démarrage de Rasid : { $parts }
notice-channel-recovered = Les messages pour { $channel } partent de nouveau.
notice-channel-suspended = Un message pour { $channel } a été refusé. Les suivants attendent qu’il soit de nouveau possible d’y écrire.
    { $error }
notice-topic-gone = Le sujet Telegram (topic) { $channel } a été supprimé. Ce qui lui était destiné va désormais dans la discussion elle-même.
    { $error }
notice-mute-over = { $count ->
        [one] La sourdine est finie. Une alerte a été retenue ; /latest la montre.
       *[other] La sourdine est finie. { $count } alertes ont été retenues ; /latest montre les plus récentes.
    }
notice-mute-over-watch = { $count ->
        [one] La sourdine de { $watch } est finie. Une alerte a été retenue ; /latest la montre.
       *[other] La sourdine de { $watch } est finie. { $count } alertes ont été retenues ; /latest montre les plus récentes.
    }
notice-quiet-over = { $count ->
        [one] Les heures de silence sont finies. Une alerte a été retenue ; /latest la montre.
       *[other] Les heures de silence sont finies. { $count } alertes ont été retenues ; /latest montre les plus récentes.
    }
notice-delivery-held = Un message pour { $channel } est peut-être arrivé, peut-être pas, et il est retenu. La commande rasid outbox le montre ; les suivants partent normalement.
notice-delivery-dead = Un message pour { $channel } a été abandonné, car il est impossible de le remettre (la commande rasid outbox le montre). Les suivants partent normalement.
    { $error }
