### Ce que Rasid dit en français. Les trois fichiers contiennent les mêmes textes et les mêmes arguments.

## Habillage

# Motif de date de Babel, https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
time-pattern = EEE d MMM y 'à' HH'h'mm
# De quoi copier. La chaîne vide amène Fluent à l’isoler bien qu’il soit seul.
code = { "" }{ $code }
list-separator = { ", " }

## Alertes

alert-source = { $outlet } · { $time }
alert-source-undated = { $outlet } · repéré le { $time }
alert-link = Lire l’article
alert-watch = Veille : { $watch }
alert-untitled = Sans titre

## Commandes, telles que les montrent les menus et /help

command-start = À quoi sert ce bot
command-help = Toutes les commandes
command-subscribe = Suivre des veilles ; sans nom, toutes
    .usage = [veille …]
command-unsubscribe = Ne plus suivre des veilles ; sans nom, aucune
    .usage = [veille …]
command-latest = Les dernières alertes, 10 au plus
    .usage = [veille] [nombre]
command-watches = Les veilles, et celles suivies ici
command-status = L’état des flux
command-language = La langue de cette discussion
    .usage = ar|en|fr

## Réponses

start = Rasid lit l’actualité dès sa parution et prévient cette discussion quand une veille qu’elle suit trouve quelque chose.
help = Ce que vous pouvez demander :
help-item = { $command } — { $purpose }
see-help = /help donne la liste des commandes.
unknown-command = Cette commande n’existe pas. /help donne la liste des commandes.
usage = À écrire ainsi :
failed = Cela n’a pas fonctionné, et vous n’y êtes pour rien. Réessayez un peu plus tard ; le journal du bot dit ce qui s’est passé.

following-nothing = Cette discussion ne suit encore aucune veille. /watches en donne la liste, /subscribe les suit toutes.
following-all = Cette discussion suit toutes les veilles.
following = { $count ->
        [one] Cette discussion suit une veille : { $names }.
       *[other] Cette discussion suit { $count } veilles : { $names }.
    }

subscribed = Désormais suivi ici : { $names }.
subscribed-all = Cette discussion suit désormais toutes les veilles, y compris celles à venir.
subscribed-already = Déjà suivi ici : { $names }.
subscribed-all-already = Cette discussion suit déjà toutes les veilles.
unsubscribed = N’est plus suivi ici : { $names }.
unsubscribed-all = Cette discussion ne suit plus aucune veille.
unsubscribed-but-fixed = Cette discussion ne suit plus que ce que fixe la configuration du bot, où seul on peut le retirer : { $names }.
not-followed = N’était pas suivi ici : { $names }.
not-following = Cette discussion ne suit aucune veille.
no-exceptions = Cette discussion suit toutes les veilles ; on ne peut pas en écarter une seule. Envoyez /unsubscribe, puis /subscribe avec les veilles voulues.
fixed = Fixé par la configuration du bot, où seul on peut le retirer : { $names }.
fixed-all = La configuration du bot donne toutes les veilles à cette discussion ; cela ne se change que là.

watches = { $count ->
        [one] Il y a une veille. Un ✓ marque ce qui est suivi ici.
       *[other] Il y a { $count } veilles. Un ✓ marque ce qui est suivi ici.
    }
watches-none = Aucune veille n’est encore configurée.
watches-followed = ✓ { $name } — { $title }
watches-other = • { $name } — { $title }
watches-more = { $count ->
        [one] …et une autre.
       *[other] …et { $count } autres.
    }
watch-unknown = Aucune veille ne s’appelle { $name }.
did-you-mean = Vouliez-vous dire { $names } ?
watch-names = Les veilles : { $names }.

latest-none = Aucune alerte pour l’instant.
latest-none-of = Aucune alerte de { $watch } pour l’instant.
latest-number = « { $words } » n’est pas un nombre de 1 à { $most }.
latest-most = Pas plus de { $most } à la fois.

status-feeds = { $count ->
        [0] Aucun flux n’est lu.
        [one] Un flux est lu.
       *[other] { $count } flux sont lus.
    }
status-failing = { $count ->
        [one] L’un d’eux est injoignable : { $names }.
       *[other] { $count } d’entre eux sont injoignables : { $names }.
    }
status-polled = Dernière lecture : { $time }.
status-unpolled = Aucun n’a encore été lu.
status-waiting = { $count ->
        [0] Aucun message n’attend d’être envoyé ici.
        [one] Un message attend d’être envoyé ici.
       *[other] { $count } messages attendent d’être envoyés ici.
    }
status-held = Les messages pour cette discussion sont en attente : impossible d’y écrire.

language-is = Cette discussion est servie en français.
language-set = Cette discussion sera désormais servie en français.
language-unknown = « { $words } » n’est pas une langue que je parle. Je parle ar (arabe), en (anglais) et fr (français).

## Refus

closed-chat = Bonjour ! Ce bot ne sert que les discussions admises par son responsable. Pour admettre celle-ci, ajoutez ceci à « chats », sous [access], dans sa configuration :
closed-settings = Seuls les administrateurs peuvent changer ce que suit cette discussion. Pour que vous en soyez, le responsable du bot ajoute ceci à « admins », sous [access], dans sa configuration :
closed-settings-channel = Ce que suit ce canal pourra être changé ici quand le responsable du bot aura ajouté ceci à « chats », sous [access], dans sa configuration :

## Avis au responsable

notice-feed-failing = Le flux { $feed } est illisible depuis un moment. De nouveaux essais auront lieu de temps à autre.
    { $error }
notice-feed-silent = Le flux { $feed } répond, mais n’apporte rien de neuf depuis un temps inhabituel.
notice-feed-recovered = Le flux { $feed } est revenu à la normale.
notice-config-bad = { $count ->
        [one] La configuration modifiée contient une erreur ; la précédente reste en vigueur :
       *[other] La configuration modifiée contient { $count } erreurs ; la précédente reste en vigueur :
    }
    { $mistakes }
notice-config-loaded = La configuration modifiée est en vigueur.
notice-channel-suspended = Impossible d’écrire dans { $channel }. Ce qui lui est destiné attend que cela redevienne possible.
    { $error }
notice-delivery-dead = Un message pour { $channel } a été abandonné, faute de pouvoir jamais y parvenir. Les suivants continuent.
    { $error }
