<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!--
  Briefing Viewer in French, for the region its first briefs are about. Update with `python tools/catalogue.py`, edit
  here or in Qt Linguist; the command sets the spaces that do not break (before : ; ? ! and inside « »).

  Words, always the same:
    brief          note d’information          note, annotation   annotation
    actor          acteur                      mineral, group     minerai (kind: minéral)
    place          lieu                        place in a text    emplacement, endroit
    mention        mention                     entity             entité
    kind           nature                      tag                étiquette
    highlight      surlignage, surligner       underline          souligner
    gazetteer      répertoire                  front matter       en-tête
    key judgements jugements clés              outline            plan
    review         vérification, vérifier      settle             trancher
    connection     lien                        relation           relation
    export, import exporter, importer          sidecar journal    journal
  Actions are infinitives (« Surligner en jaune »), sentences to the reader use « vous ». What a file or a query must
  hold in English stays English: `colour:yellow`, `actors:`.
-->
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>viewer</name>
    <message>
        <source>&amp;About Briefing Viewer</source>
        <translation>À &amp;propos de Briefing Viewer</translation>
    </message>
    <message>
        <source>&amp;Actors</source>
        <translation>&amp;Acteurs</translation>
    </message>
    <message>
        <source>&amp;Annotate</source>
        <translation>A&amp;nnoter</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <source>&amp;Briefs and outline</source>
        <translation>Notes d’information et &amp;plan</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Choisir…</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>&amp;Vider la liste</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>&amp;Fermer l’onglet</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>&amp;Declared only</source>
        <translation>&amp;Déclarées seulement</translation>
    </message>
    <message>
        <source>&amp;Delete annotation</source>
        <translation>&amp;Supprimer l’annotation</translation>
    </message>
    <message>
        <source>&amp;Deselect</source>
        <translation>&amp;Désélectionner</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>Édi&amp;tion</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>&amp;Extend by a word</source>
        <translation>&amp;Étendre d’un mot</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Filter notes</source>
        <translation>&amp;Filtrer les annotations</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>R&amp;echercher…</translation>
    </message>
    <message>
        <source>&amp;Folder for notes</source>
        <translation>&amp;Dossier des annotations</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>A&amp;ller</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>&amp;Aller à…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;High contrast, dark</source>
        <translation>&amp;Contraste élevé, sombre</translation>
    </message>
    <message>
        <source>&amp;Import notes…</source>
        <translation>&amp;Importer des annotations…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>&amp;List of notes</source>
        <translation>&amp;Liste des annotations</translation>
    </message>
    <message>
        <source>&amp;Matrix of actors and minerals</source>
        <translation>&amp;Matrice des acteurs et des minerais</translation>
    </message>
    <message>
        <source>&amp;Minerals</source>
        <translation>&amp;Minerais</translation>
    </message>
    <message>
        <source>&amp;Next mention</source>
        <translation>Mention &amp;suivante</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Aucune touche</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>Taille &amp;normale</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>A&amp;nnotation</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>&amp;Own themes…</source>
        <translation>&amp;Thèmes personnels…</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>&amp;Paragraphs</source>
        <translation>&amp;Paragraphes</translation>
    </message>
    <message>
        <source>&amp;Places</source>
        <translation>&amp;Lieux</translation>
    </message>
    <message>
        <source>&amp;Previous mention</source>
        <translation>Mention &amp;précédente</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>I&amp;mprimer…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>&amp;Rétablir : {what}</translation>
    </message>
    <message>
        <source>&amp;Relations</source>
        <translation>Re&amp;lations</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Par défaut</translation>
    </message>
    <message>
        <source>&amp;Review moved and lost notes</source>
        <translation>&amp;Vérifier les annotations déplacées et perdues</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Enregistrer sous…</translation>
    </message>
    <message>
        <source>&amp;Sentences</source>
        <translation>P&amp;hrases</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Paramètres…</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>Page d’&amp;accueil</translation>
    </message>
    <message>
        <source>&amp;Tag</source>
        <translation>É&amp;tiquette</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Visite guidée</translation>
    </message>
    <message>
        <source>&amp;Underline</source>
        <translation>So&amp;uligner</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>&amp;Annuler : {what}</translation>
    </message>
    <message>
        <source>&amp;Use this key</source>
        <translation>&amp;Utiliser cette touche</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Affic&amp;hage</translation>
    </message>
    <message>
        <source>&amp;Who and what</source>
        <translation>&amp;Qui et quoi</translation>
    </message>
    <message>
        <source>(no note)</source>
        <translation>(sans annotation)</translation>
    </message>
    <message>
        <source>(through {group})</source>
        <translation>(par {group})</translation>
    </message>
    <message>
        <source>A line under the words instead of a highlight</source>
        <translation>Un trait sous les mots au lieu d’un surlignage</translation>
    </message>
    <message>
        <source>A report could not be kept.</source>
        <translation>Le rapport n’a pas pu être conservé.</translation>
    </message>
    <message>
        <source>A report is kept in {file}. It is sent to nobody, and holds nothing of your briefs.</source>
        <translation>Un rapport est conservé dans {file}. Il n’est envoyé à personne et ne contient rien de vos notes d’information.</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>About Briefing Viewer</source>
        <translation>À propos de Briefing Viewer</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>À propos de {name}</translation>
    </message>
    <message>
        <source>Accept the place</source>
        <translation>Accepter l’emplacement</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Actions et leurs touches</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Acteur</translation>
    </message>
    <message>
        <source>Actors</source>
        <translation>Acteurs</translation>
    </message>
    <message>
        <source>Actors and minerals</source>
        <translation>Acteurs et minerais</translation>
    </message>
    <message>
        <source>Actors not declared</source>
        <translation>Acteurs non déclarés</translation>
    </message>
    <message>
        <source>Actors, minerals, places</source>
        <translation>Acteurs, minerais, lieux</translation>
    </message>
    <message numerus="yes">
        <source>Add to {n} notes:</source>
        <extracomment>For one: Add to 1 note:</extracomment>
        <translation>
            <numerusform>Ajouter à {n} annotation :</numerusform>
            <numerusform>Ajouter à {n} annotations :</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Toutes les annotations</translation>
    </message>
    <message>
        <source>Also written {names}</source>
        <translation>S’écrit aussi {names}</translation>
    </message>
    <message>
        <source>Always, in every brief</source>
        <translation>Toujours, dans toute note d’information</translation>
    </message>
    <message>
        <source>Ambiguous</source>
        <translation>Ambigu</translation>
    </message>
    <message>
        <source>An offer of minerals for security, and the war behind it</source>
        <translation>Des minerais offerts contre la sécurité, et la guerre derrière l’offre</translation>
    </message>
    <message>
        <source>Annotated PDF</source>
        <translation>PDF annoté</translation>
    </message>
    <message>
        <source>Another name of someone or something known</source>
        <translation>Un autre nom de quelqu’un ou de quelque chose de connu</translation>
    </message>
    <message>
        <source>Another version – please settle</source>
        <translation>Autre version – à trancher</translation>
    </message>
    <message>
        <source>April</source>
        <translation>avril</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Flèches</translation>
    </message>
    <message>
        <source>As in the list of notes: words, #tag, colour:yellow, type:claim, author:…</source>
        <translation>Comme dans la liste des annotations : mots, #étiquette, colour:yellow, type:claim, author:…</translation>
    </message>
    <message>
        <source>As in the window: actors, minerals and places</source>
        <translation>Comme dans la fenêtre : acteurs, minerais et lieux</translation>
    </message>
    <message>
        <source>As it would be</source>
        <translation>Après l’importation</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>August</source>
        <translation>août</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Contexte</translation>
    </message>
    <message>
        <source>Before the first heading</source>
        <translation>Avant le premier titre</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Appartient à</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Note d’information</translation>
    </message>
    <message>
        <source>Briefs</source>
        <translation>Notes d’information</translation>
    </message>
    <message>
        <source>Briefs and text (*.md *.markdown *.txt);;All files (*)</source>
        <translation>Notes d’information et textes (*.md *.markdown *.txt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>By author</source>
        <translation>Par auteur</translation>
    </message>
    <message>
        <source>By colour</source>
        <translation>Par couleur</translation>
    </message>
    <message>
        <source>By entity</source>
        <translation>Par entité</translation>
    </message>
    <message>
        <source>By first mention</source>
        <translation>Par première mention</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Par nature</translation>
    </message>
    <message>
        <source>By mentions</source>
        <translation>Par nombre de mentions</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Par nom</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Par emplacement</translation>
    </message>
    <message>
        <source>By tag</source>
        <translation>Par étiquette</translation>
    </message>
    <message>
        <source>By time, newest first</source>
        <translation>Par date, les plus récentes d’abord</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>Par type</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>Tableau CSV (*.csv)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cannot be judged</source>
        <translation>Ne peut être évaluée</translation>
    </message>
    <message>
        <source>Capital</source>
        <translation>Capitale</translation>
    </message>
    <message>
        <source>Change from outside</source>
        <translation>modification extérieure</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifiée</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Modifications</translation>
    </message>
    <message>
        <source>Choose a connection to see its passages.</source>
        <translation>Choisissez un lien pour en voir les passages.</translation>
    </message>
    <message>
        <source>Choose an action to give it another key.</source>
        <translation>Choisissez une action pour lui donner une autre touche.</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Affirmation</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Fermer et les perdre</translation>
    </message>
    <message>
        <source>Close card</source>
        <translation>Fermer la fiche</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Close review</source>
        <translation>Fermer la vérification</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>Fermer {title}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Completely reliable</source>
        <translation>Entièrement fiable</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Confirmed by other sources</source>
        <translation>Confirmée par d’autres sources</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflit</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Liens</translation>
    </message>
    <message>
        <source>Contradiction</source>
        <translation>Contradiction</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copied: adds {keys} in the front matter of the brief</source>
        <translation>Copié : ajoute {keys} dans l’en-tête de la note d’information</translation>
    </message>
    <message>
        <source>Copied: replaces {keys} and adds {others} in the front matter of the brief</source>
        <translation>Copié : remplace {keys} et ajoute {others} dans l’en-tête de la note d’information</translation>
    </message>
    <message>
        <source>Copied: replaces {keys} in the front matter of the brief</source>
        <translation>Copié : remplace {keys} dans l’en-tête de la note d’information</translation>
    </message>
    <message>
        <source>Copy as &amp;front matter</source>
        <translation>Copier comme en-t&amp;ête</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Copier les versions</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Compter</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Décompte en cours…</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>December</source>
        <translation>décembre</translation>
    </message>
    <message>
        <source>Declare</source>
        <translation>Déclarer</translation>
    </message>
    <message>
        <source>Declare, for this reader</source>
        <translation>Déclarer, pour ce lecteur</translation>
    </message>
    <message>
        <source>Declared, but not named in the text</source>
        <translation>Déclaré, mais pas nommé dans le texte</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Delete annotation</source>
        <translation>Supprimer l’annotation</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Supprimée</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>Désélectionner</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Douteuse</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>Tracé en cours…</translation>
    </message>
    <message>
        <source>Edit the note that is chosen</source>
        <translation>Modifier l’annotation choisie</translation>
    </message>
    <message>
        <source>Empty note</source>
        <translation>Annotation vide</translation>
    </message>
    <message>
        <source>End of the brief</source>
        <translation>Fin de la note d’information</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entité</translation>
    </message>
    <message>
        <source>Esc or F11 leads back</source>
        <translation>Échap ou F11 pour revenir</translation>
    </message>
    <message>
        <source>Every element of the format and every gesture of the program</source>
        <translation>Tous les éléments du format et tous les gestes du programme</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export: {format}</source>
        <translation>Exporter : {format}</translation>
    </message>
    <message>
        <source>Exporting {file} …</source>
        <translation>Exportation de {file}…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Extend at the &amp;start</source>
        <translation>Éten&amp;dre au début</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>Ava&amp;nce</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Plein é&amp;cran</translation>
    </message>
    <message>
        <source>Fairly reliable</source>
        <translation>Assez fiable</translation>
    </message>
    <message>
        <source>Fault in the program</source>
        <translation>Erreur du programme</translation>
    </message>
    <message>
        <source>February</source>
        <translation>février</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
    <message>
        <source>Filter actors</source>
        <translation>Filtrer les acteurs</translation>
    </message>
    <message>
        <source>Filter by</source>
        <translation>Filtrer par</translation>
    </message>
    <message>
        <source>Filter by colour, tag, type and more</source>
        <translation>Filtrer par couleur, étiquette, type et autres</translation>
    </message>
    <message>
        <source>Filter entities</source>
        <translation>Filtrer les entités</translation>
    </message>
    <message>
        <source>Filter minerals</source>
        <translation>Filtrer les minerais</translation>
    </message>
    <message>
        <source>Filter notes</source>
        <translation>Filtrer les annotations</translation>
    </message>
    <message>
        <source>Filter places</source>
        <translation>Filtrer les lieux</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Rechercher une action ou une touche</translation>
    </message>
    <message>
        <source>Find in this brief</source>
        <translation>Rechercher dans cette note d’information</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>Rechercher le &amp;suivant</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>Rechercher le précé&amp;dent</translation>
    </message>
    <message>
        <source>Find this name as a mention, here and in its other forms</source>
        <translation>Relever ce nom comme mention, ici et sous ses autres formes</translation>
    </message>
    <message>
        <source>Folder for notes</source>
        <translation>Dossier des annotations</translation>
    </message>
    <message>
        <source>Folder gone</source>
        <translation>dossier disparu</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>Comme le s&amp;ystème</translation>
    </message>
    <message>
        <source>Footnotes</source>
        <translation>Notes de bas de page</translation>
    </message>
    <message>
        <source>For a report of a fault: the versions of everything, and of this system</source>
        <translation>Pour signaler un défaut : les versions de tout, et de ce système</translation>
    </message>
    <message>
        <source>For notes on briefs whose own folder cannot be written to. Earlier notes stay where they are.</source>
        <translation>Pour les annotations des notes d’information dont le dossier n’accepte pas d’écriture. Les annotations antérieures restent où elles sont.</translation>
    </message>
    <message>
        <source>For the archive (PDF/A)</source>
        <translation>Pour l’archivage (PDF/A)</translation>
    </message>
    <message>
        <source>For viewers that hide annotations; they can no longer be edited</source>
        <translation>Pour les visionneuses qui masquent les annotations ; celles-ci ne sont plus modifiables</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Gazetteer</source>
        <translation>Répertoire</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Aller à</translation>
    </message>
    <message>
        <source>Go to a heading, a name, a note or a brief</source>
        <translation>Aller à un titre, un nom, une annotation ou une note d’information</translation>
    </message>
    <message>
        <source>Graph of relations</source>
        <translation>Graphe des relations</translation>
    </message>
    <message>
        <source>Here now</source>
        <translation>Ici, actuellement</translation>
    </message>
    <message>
        <source>Here only</source>
        <translation>Ici seulement</translation>
    </message>
    <message>
        <source>Hide where this was read</source>
        <translation>Masquer les sources</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Élevée</translation>
    </message>
    <message>
        <source>High &amp;contrast, light</source>
        <translation>Contraste é&amp;levé, clair</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>Contraste élevé, sombre</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Contraste élevé, clair</translation>
    </message>
    <message>
        <source>Highlight &amp;all occurrences</source>
        <translation>Surligner t&amp;outes les occurrences</translation>
    </message>
    <message>
        <source>Highlight blue</source>
        <translation>Surligner en bleu</translation>
    </message>
    <message>
        <source>Highlight green</source>
        <translation>Surligner en vert</translation>
    </message>
    <message>
        <source>Highlight orange</source>
        <translation>Surligner en orange</translation>
    </message>
    <message>
        <source>Highlight pink</source>
        <translation>Surligner en rose</translation>
    </message>
    <message>
        <source>Highlight yellow</source>
        <translation>Surligner en jaune</translation>
    </message>
    <message>
        <source>Highlight {colour}</source>
        <translation>Surligner en {colour}</translation>
    </message>
    <message>
        <source>Highlighted in {colour}</source>
        <translation>Surligné en {colour}</translation>
    </message>
    <message numerus="yes">
        <source>Highlighted in {n} places</source>
        <extracomment>For one: Highlighted in 1 place</extracomment>
        <translation>
            <numerusform>Surligné à {n} endroit</numerusform>
            <numerusform>Surligné à {n} endroits</numerusform>
        </translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorer</translation>
    </message>
    <message>
        <source>Ignore in this brief</source>
        <translation>Ignorer dans cette note d’information</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation>Importer des annotations</translation>
    </message>
    <message numerus="yes">
        <source>Imported {count} of {n} changes. Undo takes them back.</source>
        <extracomment>For one: Imported {count} of 1 change. Undo takes it back.</extracomment>
        <translation>
            <numerusform>{count} modification importée sur {n}. « Annuler » la retire.</numerusform>
            <numerusform>Modifications importées : {count} sur {n}. « Annuler » les retire.</numerusform>
        </translation>
    </message>
    <message>
        <source>Improbable</source>
        <translation>Improbable</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>It comes with QtAwesome; the one-folder build leaves it out.</source>
        <translation>Vient avec QtAwesome ; absent de la version en un seul dossier.</translation>
    </message>
    <message>
        <source>It comes with pikepdf.</source>
        <translation>Vient avec pikepdf.</translation>
    </message>
    <message>
        <source>It comes with rustworkx; the one-folder build leaves it out.</source>
        <translation>Vient avec rustworkx ; absent de la version en un seul dossier.</translation>
    </message>
    <message>
        <source>It contains PDFium, BSD-3-Clause, and the libraries that PDFium is built of.</source>
        <translation>Contient PDFium, BSD-3-Clause, et les bibliothèques dont PDFium est fait.</translation>
    </message>
    <message>
        <source>It contains libyaml, MIT.</source>
        <translation>Contient libyaml, MIT.</translation>
    </message>
    <message>
        <source>It contains qpdf, Apache-2.0, whose source is at https://github.com/qpdf/qpdf. Nothing was changed.</source>
        <translation>Contient qpdf, Apache-2.0, dont la source se trouve à https://github.com/qpdf/qpdf. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>It joins Qt and Python, and comes with Qt for Python.</source>
        <translation>Relie Qt et Python, et vient avec Qt for Python.</translation>
    </message>
    <message>
        <source>Its address is too long to be shown whole. It begins:
{address}</source>
        <translation>Son adresse est trop longue pour être montrée en entier. Elle commence par :
{address}</translation>
    </message>
    <message>
        <source>January</source>
        <translation>janvier</translation>
    </message>
    <message>
        <source>July</source>
        <translation>juillet</translation>
    </message>
    <message>
        <source>June</source>
        <translation>juin</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Garder les deux</translation>
    </message>
    <message>
        <source>Keep left</source>
        <translation>Garder celle de gauche</translation>
    </message>
    <message>
        <source>Keep right</source>
        <translation>Garder celle de droite</translation>
    </message>
    <message>
        <source>Keep without a place</source>
        <translation>Garder sans emplacement</translation>
    </message>
    <message>
        <source>Kept for every brief in {path}</source>
        <translation>Gardé pour toute note d’information dans {path}</translation>
    </message>
    <message>
        <source>Key judgements</source>
        <translation>Jugements clés</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Kind: {kind}</source>
        <translation>Nature : {kind}</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Connu par</translation>
    </message>
    <message>
        <source>Leave out names that only stand together in the text</source>
        <translation>Écarter les noms qui ne font que se côtoyer dans le texte</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Moins</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Lettre US</translation>
    </message>
    <message>
        <source>Lexicon</source>
        <translation>Lexique</translation>
    </message>
    <message>
        <source>Libraries of the system</source>
        <translation>Bibliothèques du système</translation>
    </message>
    <message>
        <source>Libraries of the system on which this folder was built, and which travel with it.</source>
        <translation>Bibliothèques du système sur lequel ce dossier a été construit, et qui voyagent avec lui.</translation>
    </message>
    <message>
        <source>Licence and notices</source>
        <translation>Licence et mentions</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licence : {licence}</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Light or &amp;dark</source>
        <translation>Cla&amp;ir ou sombre</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Clair ou sombre</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Listes</translation>
    </message>
    <message>
        <source>Lists behind the text</source>
        <translation>Listes après le texte</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Recherche en cours…</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Faible</translation>
    </message>
    <message>
        <source>Making a preview …</source>
        <translation>Préparation de l’aperçu…</translation>
    </message>
    <message>
        <source>March</source>
        <translation>mars</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Marqué</translation>
    </message>
    <message>
        <source>Marked under “{heading}”</source>
        <translation>Marqué sous « {heading} »</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Respecter la casse</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Reconnu par</translation>
    </message>
    <message>
        <source>Matrix of actors and minerals</source>
        <translation>Matrice des acteurs et des minerais</translation>
    </message>
    <message>
        <source>Matrix – {title}</source>
        <translation>Matrice – {title}</translation>
    </message>
    <message>
        <source>May</source>
        <translation>mai</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Mineral</source>
        <translation>Minerai</translation>
    </message>
    <message>
        <source>Minerals</source>
        <translation>Minerais</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>Modérée</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>Plus d’outils</translation>
    </message>
    <message>
        <source>Move in lists, the text and the margin</source>
        <translation>Se déplacer dans les listes, le texte et la marge</translation>
    </message>
    <message>
        <source>Moved – is this still the place?</source>
        <translation>Déplacée – est-ce toujours l’emplacement ?</translation>
    </message>
    <message>
        <source>Moved – please check</source>
        <translation>Déplacée – à vérifier</translation>
    </message>
    <message>
        <source>Name, alias or id</source>
        <translation>Nom, alias ou identifiant</translation>
    </message>
    <message>
        <source>Named &amp;together at least</source>
        <translation>Nommés &amp;ensemble au moins</translation>
    </message>
    <message>
        <source>Named together in at least so many sentences</source>
        <translation>Nommés ensemble dans au moins tant de phrases</translation>
    </message>
    <message>
        <source>Names of states come from the Unicode CLDR, demonyms and capitals from The World Factbook.</source>
        <translation>Les noms d’États viennent du CLDR d’Unicode, les gentilés et les capitales du World Factbook.</translation>
    </message>
    <message>
        <source>Names of your own, for every brief, are kept in this file:</source>
        <translation>Vos propres noms, pour toute note d’information, sont gardés dans ce fichier :</translation>
    </message>
    <message>
        <source>Names of your own, for every brief, in a text file.</source>
        <translation>Vos propres noms, pour toute note d’information, dans un fichier texte.</translation>
    </message>
    <message>
        <source>Names that neither the brief declares nor the gazetteer knows</source>
        <translation>Noms que la note d’information ne déclare pas et que le répertoire ne connaît pas</translation>
    </message>
    <message>
        <source>Ne&amp;ver a mention, in any brief</source>
        <translation>Jamais une mention, nulle &amp;part</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>Onglet sui&amp;vant</translation>
    </message>
    <message>
        <source>Never a mention in this brief</source>
        <translation>Jamais une mention dans cette note d’information</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>New &amp;tab</source>
        <translation>&amp;Nouvel onglet</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Nouvelle touche</translation>
    </message>
    <message>
        <source>New: “{name}”</source>
        <translation>Nouveau : « {name} »</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivante</translation>
    </message>
    <message>
        <source>Next note</source>
        <translation>Annotation suivante</translation>
    </message>
    <message>
        <source>Next note to review</source>
        <translation>Annotation suivante à vérifier</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Volet suivant</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Endroit suivant</translation>
    </message>
    <message>
        <source>No &amp;mention here</source>
        <translation>Pas une &amp;mention ici</translation>
    </message>
    <message>
        <source>No actors match.</source>
        <translation>Aucun acteur ne correspond.</translation>
    </message>
    <message>
        <source>No author</source>
        <translation>Sans auteur</translation>
    </message>
    <message>
        <source>No authors, no dates, no attachment, nothing of notes that are left out</source>
        <translation>Ni auteurs, ni dates, ni pièce jointe, rien des annotations laissées de côté</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>Sans couleur</translation>
    </message>
    <message>
        <source>No entity</source>
        <translation>Sans entité</translation>
    </message>
    <message>
        <source>No match.</source>
        <translation>Aucune correspondance.</translation>
    </message>
    <message>
        <source>No mention</source>
        <translation>Pas une mention</translation>
    </message>
    <message>
        <source>No mention in this &amp;brief</source>
        <translation>Pas une mention dans &amp;cette note</translation>
    </message>
    <message>
        <source>No minerals match.</source>
        <translation>Aucun minerai ne correspond.</translation>
    </message>
    <message>
        <source>No note goes into the file.</source>
        <translation>Aucune annotation n’entre dans le fichier.</translation>
    </message>
    <message>
        <source>No note matches.</source>
        <translation>Aucune annotation ne correspond.</translation>
    </message>
    <message>
        <source>No notes changed</source>
        <translation>Aucune annotation modifiée</translation>
    </message>
    <message>
        <source>No notes yet. Select words, then choose a colour to highlight them, or write a note.</source>
        <translation>Pas encore d’annotation. Sélectionnez des mots, puis choisissez une couleur pour les surligner, ou écrivez une annotation.</translation>
    </message>
    <message>
        <source>No notes.</source>
        <translation>Aucune annotation.</translation>
    </message>
    <message>
        <source>No paragraph of this brief names both an actor and a mineral.</source>
        <translation>Aucun paragraphe de cette note d’information ne nomme à la fois un acteur et un minerai.</translation>
    </message>
    <message>
        <source>No places match.</source>
        <translation>Aucun lieu ne correspond.</translation>
    </message>
    <message>
        <source>No recent briefs</source>
        <translation>Aucune note d’information récente</translation>
    </message>
    <message>
        <source>No sentence of this brief names both an actor and a mineral.</source>
        <translation>Aucune phrase de cette note d’information ne nomme à la fois un acteur et un minerai.</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>Sans étiquette</translation>
    </message>
    <message>
        <source>No type</source>
        <translation>Sans type</translation>
    </message>
    <message>
        <source>Not declared {count}</source>
        <translation>Non déclarés : {count}</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Not found in this text</source>
        <translation>Introuvable dans ce texte</translation>
    </message>
    <message>
        <source>Not found in this text: comes in without a place</source>
        <translation>Introuvable dans ce texte : entre sans emplacement</translation>
    </message>
    <message>
        <source>Not found in this version of the brief</source>
        <translation>Introuvables dans cette version de la note d’information</translation>
    </message>
    <message>
        <source>Not found in this version:</source>
        <translation>Introuvable dans cette version :</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Pas ici</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not listed</source>
        <translation>Hors liste</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Non précisé</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>Not saved to {file}: {why}. Your notes are safe in the journal beside it; it will be tried again.</source>
        <translation>Pas enregistré dans {file} : {why}. Vos annotations sont en sûreté dans le journal à côté ; un nouvel essai suivra.</translation>
    </message>
    <message>
        <source>Not saved yet: the disk does not answer. Your notes are kept in memory, and saved as soon as it does.</source>
        <translation>Pas encore enregistré : le disque ne répond pas. Vos annotations sont gardées en mémoire et seront enregistrées dès qu’il répondra.</translation>
    </message>
    <message>
        <source>Not saved: the program made a mistake. Your notes are kept in memory.</source>
        <translation>Non enregistré : le programme a commis une erreur. Vos annotations sont gardées en mémoire.</translation>
    </message>
    <message>
        <source>Not saved: {why}. Your notes are kept in memory; put this right and save again before you close.</source>
        <translation>Non enregistré : {why}. Vos annotations sont gardées en mémoire ; remédiez-y et enregistrez de nouveau avant de fermer.</translation>
    </message>
    <message>
        <source>Not there any more: {folder}</source>
        <translation>N’existe plus : {folder}</translation>
    </message>
    <message>
        <source>Not there: keep without a place</source>
        <translation>Pas là : garder sans emplacement</translation>
    </message>
    <message>
        <source>Not underlined in the text</source>
        <translation>Non souligné dans le texte</translation>
    </message>
    <message>
        <source>Not usually reliable</source>
        <translation>Pas habituellement fiable</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>Note on the &amp;whole brief</source>
        <translation>Annotation sur toute la note d’&amp;information</translation>
    </message>
    <message>
        <source>Note {number}</source>
        <translation>Annotation {number}</translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation>Annotation : {words}</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Annotations</translation>
    </message>
    <message>
        <source>Notes (*.pdf *.docx *.csv *.jsonld *.json);;All files (*)</source>
        <translation>Annotations (*.pdf *.docx *.csv *.jsonld *.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Notes are not saved</source>
        <translation>Annotations non enregistrées</translation>
    </message>
    <message>
        <source>Notes are read from PDF, Word (.docx), CSV, Web Annotation JSON-LD and Hypothesis' JSON.</source>
        <translation>Les annotations se lisent dans les fichiers PDF, Word (.docx), CSV, JSON-LD (Web Annotation) et le JSON d’Hypothesis.</translation>
    </message>
    <message>
        <source>Notes as JSON</source>
        <translation>Annotations en JSON</translation>
    </message>
    <message>
        <source>Notes as JSON-LD</source>
        <translation>Annotations en JSON-LD</translation>
    </message>
    <message>
        <source>Notes as Markdown</source>
        <translation>Annotations en Markdown</translation>
    </message>
    <message>
        <source>Notes as a table (CSV)</source>
        <translation>Annotations en tableau (CSV)</translation>
    </message>
    <message>
        <source>Notes in the margin</source>
        <translation>Annotations en marge</translation>
    </message>
    <message>
        <source>Notes to review: {what}.</source>
        <translation>Annotations à vérifier : {what}.</translation>
    </message>
    <message>
        <source>Nothing is left to draw.</source>
        <translation>Il ne reste rien à tracer.</translation>
    </message>
    <message>
        <source>Nothing new came in: {what}.</source>
        <translation>Rien de nouveau n’est entré : {what}.</translation>
    </message>
    <message>
        <source>Nothing of that name</source>
        <translation>Rien de ce nom</translation>
    </message>
    <message>
        <source>Nothing to copy yet: declare a name, or say what one is wherever the brief has it.</source>
        <translation>Rien à copier encore : déclarez un nom, ou dites ce qu’il désigne partout où la note d’information l’emploie.</translation>
    </message>
    <message>
        <source>Nothing was installed for this user.</source>
        <translation>Rien n’était installé pour cet utilisateur.</translation>
    </message>
    <message>
        <source>Nothing was installed: this is for Linux desktops.</source>
        <translation>Rien n’a été installé : ceci est pour les bureaux Linux.</translation>
    </message>
    <message>
        <source>November</source>
        <translation>novembre</translation>
    </message>
    <message>
        <source>October</source>
        <translation>octobre</translation>
    </message>
    <message>
        <source>Of a brief’s text at 100 %. The column grows with it.</source>
        <translation>Du texte d’une note d’information à 100 %. La colonne grandit avec lui.</translation>
    </message>
    <message>
        <source>Of what is exported and printed.</source>
        <translation>De ce qui est exporté et imprimé.</translation>
    </message>
    <message>
        <source>On Windows, right-click a .brief.md file, choose “Open with › Choose another app”, and pick {program}.</source>
        <translation>Sous Windows, cliquez avec le bouton droit sur un fichier .brief.md, choisissez « Ouvrir avec › Choisir une autre application », puis {program}.</translation>
    </message>
    <message>
        <source>On its words</source>
        <translation>Sur ses mots</translation>
    </message>
    <message>
        <source>On macOS, select a .brief.md file in the Finder, choose Get Info, and pick {program} under “Open with”.</source>
        <translation>Sous macOS, sélectionnez un fichier .brief.md dans le Finder, choisissez Lire les informations, puis {program} sous « Ouvrir avec ».</translation>
    </message>
    <message>
        <source>On the whole brief</source>
        <translation>Sur toute la note d’information</translation>
    </message>
    <message>
        <source>Only http, https and mailto addresses are. It leads to:
{address}</source>
        <translation>Seules les adresses http, https et mailto le sont. Il mène à :
{address}</translation>
    </message>
    <message>
        <source>Only notes that match</source>
        <translation>Seulement les annotations qui correspondent</translation>
    </message>
    <message>
        <source>Only their marks: where these are painted, what the notes say stands in the lists behind the text.</source>
        <translation>Seulement leurs marques : quand celles-ci sont peintes, ce que disent les annotations se trouve dans les listes après le texte.</translation>
    </message>
    <message>
        <source>Only what the brief declares</source>
        <translation>Seulement ce que la note d’information déclare</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Ouvrir un fichier &amp;récent</translation>
    </message>
    <message>
        <source>Open a brief</source>
        <translation>Ouvrir une note d’information</translation>
    </message>
    <message>
        <source>Open a brief…</source>
        <translation>Ouvrir une note d’information…</translation>
    </message>
    <message>
        <source>Open briefs</source>
        <translation>Notes d’information ouvertes</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>Ouvrir dans un nouvel onglet</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Ouvrir le lien</translation>
    </message>
    <message>
        <source>Open the website</source>
        <translation>Ouvrir le site web</translation>
    </message>
    <message>
        <source>Open this address at {host} in your browser?</source>
        <translation>Ouvrir cette adresse chez {host} dans votre navigateur ?</translation>
    </message>
    <message>
        <source>Opening {name} …</source>
        <translation>Ouverture de {name}…</translation>
    </message>
    <message>
        <source>Opens the folder in which each .toml file is a theme</source>
        <translation>Ouvre le dossier où chaque fichier .toml est un thème</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Order of actors</source>
        <translation>Ordre des acteurs</translation>
    </message>
    <message>
        <source>Order of minerals</source>
        <translation>Ordre des minerais</translation>
    </message>
    <message>
        <source>Order of notes</source>
        <translation>Ordre des annotations</translation>
    </message>
    <message>
        <source>Order of places</source>
        <translation>Ordre des lieux</translation>
    </message>
    <message>
        <source>Order, and what is listed</source>
        <translation>Ordre, et ce qui est listé</translation>
    </message>
    <message>
        <source>Ore of</source>
        <translation>Minerai de</translation>
    </message>
    <message>
        <source>Ores</source>
        <translation>Minerais</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Vue d’ensemble</translation>
    </message>
    <message>
        <source>Own &amp;names…</source>
        <translation>&amp;Noms personnels…</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>Image PNG (*.png)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Page preview</source>
        <translation>Aperçu de la page</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Page {number} sur {count}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Paint the marks into the page</source>
        <translation>Peindre les marques dans la page</translation>
    </message>
    <message>
        <source>Paragraphs that name both</source>
        <translation>Paragraphes qui nomment les deux</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Composants</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Passages that name both</source>
        <translation>Passages qui nomment les deux</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Place in the text</source>
        <translation>Emplacement</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <source>Places not declared</source>
        <translation>Lieux non déclarés</translation>
    </message>
    <message>
        <source>Places to go to</source>
        <translation>Destinations</translation>
    </message>
    <message>
        <source>Possibly true</source>
        <translation>Possiblement vraie</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>Onglet pré&amp;cédent</translation>
    </message>
    <message>
        <source>Press a key.</source>
        <translation>Appuyez sur une touche.</translation>
    </message>
    <message>
        <source>Press the new key for “{action}” in the field.</source>
        <translation>Appuyez dans le champ sur la nouvelle touche de « {action} ».</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Précédente</translation>
    </message>
    <message>
        <source>Previous note</source>
        <translation>Annotation précédente</translation>
    </message>
    <message>
        <source>Previous note to review</source>
        <translation>Annotation précédente à vérifier</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Page précédente</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Volet précédent</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Endroit précédent</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Imprimé</translation>
    </message>
    <message>
        <source>Printing {title} …</source>
        <translation>Impression de {title} …</translation>
    </message>
    <message>
        <source>Probably true</source>
        <translation>Probablement vraie</translation>
    </message>
    <message>
        <source>Produces</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>Qt and its Python bindings are used under the GNU Lesser General Public License, version 3, as published; nothing in them was changed. You may replace them with versions of your own: they are files of their own, in the folder PySide6. Their source is at the address above. Qt contains parts by others, under licences that allow this; they are listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html.</source>
        <translation>Qt et sa liaison Python sont utilisés sous la licence GNU LGPL, version 3, tels que publiés ; rien n’y a été modifié. Vous pouvez les remplacer par vos propres versions : ce sont des fichiers à part, dans le dossier PySide6. Leur source se trouve à l’adresse ci-dessus. Qt contient des parties d’autres auteurs, sous des licences qui le permettent ; elles sont énumérées à https://doc.qt.io/qt-6/licenses-used-in-qt.html.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Re-attach to the selected words</source>
        <translation>Rattacher aux mots sélectionnés</translation>
    </message>
    <message>
        <source>Read a brief closely, see who acts and what is at stake, and hand it on marked up.</source>
        <translation>Lire de près une note d’information, voir qui agit et ce qui est en jeu, et la transmettre annotée.</translation>
    </message>
    <message>
        <source>Read briefs closely, offline, and hand them on marked up. Free software under the MIT licence.</source>
        <translation>Lire de près des notes d’information, hors ligne, et les transmettre annotées. Logiciel libre sous licence MIT.</translation>
    </message>
    <message>
        <source>Reading {files} …</source>
        <translation>Lecture de {files}…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récentes</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Relations</translation>
    </message>
    <message>
        <source>Relations and names that stand together</source>
        <translation>Relations et noms qui se côtoient</translation>
    </message>
    <message>
        <source>Relations – {title}</source>
        <translation>Relations – {title}</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>&amp;Tout par défaut</translation>
    </message>
    <message>
        <source>Review of notes</source>
        <translation>Vérification des annotations</translation>
    </message>
    <message numerus="yes">
        <source>Review {n} notes …</source>
        <extracomment>For one: Review 1 note …</extracomment>
        <translation>
            <numerusform>Vérifier {n} annotation…</numerusform>
            <numerusform>Vérifier {n} annotations…</numerusform>
        </translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>S&amp;epia</source>
        <translation>S&amp;épia</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>Dessin SVG (*.svg)</translation>
    </message>
    <message>
        <source>Said of this brief by you:</source>
        <translation>Dit par vous de cette note d’information :</translation>
    </message>
    <message>
        <source>Save as PNG, SVG or CSV</source>
        <translation>Enregistrer en PNG, SVG ou CSV</translation>
    </message>
    <message>
        <source>Save the matrix</source>
        <translation>Enregistrer la matrice</translation>
    </message>
    <message>
        <source>Save the relations</source>
        <translation>Enregistrer les relations</translation>
    </message>
    <message>
        <source>Saved ✓</source>
        <translation>Enregistré ✓</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Enregistré : {path}</translation>
    </message>
    <message>
        <source>Search parts and licences</source>
        <translation>Rechercher dans les composants et les licences</translation>
    </message>
    <message>
        <source>Select the words in the brief that it belongs to, if there are any.</source>
        <translation>Sélectionnez dans la note d’information les mots auxquels elle se rapporte, s’il y en a.</translation>
    </message>
    <message>
        <source>Select words</source>
        <translation>Sélectionner des mots</translation>
    </message>
    <message>
        <source>Select words or click a mention first</source>
        <translation>Sélectionnez d’abord des mots ou cliquez sur une mention</translation>
    </message>
    <message>
        <source>Sentences that name both</source>
        <translation>Phrases qui nomment les deux</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>Sépia</translation>
    </message>
    <message>
        <source>September</source>
        <translation>septembre</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Sh&amp;rink by a word</source>
        <translation>&amp;Réduire d’un mot</translation>
    </message>
    <message>
        <source>Share safely</source>
        <translation>Partager sans risque</translation>
    </message>
    <message>
        <source>Shift+Arrow keys</source>
        <translation>Maj+Flèches</translation>
    </message>
    <message>
        <source>Shipped with the program</source>
        <translation>Fournies avec le programme</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>Show all of it (0)</source>
        <translation>Tout montrer (0)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Montrer dans le dossier</translation>
    </message>
    <message>
        <source>Show this table in a window of its own</source>
        <translation>Afficher ce tableau dans sa propre fenêtre</translation>
    </message>
    <message>
        <source>Show where this was read</source>
        <translation>Afficher les sources</translation>
    </message>
    <message>
        <source>Shrin&amp;k at the start</source>
        <translation>Réduire au dé&amp;but</translation>
    </message>
    <message>
        <source>Some notes are not saved.</source>
        <translation>Certaines annotations ne sont pas enregistrées.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>Se trouve maintenant</translation>
    </message>
    <message>
        <source>Stands now under “{heading}”</source>
        <translation>Se trouve maintenant sous « {heading} »</translation>
    </message>
    <message>
        <source>Stands on new notes. Earlier ones keep theirs.</source>
        <translation>Figure sur les nouvelles annotations. Les anciennes gardent le leur.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Started again, it opens the same briefs at the same places.</source>
        <translation>Redémarré, il ouvre les mêmes notes d’information aux mêmes endroits.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Rester</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Style</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Tag notes</source>
        <translation>Étiqueter des annotations</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Étiquettes, séparées par des virgules</translation>
    </message>
    <message>
        <source>Take in nothing</source>
        <translation>Ne rien importer</translation>
    </message>
    <message numerus="yes">
        <source>Take in {n} changes</source>
        <extracomment>For one: Take in 1 change</extracomment>
        <translation>
            <numerusform>Importer {n} modification</numerusform>
            <numerusform>Importer {n} modifications</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them along</source>
        <translation>Les reprendre</translation>
    </message>
    <message>
        <source>The brief was changed by another program and was read again.</source>
        <translation>La note d’information a été modifiée par un autre programme et a été relue.</translation>
    </message>
    <message>
        <source>The brief was changed by another program. It is read again when you leave the note.</source>
        <translation>La note d’information a été modifiée par un autre programme. Elle sera relue quand vous quitterez l’annotation.</translation>
    </message>
    <message>
        <source>The brief was moved or deleted. It stays as you see it, and your notes stay where they are.</source>
        <translation>La note d’information a été déplacée ou supprimée. Elle reste telle que vous la voyez, et vos annotations restent où elles sont.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>L’exportation a été arrêtée ; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>The folder of this brief is gone.</source>
        <translation>Le dossier de cette note d’information a disparu.</translation>
    </message>
    <message>
        <source>The folder of this brief may not be written to.</source>
        <translation>Le dossier de cette note d’information n’accepte pas d’écriture.</translation>
    </message>
    <message>
        <source>The icons, by Helena Zhang and Tobias Fried, taken from QtAwesome, which is under the MIT licence too.</source>
        <translation>Les icônes, de Helena Zhang et Tobias Fried, tirées de QtAwesome, lui aussi sous licence MIT.</translation>
    </message>
    <message>
        <source>The journal of {file} is damaged: {bad} of its entries cannot be read.</source>
        <translation>Le journal de {file} est endommagé : entrées illisibles, {bad}.</translation>
    </message>
    <message>
        <source>The notes cannot be read now: {why}. Try again in a moment.</source>
        <translation>Les annotations ne peuvent pas être lues maintenant : {why}. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The notes in {file} cannot be taken along: {why}. They are left where they are.</source>
        <translation>Les annotations de {file} ne peuvent pas être reprises : {why}. Elles restent où elles sont.</translation>
    </message>
    <message>
        <source>The notes of this very text lie in {file}, whose brief is gone.</source>
        <translation>Les annotations de ce même texte se trouvent dans {file}, dont la note d’information a disparu.</translation>
    </message>
    <message>
        <source>The notes were taken along.</source>
        <translation>Les annotations ont été reprises.</translation>
    </message>
    <message>
        <source>The program ended by a fault of its own last time; your notes are as you left them. A report is kept in {file}. It is sent to nobody, and holds nothing of your briefs.</source>
        <translation>La dernière fois, le programme s’est arrêté par sa propre faute ; vos annotations sont telles que vous les avez laissées. Un rapport est conservé dans {file}. Il n’est envoyé à personne et ne contient rien de vos notes d’information.</translation>
    </message>
    <message>
        <source>The program is in the menu, and files named .brief.md open in it.</source>
        <translation>Le programme est dans le menu, et il ouvre les fichiers .brief.md.</translation>
    </message>
    <message>
        <source>The program made a mistake. Your notes are saved.</source>
        <translation>Le programme a commis une erreur. Vos annotations sont enregistrées.</translation>
    </message>
    <message>
        <source>The reading face. Exported PDFs contain the letters that they use.</source>
        <translation>Le caractère de lecture. Les PDF exportés contiennent les lettres qu’ils emploient.</translation>
    </message>
    <message>
        <source>The settings could not be read and are as they come with the program. What was there is kept in {file}.</source>
        <translation>Les paramètres n’ont pas pu être lus et sont ceux d’origine. Ce qui s’y trouvait est gardé dans {file}.</translation>
    </message>
    <message>
        <source>There are no notes beside {path}.</source>
        <translation>Il n’y a pas d’annotations à côté de {path}.</translation>
    </message>
    <message>
        <source>There are no notes in {path}.</source>
        <translation>Il n’y a pas d’annotations dans {path}.</translation>
    </message>
    <message>
        <source>There is no preview of this format.</source>
        <translation>Ce format n’a pas d’aperçu.</translation>
    </message>
    <message>
        <source>There is no theme {file} in {folder} any more. The window follows the system.</source>
        <translation>Il n’y a plus de thème {file} dans {folder}. La fenêtre suit le système.</translation>
    </message>
    <message>
        <source>This &amp;is …</source>
        <translation>C’&amp;est…</translation>
    </message>
    <message>
        <source>This brief declares no relation, and no sentence of it names two entities.</source>
        <translation>Cette note d’information ne déclare aucune relation, et aucune de ses phrases ne nomme deux entités.</translation>
    </message>
    <message>
        <source>This brief has no text.</source>
        <translation>Cette note d’information n’a pas de texte.</translation>
    </message>
    <message>
        <source>This brief names no actors.</source>
        <translation>Cette note d’information ne nomme aucun acteur.</translation>
    </message>
    <message>
        <source>This brief names no minerals.</source>
        <translation>Cette note d’information ne nomme aucun minerai.</translation>
    </message>
    <message>
        <source>This brief names no places.</source>
        <translation>Cette note d’information ne nomme aucun lieu.</translation>
    </message>
    <message>
        <source>This could not be done: the program made a mistake.</source>
        <translation>Cela n’a pas pu être fait : le programme a commis une erreur.</translation>
    </message>
    <message>
        <source>This folder cannot be used: {why}. Notes go on being kept in {folder}.</source>
        <translation>Ce dossier ne peut pas servir : {why}. Les annotations restent gardées dans {folder}.</translation>
    </message>
    <message>
        <source>This is …</source>
        <translation>C’est…</translation>
    </message>
    <message>
        <source>This link is not opened.</source>
        <translation>Ce lien n’est pas ouvert.</translation>
    </message>
    <message>
        <source>Tick or open what is chosen</source>
        <translation>Cocher ou ouvrir ce qui est choisi</translation>
    </message>
    <message>
        <source>To the next control</source>
        <translation>À l’élément suivant</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
    <message>
        <source>Top of the brief</source>
        <translation>Début de la note d’information</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Two versions of one note – which one stays?</source>
        <translation>Deux versions d’une annotation – laquelle reste ?</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Type &amp;size</source>
        <translation>Taille du te&amp;xte</translation>
    </message>
    <message>
        <source>Ukraine, Kazakhstan, Iraq, Greenland: other deals on the table</source>
        <translation>Ukraine, Kazakhstan, Irak, Groenland : d’autres accords sur la table</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Souligner</translation>
    </message>
    <message>
        <source>Underline who and what is named</source>
        <translation>Souligner qui et quoi est nommé</translation>
    </message>
    <message>
        <source>Underlined in the text</source>
        <translation>Souligné dans le texte</translation>
    </message>
    <message>
        <source>Unreliable</source>
        <translation>Non fiable</translation>
    </message>
    <message>
        <source>Until it is mended, the window follows the system. It is in {folder}.</source>
        <translation>Tant qu’il n’est pas réparé, la fenêtre suit le système. Il se trouve dans {folder}.</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Sans titre</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usage</translation>
    </message>
    <message>
        <source>Usually reliable</source>
        <translation>Habituellement fiable</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Page web</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Contenu</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Ce que c’est</translation>
    </message>
    <message>
        <source>What the new one is</source>
        <translation>Ce qu’est le nouveau</translation>
    </message>
    <message>
        <source>Wherever this brief has these words</source>
        <translation>Partout où cette note d’information emploie ces mots</translation>
    </message>
    <message>
        <source>Who and what</source>
        <translation>Qui et quoi</translation>
    </message>
    <message>
        <source>Who and what is named, with pages; and all notes, numbered</source>
        <translation>Qui et quoi est nommé, avec les pages ; et toutes les annotations, numérotées</translation>
    </message>
    <message>
        <source>Whole table</source>
        <translation>Tableau entier</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Mots entiers</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Avec</translation>
    </message>
    <message>
        <source>With everything that is needed to show it in years to come</source>
        <translation>Avec tout ce qu’il faut pour l’afficher dans bien des années</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Document Word</translation>
    </message>
    <message>
        <source>Words, #tag, colour:yellow, type:claim, author:… (several of one kind: any of them)</source>
        <translation>Mots, #étiquette, colour:yellow, type:claim, author:… (plusieurs d’une sorte : l’un d’eux)</translation>
    </message>
    <message>
        <source>Write a note (Markdown)</source>
        <translation>Écrire une annotation (Markdown)</translation>
    </message>
    <message>
        <source>Write to this address with your mail program?</source>
        <translation>Écrire à cette adresse avec votre messagerie ?</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>Votre &amp;nom</translation>
    </message>
    <message>
        <source>Your own &amp;names…</source>
        <translation>Vos propres &amp;noms…</translation>
    </message>
    <message>
        <source>Your own names</source>
        <translation>Vos propres noms</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Agrandir</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>&amp;Réduire</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Agrandir (+)</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Réduire (-)</translation>
    </message>
    <message>
        <source>[{table}] has no {key}, but {known}.</source>
        <translation>[{table}] n’a pas de {key}, mais {known}.</translation>
    </message>
    <message>
        <source>[{table}] lacks {missing}. Add that, or a line base = "light" at the top.</source>
        <translation>Il manque {missing} à [{table}]. Ajoutez-le, ou une ligne base = "light" au début.</translation>
    </message>
    <message>
        <source>`aliases` needs a line `other name: id` for each</source>
        <translation>`aliases` demande une ligne `autre nom: id` pour chacun</translation>
    </message>
    <message>
        <source>`lexicon` must be `true` or `false`; true is assumed</source>
        <translation>`lexicon` doit être `true` ou `false` ; true est supposé</translation>
    </message>
    <message>
        <source>`{date}` is no ISO 8601 date; write YYYY-MM-DD</source>
        <translation>`{date}` n’est pas une date ISO 8601 ; écrivez AAAA-MM-JJ</translation>
    </message>
    <message>
        <source>`{identity}` is no id; use letters, digits and hyphens: `{right}`</source>
        <translation>`{identity}` n’est pas un identifiant ; employez lettres, chiffres et traits d’union : `{right}`</translation>
    </message>
    <message>
        <source>`{id}` is not in the gazetteer and has no name; give it one</source>
        <translation>`{id}` n’est pas dans le répertoire et n’a pas de nom ; donnez-lui-en un</translation>
    </message>
    <message>
        <source>`{key}` is a list; write `- {text}` on a line of its own</source>
        <translation>`{key}` est une liste ; écrivez `- {text}` sur une ligne à part</translation>
    </message>
    <message>
        <source>`{key}` must be a list; begin each entry with `- `</source>
        <translation>`{key}` doit être une liste ; commencez chaque entrée par `- `</translation>
    </message>
    <message>
        <source>`{key}` must be a list; write each entry on a line that begins with `- `</source>
        <translation>`{key}` doit être une liste ; écrivez chaque entrée sur une ligne qui commence par `- `</translation>
    </message>
    <message>
        <source>`{key}` must be a text</source>
        <translation>`{key}` doit être un texte</translation>
    </message>
    <message>
        <source>`{key}` must be a text; write it on one line or after `|`</source>
        <translation>`{key}` doit être un texte ; écrivez-le sur une ligne ou après `|`</translation>
    </message>
    <message>
        <source>`{version}` is no format version; write `brief: {known}`</source>
        <translation>`{version}` n’est pas une version du format ; écrivez `brief: {known}`</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation>une image GIF</translation>
    </message>
    <message>
        <source>a JPEG picture</source>
        <translation>une image JPEG</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>un document PDF</translation>
    </message>
    <message>
        <source>a PNG picture</source>
        <translation>une image PNG</translation>
    </message>
    <message>
        <source>a ZIP archive or an Office document</source>
        <translation>une archive ZIP ou un document Office</translation>
    </message>
    <message>
        <source>a brief or its notes</source>
        <translation>une note d’information ou ses annotations</translation>
    </message>
    <message>
        <source>a byte here is not UTF-8 and shows as �; restore the file or save it as UTF-8</source>
        <translation>un octet ici n’est pas de l’UTF-8 et s’affiche � ; restaurez le fichier ou enregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>un fichier compressé</translation>
    </message>
    <message>
        <source>a corrected place</source>
        <translation>un passage corrigé</translation>
    </message>
    <message>
        <source>a key must be a text, not a list or a mapping</source>
        <translation>une clé doit être un texte, ni une liste ni une table</translation>
    </message>
    <message>
        <source>a link stands where the file should be</source>
        <translation>un lien se trouve à la place du fichier</translation>
    </message>
    <message>
        <source>a link to `{target}` does not open; use http, https or mailto</source>
        <translation>un lien vers `{target}` ne s’ouvre pas ; employez http, https ou mailto</translation>
    </message>
    <message>
        <source>a name must have letters in it; this one is empty</source>
        <translation>un nom doit contenir des lettres ; celui-ci est vide</translation>
    </message>
    <message>
        <source>a number: mentions</source>
        <translation>un nombre : mentions</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>un programme</translation>
    </message>
    <message>
        <source>a relation is from “{id}”, which is neither declared nor in the gazetteer</source>
        <translation>une relation part de « {id} », qui n’est ni déclaré ni dans le répertoire</translation>
    </message>
    <message>
        <source>a relation is to “{id}”, which is neither declared nor in the gazetteer</source>
        <translation>une relation va vers « {id} », qui n’est ni déclaré ni dans le répertoire</translation>
    </message>
    <message>
        <source>a relation needs {keys} as well</source>
        <translation>il faut aussi {keys} à une relation</translation>
    </message>
    <message>
        <source>a reply</source>
        <translation>une réponse</translation>
    </message>
    <message>
        <source>a second YAML document starts here; remove it</source>
        <translation>un second document YAML commence ici ; supprimez-le</translation>
    </message>
    <message>
        <source>a single digit</source>
        <translation>un seul chiffre</translation>
    </message>
    <message>
        <source>a state that a viewer set, without words</source>
        <translation>un état posé par une visionneuse, sans mots</translation>
    </message>
    <message>
        <source>a {noun}</source>
        <translation>{noun}</translation>
    </message>
    <message>
        <source>accept place</source>
        <translation>accepter l’emplacement</translation>
    </message>
    <message>
        <source>actor</source>
        <translation>acteur</translation>
    </message>
    <message>
        <source>all rows past the first {most}</source>
        <translation>toutes les lignes après les {most} premières</translation>
    </message>
    <message>
        <source>an entity needs an `id` and a `name`</source>
        <translation>il faut à une entité un `id` et un `name`</translation>
    </message>
    <message>
        <source>an entry needs an `id` of letters, digits and hyphens</source>
        <translation>il faut à une entrée un `id` fait de lettres, de chiffres et de traits d’union</translation>
    </message>
    <message>
        <source>an entry needs keys: {keys}</source>
        <translation>il faut des clés à une entrée : {keys}</translation>
    </message>
    <message>
        <source>an entry of `{key}` must be a mapping with {keys}</source>
        <translation>une entrée de `{key}` doit être une table avec {keys}</translation>
    </message>
    <message>
        <source>an entry of `{key}` must be a text</source>
        <translation>une entrée de `{key}` doit être un texte</translation>
    </message>
    <message>
        <source>an entry of `{key}` must be a text; write `- some text`</source>
        <translation>une entrée de `{key}` doit être un texte ; écrivez `- un texte`</translation>
    </message>
    <message>
        <source>an entry of `{key}` must be an id or a mapping with {keys}</source>
        <translation>une entrée de `{key}` doit être un identifiant ou une table avec {keys}</translation>
    </message>
    <message>
        <source>an old Office document</source>
        <translation>un ancien document Office</translation>
    </message>
    <message>
        <source>an {noun}</source>
        <translation>{noun}</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more</source>
        <extracomment>For one: and 1 more</extracomment>
        <translation>
            <numerusform>et {n} autre</numerusform>
            <numerusform>et {n} autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and {n} other forms</source>
        <extracomment>For one: and 1 other form</extracomment>
        <translation>
            <numerusform>et {n} autre forme</numerusform>
            <numerusform>et {n} autres formes</numerusform>
        </translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>annotation</translation>
    </message>
    <message>
        <source>another program is using {file}</source>
        <translation>un autre programme utilise {file}</translation>
    </message>
    <message>
        <source>armed group</source>
        <translation>groupe armé</translation>
    </message>
    <message>
        <source>as marked</source>
        <translation>comme marquée</translation>
    </message>
    <message>
        <source>as {kind}</source>
        <translation>comme {kind}</translation>
    </message>
    <message>
        <source>base must be one of {themes}.</source>
        <translation>base doit être l’un de {themes}.</translation>
    </message>
    <message>
        <source>bloc</source>
        <translation>bloc</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>bleu</translation>
    </message>
    <message>
        <source>brief</source>
        <translation>note d’information</translation>
    </message>
    <message>
        <source>change tags</source>
        <translation>modifier les étiquettes</translation>
    </message>
    <message>
        <source>changed here as well; both versions are kept</source>
        <translation>modifiée ici aussi ; les deux versions sont gardées</translation>
    </message>
    <message>
        <source>changes from outside</source>
        <translation>modifications extérieures</translation>
    </message>
    <message>
        <source>comment {number}</source>
        <translation>commentaire {number}</translation>
    </message>
    <message>
        <source>comments past the first {most}: {more}</source>
        <translation>commentaires après les {most} premiers : {more}</translation>
    </message>
    <message>
        <source>company</source>
        <translation>entreprise</translation>
    </message>
    <message>
        <source>conflict mineral</source>
        <translation>minerai de conflit</translation>
    </message>
    <message>
        <source>damaged file</source>
        <translation>fichier endommagé</translation>
    </message>
    <message>
        <source>declare {name}</source>
        <translation>déclarer {name}</translation>
    </message>
    <message>
        <source>declared by the brief</source>
        <translation>déclaré par la note d’information</translation>
    </message>
    <message>
        <source>declared by the brief, the name from the gazetteer</source>
        <translation>déclaré par la note d’information, le nom vient du répertoire</translation>
    </message>
    <message>
        <source>declared in the brief</source>
        <translation>déclaré dans la note d’information</translation>
    </message>
    <message>
        <source>declared relations only</source>
        <translation>relations déclarées seulement</translation>
    </message>
    <message numerus="yes">
        <source>delete {n} notes</source>
        <extracomment>For one: delete note</extracomment>
        <translation>
            <numerusform>supprimer {n} annotation</numerusform>
            <numerusform>supprimer {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>deleted here, changed in the file</source>
        <translation>supprimée ici, modifiée dans le fichier</translation>
    </message>
    <message>
        <source>deleted in the file, changed here since</source>
        <translation>supprimée dans le fichier, modifiée ici depuis</translation>
    </message>
    <message>
        <source>did you mean `{id}`?</source>
        <translation>vouliez-vous dire `{id}` ?</translation>
    </message>
    <message>
        <source>edit note</source>
        <translation>modifier l’annotation</translation>
    </message>
    <message>
        <source>element</source>
        <translation>élément</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>énergie</translation>
    </message>
    <message>
        <source>error</source>
        <translation>erreur</translation>
    </message>
    <message>
        <source>extend note</source>
        <translation>étendre l’annotation</translation>
    </message>
    <message>
        <source>file not found</source>
        <translation>fichier introuvable</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>fichier trop volumineux</translation>
    </message>
    <message>
        <source>from here on {count} more unknown keys, kept but not used</source>
        <translation>à partir d’ici, clés inconnues de plus, gardées mais non utilisées : {count}</translation>
    </message>
    <message>
        <source>from the gazetteer</source>
        <translation>du répertoire</translation>
    </message>
    <message>
        <source>front matter over {most} KiB; shorten it</source>
        <translation>en-tête de plus de {most} Kio ; raccourcissez-le</translation>
    </message>
    <message>
        <source>gazetteer of {date}</source>
        <translation>répertoire du {date}</translation>
    </message>
    <message>
        <source>give the whole path</source>
        <translation>donnez le chemin complet</translation>
    </message>
    <message>
        <source>government body</source>
        <translation>organe de l’État</translation>
    </message>
    <message>
        <source>green</source>
        <translation>vert</translation>
    </message>
    <message>
        <source>group</source>
        <translation>groupe</translation>
    </message>
    <message>
        <source>heading</source>
        <translation>titre</translation>
    </message>
    <message>
        <source>high confidence</source>
        <translation>confiance élevée</translation>
    </message>
    <message>
        <source>highlight</source>
        <translation>surlignage</translation>
    </message>
    <message numerus="yes">
        <source>highlight {n} notes</source>
        <extracomment>For one: highlight note</extracomment>
        <translation>
            <numerusform>surligner {n} annotation</numerusform>
            <numerusform>surligner {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>highlight_opacity must be a number from 0.05 to 1.</source>
        <translation>highlight_opacity doit être un nombre de 0.05 à 1.</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>surligné</translation>
    </message>
    <message>
        <source>identify {name}</source>
        <translation>identifier {name}</translation>
    </message>
    <message>
        <source>ignore {name}</source>
        <translation>ignorer {name}</translation>
    </message>
    <message>
        <source>images are off</source>
        <translation>les images sont désactivées</translation>
    </message>
    <message>
        <source>import notes</source>
        <translation>importer des annotations</translation>
    </message>
    <message>
        <source>in place</source>
        <translation>en place</translation>
    </message>
    <message>
        <source>ink cannot be read on {ground}: choose colours further apart.</source>
        <translation>ink est illisible sur {ground} : choisissez des couleurs plus éloignées.</translation>
    </message>
    <message>
        <source>is {name}</source>
        <translation>est {name}</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>ce n’est pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>item {number}</source>
        <translation>élément {number}</translation>
    </message>
    <message>
        <source>keep without place</source>
        <translation>garder sans emplacement</translation>
    </message>
    <message>
        <source>known keys are {keys}</source>
        <translation>les clés connues sont {keys}</translation>
    </message>
    <message>
        <source>lines or items that could not be read: {lost}</source>
        <translation>lignes ou éléments illisibles : {lost}</translation>
    </message>
    <message>
        <source>linked by the author</source>
        <translation>lié par l’auteur</translation>
    </message>
    <message>
        <source>low confidence</source>
        <translation>confiance faible</translation>
    </message>
    <message>
        <source>may also mean {names}</source>
        <translation>peut aussi désigner {names}</translation>
    </message>
    <message>
        <source>media</source>
        <translation>média</translation>
    </message>
    <message>
        <source>mention {number} of {count}</source>
        <translation>mention {number} sur {count}</translation>
    </message>
    <message>
        <source>merge notes</source>
        <translation>fusionner les annotations</translation>
    </message>
    <message>
        <source>mineral</source>
        <translation>minéral</translation>
    </message>
    <message>
        <source>moderate confidence</source>
        <translation>confiance modérée</translation>
    </message>
    <message>
        <source>more than 20 megapixels</source>
        <translation>plus de 20 mégapixels</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>déplacée</translation>
    </message>
    <message>
        <source>moved, please check</source>
        <translation>déplacée, à vérifier</translation>
    </message>
    <message>
        <source>moved, please check; marked as “{words}”</source>
        <translation>déplacée, à vérifier ; marquée sur « {words} »</translation>
    </message>
    <message>
        <source>moved, to be checked</source>
        <translation>déplacée, à vérifier</translation>
    </message>
    <message>
        <source>named together</source>
        <translation>nommés ensemble</translation>
    </message>
    <message>
        <source>named together in at least {count} paragraphs</source>
        <translation>nommés ensemble dans au moins {count} paragraphes</translation>
    </message>
    <message>
        <source>named together in at least {count} sentences</source>
        <translation>nommés ensemble dans au moins {count} phrases</translation>
    </message>
    <message>
        <source>named together in {count}</source>
        <translation>nommés ensemble : {count}</translation>
    </message>
    <message>
        <source>named together; the wider, the more paragraphs</source>
        <translation>nommés ensemble ; plus c’est large, plus il y a de paragraphes</translation>
    </message>
    <message>
        <source>named together; the wider, the more sentences</source>
        <translation>nommés ensemble ; plus c’est large, plus il y a de phrases</translation>
    </message>
    <message>
        <source>nested deeper than {most} levels; flatten it</source>
        <translation>plus de {most} niveaux imbriqués ; aplanissez</translation>
    </message>
    <message>
        <source>no author</source>
        <translation>sans auteur</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>aucune modification</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>aucun lien</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>sans date</translation>
    </message>
    <message>
        <source>no mention</source>
        <translation>aucune mention</translation>
    </message>
    <message>
        <source>no mention of {name}</source>
        <translation>pas une mention : {name}</translation>
    </message>
    <message>
        <source>no note</source>
        <translation>aucune annotation</translation>
    </message>
    <message>
        <source>no note is left in the file, which may have been flattened or printed</source>
        <translation>il ne reste aucune annotation dans le fichier, qui a pu être aplati ou imprimé</translation>
    </message>
    <message>
        <source>no paragraph</source>
        <translation>aucun paragraphe</translation>
    </message>
    <message>
        <source>no second `---` line closes the front matter; add it</source>
        <translation>aucune seconde ligne `---` ne ferme l’en-tête ; ajoutez-la</translation>
    </message>
    <message>
        <source>no sentence</source>
        <translation>aucune phrase</translation>
    </message>
    <message>
        <source>not a BCP 47 language tag; write for example `en` or `fr`</source>
        <translation>ce n’est pas un code de langue BCP 47 ; écrivez par exemple `en` ou `fr`</translation>
    </message>
    <message>
        <source>not a PNG, JPEG, WebP or GIF</source>
        <translation>ni PNG, ni JPEG, ni WebP, ni GIF</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>not declared</source>
        <translation>non déclaré</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
    <message>
        <source>not in the brief's folder</source>
        <translation>pas dans le dossier de la note d’information</translation>
    </message>
    <message>
        <source>not in the text</source>
        <translation>pas dans le texte</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>non précisé</translation>
    </message>
    <message>
        <source>not to be taken in</source>
        <translation>à ne pas importer</translation>
    </message>
    <message>
        <source>note</source>
        <translation>annotation</translation>
    </message>
    <message>
        <source>note on the brief</source>
        <translation>annotation sur la note d’information</translation>
    </message>
    <message>
        <source>notes past the first {most}: {count}</source>
        <translation>annotations après les {most} premières : {count}</translation>
    </message>
    <message>
        <source>notes without their words, as the file is too long to read them all</source>
        <translation>annotations sans leurs mots, le fichier étant trop long pour les lire tous</translation>
    </message>
    <message>
        <source>on the whole brief</source>
        <translation>sur toute la note d’information</translation>
    </message>
    <message>
        <source>only a number</source>
        <translation>seulement un nombre</translation>
    </message>
    <message>
        <source>only http and https addresses open; it is shown as text</source>
        <translation>seules les adresses http et https s’ouvrent ; elle s’affiche comme texte</translation>
    </message>
    <message>
        <source>only the {count} most connected are drawn</source>
        <translation>seules les {count} plus liées sont tracées</translation>
    </message>
    <message>
        <source>or drop a file anywhere in this window</source>
        <translation>ou déposez un fichier n’importe où dans cette fenêtre</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>orange</translation>
    </message>
    <message>
        <source>ore</source>
        <translation>minerai</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>over {most} MiB, so it is shown as plain text</source>
        <translation>plus de {most} Mio, donc affichée en texte brut</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>page {page}</translation>
    </message>
    <message>
        <source>perhaps {kind}</source>
        <translation>peut-être : {kind}</translation>
    </message>
    <message>
        <source>person</source>
        <translation>personne</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>rose</translation>
    </message>
    <message>
        <source>place</source>
        <translation>lieu</translation>
    </message>
    <message>
        <source>ran {tool}</source>
        <translation>{tool} exécuté</translation>
    </message>
    <message>
        <source>re-attach note</source>
        <translation>rattacher l’annotation</translation>
    </message>
    <message numerus="yes">
        <source>recolour {n} notes</source>
        <extracomment>For one: recolour note</extracomment>
        <translation>
            <numerusform>changer la couleur de {n} annotation</numerusform>
            <numerusform>changer la couleur de {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>removed {file}</source>
        <translation>{file} supprimé</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>ligne {number}</translation>
    </message>
    <message numerus="yes">
        <source>set {field} of {n} notes</source>
        <extracomment>For one: set {field} of note</extracomment>
        <translation>
            <numerusform>préciser « {field} » de {n} annotation</numerusform>
            <numerusform>préciser « {field} » de {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>settle conflict</source>
        <translation>trancher le conflit</translation>
    </message>
    <message>
        <source>shrink note</source>
        <translation>réduire l’annotation</translation>
    </message>
    <message>
        <source>state</source>
        <translation>État</translation>
    </message>
    <message>
        <source>stood under “{heading}”</source>
        <translation>se trouvait sous « {heading} »</translation>
    </message>
    <message>
        <source>surname or title, after the full name</source>
        <translation>nom de famille ou titre, après le nom complet</translation>
    </message>
    <message numerus="yes">
        <source>tag {n} notes</source>
        <extracomment>For one: tag note</extracomment>
        <translation>
            <numerusform>étiqueter {n} annotation</numerusform>
            <numerusform>étiqueter {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>tagged</source>
        <translation>étiquetée</translation>
    </message>
    <message>
        <source>taken to be about the nearest words</source>
        <translation>rapportée aux mots les plus proches</translation>
    </message>
    <message>
        <source>text in quotes</source>
        <translation>un texte entre guillemets droits</translation>
    </message>
    <message>
        <source>that name both</source>
        <translation>qui nomment les deux</translation>
    </message>
    <message>
        <source>the Markdown could not be read and is shown as plain text: reading it ended before its time, which happens when it is nested very deeply, or too large for this computer</source>
        <translation>le Markdown n’a pas pu être lu et s’affiche en texte brut : sa lecture s’est interrompue, ce qui arrive quand il est imbriqué très profondément, ou trop volumineux pour cet ordinateur</translation>
    </message>
    <message>
        <source>the Markdown could not be read within {seconds} s and is shown as plain text; simplify it or split the file</source>
        <translation>le Markdown n’a pas pu être lu en {seconds} s et s’affiche en texte brut ; simplifiez-le ou divisez le fichier</translation>
    </message>
    <message>
        <source>the alias *{anchor} is not allowed; write the value out (or quote a leading *)</source>
        <translation>l’alias *{anchor} n’est pas permis ; écrivez la valeur (ou mettez entre guillemets un * initial)</translation>
    </message>
    <message>
        <source>the anchor &amp;{anchor} is not allowed; write the value out (or quote a leading &amp;)</source>
        <translation>l’ancre &amp;{anchor} n’est pas permise ; écrivez la valeur (ou mettez entre guillemets un &amp; initial)</translation>
    </message>
    <message>
        <source>the brief itself</source>
        <translation>la note d’information elle-même</translation>
    </message>
    <message>
        <source>the capital, for its government</source>
        <translation>la capitale, pour son gouvernement</translation>
    </message>
    <message>
        <source>the character {code} is not allowed; remove it</source>
        <translation>le caractère {code} n’est pas permis ; supprimez-le</translation>
    </message>
    <message>
        <source>the disk does not answer</source>
        <translation>le disque ne répond pas</translation>
    </message>
    <message>
        <source>the disk holds something else than was written</source>
        <translation>le disque contient autre chose que ce qui a été écrit</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>le disque a signalé une erreur</translation>
    </message>
    <message>
        <source>the disk took nothing</source>
        <translation>le disque n’a rien accepté</translation>
    </message>
    <message>
        <source>the entity `{name}` needs an `id`; write `id: {identity}`</source>
        <translation>il faut un `id` à l’entité `{name}` ; écrivez `id: {identity}`</translation>
    </message>
    <message>
        <source>the file is UTF-16, not UTF-8; save it as UTF-8</source>
        <translation>le fichier est en UTF-16, pas en UTF-8 ; enregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>the file is being changed again and again</source>
        <translation>le fichier ne cesse d’être modifié</translation>
    </message>
    <message>
        <source>the file is not UTF-8; it was read as Windows-1252. Save it as UTF-8</source>
        <translation>le fichier n’est pas en UTF-8 ; il a été lu en Windows-1252. Enregistrez-le en UTF-8</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>le fichier est trop volumineux</translation>
    </message>
    <message>
        <source>the file may be older than what is here</source>
        <translation>le fichier est peut-être plus ancien que ce qui est ici</translation>
    </message>
    <message>
        <source>the folder is gone</source>
        <translation>le dossier a disparu</translation>
    </message>
    <message>
        <source>the folder or the file may not be written to</source>
        <translation>le dossier ou le fichier n’accepte pas d’écriture</translation>
    </message>
    <message>
        <source>the front matter is no list of `key: value` lines; write one key a line</source>
        <translation>l’en-tête n’est pas une liste de lignes `clé: valeur` ; écrivez une clé par ligne</translation>
    </message>
    <message>
        <source>the id `{id}` is declared twice (first in line {line}); keep one</source>
        <translation>l’identifiant `{id}` est déclaré deux fois (d’abord à la ligne {line}) ; gardez-en un</translation>
    </message>
    <message>
        <source>the id `{id}` stands twice (first in line {line}); keep one</source>
        <translation>l’identifiant `{id}` figure deux fois (d’abord à la ligne {line}) ; gardez-en un</translation>
    </message>
    <message>
        <source>the key `{key}` stands twice (first in line {first}); keep one</source>
        <translation>la clé `{key}` figure deux fois (d’abord à la ligne {first}) ; gardez-en une</translation>
    </message>
    <message>
        <source>the link {link} leads to an unknown actor</source>
        <translation>le lien {link} mène à un acteur inconnu</translation>
    </message>
    <message>
        <source>the link {link} leads to an unknown mineral</source>
        <translation>le lien {link} mène à un minerai inconnu</translation>
    </message>
    <message>
        <source>the link {link} leads to an unknown place</source>
        <translation>le lien {link} mène à un lieu inconnu</translation>
    </message>
    <message>
        <source>the link {link} should be {right}: “{id}” is no actor</source>
        <translation>le lien {link} devrait être {right} : « {id} » n’est pas un acteur</translation>
    </message>
    <message>
        <source>the link {link} should be {right}: “{id}” is no mineral</source>
        <translation>le lien {link} devrait être {right} : « {id} » n’est pas un minerai</translation>
    </message>
    <message>
        <source>the link {link} should be {right}: “{id}” is no place</source>
        <translation>le lien {link} devrait être {right} : « {id} » n’est pas un lieu</translation>
    </message>
    <message>
        <source>the tag {tag} is not allowed; remove it (or quote a leading !)</source>
        <translation>la balise {tag} n’est pas permise ; supprimez-la (ou mettez entre guillemets un ! initial)</translation>
    </message>
    <message>
        <source>there is a file already</source>
        <translation>il y a déjà un fichier</translation>
    </message>
    <message>
        <source>there is no format version {version}; write `brief: {known}`</source>
        <translation>il n’y a pas de version {version} du format ; écrivez `brief: {known}`</translation>
    </message>
    <message>
        <source>this brief has format version {version}, and this program reads up to version {known}. Update the program, or ask the sender for an older version</source>
        <translation>cette note d’information est au format de version {version}, et ce programme lit jusqu’à la version {known}. Mettez le programme à jour, ou demandez à l’expéditeur une version plus ancienne</translation>
    </message>
    <message>
        <source>this does not go with what stands above under the same key; write one form or the other</source>
        <translation>ceci ne va pas avec ce qui figure plus haut sous la même clé ; écrivez l’une ou l’autre forme</translation>
    </message>
    <message>
        <source>this is no character or number that YAML knows; correct or remove it</source>
        <translation>ce n’est ni un caractère ni un nombre que YAML connaisse ; corrigez-le ou supprimez-le</translation>
    </message>
    <message>
        <source>this is not TOML ({what}): write key = "value" in each line.</source>
        <translation>ce n’est pas du TOML ({what}) : écrivez clé = "valeur" à chaque ligne.</translation>
    </message>
    <message>
        <source>this is not YAML</source>
        <translation>ce n’est pas du YAML</translation>
    </message>
    <message numerus="yes">
        <source>tied to {n} others</source>
        <extracomment>For one: tied to 1 other</extracomment>
        <translation>
            <numerusform>lié à {n} autre</numerusform>
            <numerusform>lié à {n} autres</numerusform>
        </translation>
    </message>
    <message>
        <source>to be taken in</source>
        <translation>à importer</translation>
    </message>
    <message>
        <source>too many images for one file</source>
        <translation>trop d’images pour un fichier</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message numerus="yes">
        <source>underline {n} notes</source>
        <extracomment>For one: underline note</extracomment>
        <translation>
            <numerusform>souligner {n} annotation</numerusform>
            <numerusform>souligner {n} annotations</numerusform>
        </translation>
    </message>
    <message>
        <source>underlined</source>
        <translation>souligné</translation>
    </message>
    <message>
        <source>unknown key `{key}`, kept but not used; {hint}</source>
        <translation>clé inconnue `{key}`, gardée mais non utilisée ; {hint}</translation>
    </message>
    <message>
        <source>unknown key `{text}`; the keys are {keys}</source>
        <translation>clé inconnue `{text}` ; les clés sont {keys}</translation>
    </message>
    <message>
        <source>unknown kind `{kind}` in `{key}`; {hint}</source>
        <translation>nature inconnue `{kind}` dans `{key}` ; {hint}</translation>
    </message>
    <message>
        <source>unknown kind `{kind}`, which does not count; {hint}</source>
        <translation>nature inconnue `{kind}`, qui ne compte pas ; {hint}</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>avertissement</translation>
    </message>
    <message>
        <source>what opens here, a quote or a bracket, is never closed</source>
        <translation>ce qui s’ouvre ici, guillemet ou crochet, n’est jamais fermé</translation>
    </message>
    <message>
        <source>whether {list}</source>
        <translation>si {list}</translation>
    </message>
    <message>
        <source>write one of {keys}</source>
        <translation>écrivez l’un de {keys}</translation>
    </message>
    <message>
        <source>wrote {file}</source>
        <translation>{file} écrit</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>jaune</translation>
    </message>
    <message>
        <source>your correction</source>
        <translation>votre correction</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>votre part du disque est épuisée</translation>
    </message>
    <message>
        <source>{colour} underline</source>
        <translation>souligné en {colour}</translation>
    </message>
    <message>
        <source>{connections} of {name}</source>
        <translation>{connections} de {name}</translation>
    </message>
    <message numerus="yes">
        <source>{count} of {n} notes go into the file.</source>
        <extracomment>For one: {count} of 1 note go into the file.</extracomment>
        <translation>
            <numerusform>{count} annotation sur {n} entre dans le fichier.</numerusform>
            <numerusform>Annotations dans le fichier : {count} sur {n}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field} : {value}</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>{file} ne peut pas être lu : {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}. It is left as it is.</source>
        <translation>{file} ne peut pas être lu : {why}. Il est laissé tel quel.</translation>
    </message>
    <message>
        <source>{file} cannot be removed: {why}.</source>
        <translation>{file} ne peut pas être supprimé : {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}.</source>
        <translation>{file} ne peut pas être écrit : {why}.</translation>
    </message>
    <message>
        <source>{file} could not be opened: the program made a mistake.</source>
        <translation>{file} n’a pas pu être ouvert : le programme a commis une erreur.</translation>
    </message>
    <message>
        <source>{file} could not be read and was not imported. It may be damaged or hostile.</source>
        <translation>{file} n’a pas pu être lu et n’a pas été importé. Il est peut-être endommagé ou hostile.</translation>
    </message>
    <message>
        <source>{file} could not be read in time and was not imported. It may be damaged or hostile.</source>
        <translation>{file} n’a pas pu être lu à temps et n’a pas été importé. Il est peut-être endommagé ou hostile.</translation>
    </message>
    <message>
        <source>{file} could not be read.</source>
        <translation>{file} n’a pas pu être lu.</translation>
    </message>
    <message>
        <source>{file} could not be read: {what}</source>
        <translation>{file} n’a pas pu être lu : {what}</translation>
    </message>
    <message>
        <source>{file} has notes already. Those in {other} are left where they are.</source>
        <translation>{file} a déjà des annotations. Celles de {other} restent où elles sont.</translation>
    </message>
    <message>
        <source>{file} holds a document type, which no Word document does.</source>
        <translation>{file} contient un type de document, ce qu’aucun document Word ne fait.</translation>
    </message>
    <message>
        <source>{file} holds an unfinished merge: the notes of both sides are shown ({notes}).</source>
        <translation>{file} contient une fusion inachevée : les annotations des deux côtés sont affichées ({notes}).</translation>
    </message>
    <message>
        <source>{file} holds binary data, not text. Open a Markdown or text file.</source>
        <translation>{file} contient des données binaires, pas du texte. Ouvrez un fichier Markdown ou texte.</translation>
    </message>
    <message>
        <source>{file} holds more notes than can be imported at once. Split it.</source>
        <translation>{file} contient plus d’annotations qu’on ne peut en importer d’un coup. Divisez-le.</translation>
    </message>
    <message>
        <source>{file} holds more than {most} annotations. Split it.</source>
        <translation>{file} contient plus de {most} annotations. Divisez-le.</translation>
    </message>
    <message>
        <source>{file} holds no annotations: neither Web Annotation JSON-LD nor Hypothesis' export.</source>
        <translation>{file} ne contient pas d’annotations : ni JSON-LD (Web Annotation) ni exportation d’Hypothesis.</translation>
    </message>
    <message>
        <source>{file} holds no notes that can be read. A table needs a first row that names a column “quote” or “note”.</source>
        <translation>{file} ne contient aucune annotation lisible. Un tableau demande une première ligne qui nomme une colonne « quote » ou « note ».</translation>
    </message>
    <message>
        <source>{file} holds no notes that can be read. {known}</source>
        <translation>{file} ne contient aucune annotation lisible. {known}</translation>
    </message>
    <message>
        <source>{file} is a link to {target}, which is not an annotations file. It is left as it is.</source>
        <translation>{file} est un lien vers {target}, qui n’est pas un fichier d’annotations. Il est laissé tel quel.</translation>
    </message>
    <message>
        <source>{file} is built in a way that cannot be read. Nothing was imported; save it anew in the program it comes from.</source>
        <translation>{file} est fait d’une façon illisible. Rien n’a été importé ; enregistrez-le de nouveau dans le programme dont il vient.</translation>
    </message>
    <message>
        <source>{file} is damaged: {notes} could be read, {lines} could not. The damaged file is kept beside it before anything is saved.</source>
        <translation>{file} est endommagé : lisible, {notes} ; illisible, {lines}. Le fichier endommagé est gardé à côté avant tout enregistrement.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MiB and was not imported.</source>
        <translation>{file} dépasse {most} Mio et n’a pas été importé.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MiB. Split it and open a part.</source>
        <translation>{file} dépasse {most} Mio. Divisez-le et ouvrez une partie.</translation>
    </message>
    <message>
        <source>{file} is no Word document. Notes are read from .docx files.</source>
        <translation>{file} n’est pas un document Word. Les annotations se lisent dans les fichiers .docx.</translation>
    </message>
    <message>
        <source>{file} is not a PDF that can be read, and was not imported. It may be damaged.</source>
        <translation>{file} n’est pas un PDF lisible et n’a pas été importé. Il est peut-être endommagé.</translation>
    </message>
    <message>
        <source>{file} is not a Word document that can be read, and was not imported. It may be damaged.</source>
        <translation>{file} n’est pas un document Word lisible et n’a pas été importé. Il est peut-être endommagé.</translation>
    </message>
    <message>
        <source>{file} is not a regular file. Choose a file that holds notes.</source>
        <translation>{file} n’est pas un fichier ordinaire. Choisissez un fichier qui contient des annotations.</translation>
    </message>
    <message>
        <source>{file} is not a regular file. Open a Markdown or text file.</source>
        <translation>{file} n’est pas un fichier ordinaire. Ouvrez un fichier Markdown ou texte.</translation>
    </message>
    <message>
        <source>{file} is not a table that can be read ({why}). Save it as CSV again.</source>
        <translation>{file} n’est pas un tableau lisible ({why}). Enregistrez-le de nouveau en CSV.</translation>
    </message>
    <message>
        <source>{file} is not text in UTF-8: save it as that.</source>
        <translation>{file} n’est pas un texte en UTF-8 : enregistrez-le ainsi.</translation>
    </message>
    <message>
        <source>{file} is protected by a password. Save a copy without one, and import that.</source>
        <translation>{file} est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe, et importez-la.</translation>
    </message>
    <message>
        <source>{file} is too large for a theme: keep it under 64 kB.</source>
        <translation>{file} est trop volumineux pour un thème : restez sous 64 ko.</translation>
    </message>
    <message>
        <source>{file} is {what}, not a brief. Open a Markdown or text file.</source>
        <translation>{file} est {what}, pas une note d’information. Ouvrez un fichier Markdown ou texte.</translation>
    </message>
    <message>
        <source>{file} is {what}, which an export must not replace. Choose another name.</source>
        <translation>{file} est {what}, qu’une exportation ne doit pas remplacer. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{file} takes more memory than a file of notes may. Nothing was imported.</source>
        <translation>{file} demande plus de mémoire qu’un fichier d’annotations ne le peut. Rien n’a été importé.</translation>
    </message>
    <message>
        <source>{file} unpacks to far more than a document of its size, and was not imported.</source>
        <translation>{file} se décompresse bien au-delà d’un document de sa taille et n’a pas été importé.</translation>
    </message>
    <message>
        <source>{file} was not written: the picture could not be saved.</source>
        <translation>{file} n’a pas été écrit : l’image n’a pas pu être enregistrée.</translation>
    </message>
    <message>
        <source>{file} was saved by a newer version of this program and is left as it is.</source>
        <translation>{file} a été enregistré par une version plus récente de ce programme et est laissé tel quel.</translation>
    </message>
    <message>
        <source>{file} was saved by a newer version of this program and is left where it is.</source>
        <translation>{file} a été enregistré par une version plus récente de ce programme et reste où il est.</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {why}.</source>
        <translation>{folder} ne peut pas être créé : {why}.</translation>
    </message>
    <message>
        <source>{key} belongs to “{other}”, which would lose it.</source>
        <translation>{key} appartient à « {other} », qui la perdrait.</translation>
    </message>
    <message>
        <source>{key} is needed to move about.</source>
        <translation>{key} sert à se déplacer.</translation>
    </message>
    <message>
        <source>{key} is no colour: write it as "#RRGGBB".</source>
        <translation>{key} n’est pas une couleur : écrivez-la sous la forme "#RRGGBB".</translation>
    </message>
    <message>
        <source>{key} must be {wanted}.</source>
        <translation>{key} doit être {wanted}.</translation>
    </message>
    <message>
        <source>{kind}: {words}</source>
        <translation>{kind} : {words}</translation>
    </message>
    <message>
        <source>{kind}?</source>
        <translation>{kind} ?</translation>
    </message>
    <message>
        <source>{list} (confirmed)</source>
        <translation>{list} (confirmé)</translation>
    </message>
    <message>
        <source>{list}, {count} entries, {status}</source>
        <translation>{list}, entrées : {count}, {status}</translation>
    </message>
    <message>
        <source>{minerals} (main products)</source>
        <translation>{minerals} (produits principaux)</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>{names}: {said}</source>
        <translation>{names} : {said}</translation>
    </message>
    <message>
        <source>{name}, not declared, perhaps {kind}, {count}</source>
        <translation>{name}, non déclaré, peut-être : {kind}, {count}</translation>
    </message>
    <message>
        <source>{name}: {count}</source>
        <translation>{name} : {count}</translation>
    </message>
    <message>
        <source>{name}: {number} of {count}</source>
        <translation>{name} : {number} sur {count}</translation>
    </message>
    <message numerus="yes">
        <source>{name}: {n} mentions</source>
        <extracomment>For one: {name}: 1 mention</extracomment>
        <translation>
            <numerusform>{name} : {n} mention</numerusform>
            <numerusform>{name} : {n} mentions</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} sur {count}</translation>
    </message>
    <message numerus="yes">
        <source>{n} added</source>
        <extracomment>For one: 1 added</extracomment>
        <translation>
            <numerusform>{n} ajoutée</numerusform>
            <numerusform>{n} ajoutées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} annotations</source>
        <extracomment>For one: 1 annotation</extracomment>
        <translation>
            <numerusform>{n} annotation</numerusform>
            <numerusform>{n} annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changed</source>
        <extracomment>For one: 1 changed</extracomment>
        <translation>
            <numerusform>{n} modifiée</numerusform>
            <numerusform>{n} modifiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changes</source>
        <extracomment>For one: 1 change</extracomment>
        <translation>
            <numerusform>{n} modification</numerusform>
            <numerusform>{n} modifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} connections</source>
        <extracomment>For one: 1 connection</extracomment>
        <translation>
            <numerusform>{n} lien</numerusform>
            <numerusform>{n} liens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} deleted</source>
        <extracomment>For one: 1 deleted</extracomment>
        <translation>
            <numerusform>{n} supprimée</numerusform>
            <numerusform>{n} supprimées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} doubtful</source>
        <extracomment>For one: 1 doubtful</extracomment>
        <translation>
            <numerusform>{n} douteuse</numerusform>
            <numerusform>{n} douteuses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} in conflict (both versions are kept)</source>
        <extracomment>For one: 1 in conflict (both versions are kept)</extracomment>
        <translation>
            <numerusform>{n} en conflit (les deux versions sont gardées)</numerusform>
            <numerusform>{n} en conflit (les deux versions sont gardées)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines</source>
        <extracomment>For one: 1 line</extracomment>
        <translation>
            <numerusform>{n} ligne</numerusform>
            <numerusform>{n} lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lines of the settings could not be read, and were left out. The file as it was is kept in {file}.</source>
        <extracomment>For one: 1 line of the settings could not be read, and was left out. The file as it was is kept in {file}.</extracomment>
        <translation>
            <numerusform>{n} ligne des réglages n’a pas pu être lue et a été laissée de côté. Le fichier tel qu’il était est conservé dans {file}.</numerusform>
            <numerusform>{n} lignes des réglages n’ont pas pu être lues et ont été laissées de côté. Le fichier tel qu’il était est conservé dans {file}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} mentions</source>
        <extracomment>For one: 1 mention</extracomment>
        <translation>
            <numerusform>{n} mention</numerusform>
            <numerusform>{n} mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} moved</source>
        <extracomment>For one: 1 moved</extracomment>
        <translation>
            <numerusform>{n} déplacée</numerusform>
            <numerusform>{n} déplacées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} names: {names}</source>
        <extracomment>For one: Names: {names}</extracomment>
        <translation>
            <numerusform>{n} nom : {names}</numerusform>
            <numerusform>{n} noms : {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} not found</source>
        <extracomment>For one: 1 not found</extracomment>
        <translation>
            <numerusform>{n} introuvable</numerusform>
            <numerusform>{n} introuvables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes</source>
        <extracomment>For one: 1 note</extracomment>
        <translation>
            <numerusform>{n} annotation</numerusform>
            <numerusform>{n} annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes added</source>
        <extracomment>For one: 1 note added</extracomment>
        <translation>
            <numerusform>{n} annotation ajoutée</numerusform>
            <numerusform>{n} annotations ajoutées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes changed</source>
        <extracomment>For one: 1 note changed</extracomment>
        <translation>
            <numerusform>{n} annotation modifiée</numerusform>
            <numerusform>{n} annotations modifiées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes deleted</source>
        <extracomment>For one: 1 note deleted</extracomment>
        <translation>
            <numerusform>{n} annotation supprimée</numerusform>
            <numerusform>{n} annotations supprimées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes deleted. Undo brings them back.</source>
        <extracomment>For one: 1 note deleted. Undo brings it back.</extracomment>
        <translation>
            <numerusform>{n} annotation supprimée. « Annuler » la rétablit.</numerusform>
            <numerusform>{n} annotations supprimées. « Annuler » les rétablit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes go into the file.</source>
        <extracomment>For one: 1 note goes into the file.</extracomment>
        <translation>
            <numerusform>{n} annotation entre dans le fichier.</numerusform>
            <numerusform>{n} annotations entrent dans le fichier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes have no place in this text</source>
        <extracomment>For one: 1 note has no place in this text</extracomment>
        <translation>
            <numerusform>{n} annotation n’a pas d’emplacement dans ce texte</numerusform>
            <numerusform>{n} annotations n’ont pas d’emplacement dans ce texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes in conflict (both versions are kept)</source>
        <extracomment>For one: 1 note in conflict (both versions are kept)</extracomment>
        <translation>
            <numerusform>{n} annotation en conflit (les deux versions sont gardées)</numerusform>
            <numerusform>{n} annotations en conflit (les deux versions sont gardées)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} notes selected: recolour, underline, tag or delete them all at once</source>
        <extracomment>For one: 1 note selected: recolour, underline, tag or delete it</extracomment>
        <translation>
            <numerusform>{n} annotation sélectionnée : changer de couleur, souligner, étiqueter ou supprimer</numerusform>
            <numerusform>{n} annotations sélectionnées : changer de couleur, souligner, étiqueter ou supprimer d’un coup</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} paragraphs</source>
        <extracomment>For one: 1 paragraph</extracomment>
        <translation>
            <numerusform>{n} paragraphe</numerusform>
            <numerusform>{n} paragraphes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} passages</source>
        <extracomment>For one: 1 passage</extracomment>
        <translation>
            <numerusform>{n} passage</numerusform>
            <numerusform>{n} passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} places found</source>
        <extracomment>For one: 1 place found</extracomment>
        <translation>
            <numerusform>{n} endroit trouvé</numerusform>
            <numerusform>{n} endroits trouvés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} sentences</source>
        <extracomment>For one: 1 sentence</extracomment>
        <translation>
            <numerusform>{n} phrase</numerusform>
            <numerusform>{n} phrases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} things are wrong in this brief:</source>
        <extracomment>For one: 1 thing is wrong in this brief:</extracomment>
        <translation>
            <numerusform>{n} chose ne va pas dans cette note d’information :</numerusform>
            <numerusform>{n} choses ne vont pas dans cette note d’information :</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unchanged</source>
        <extracomment>For one: 1 unchanged</extracomment>
        <translation>
            <numerusform>{n} inchangée</numerusform>
            <numerusform>{n} inchangées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} without a place</source>
        <extracomment>For one: 1 without a place</extracomment>
        <translation>
            <numerusform>{n} sans emplacement</numerusform>
            <numerusform>{n} sans emplacement</numerusform>
        </translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} et {other}</translation>
    </message>
    <message>
        <source>{one} and {other}: {count}</source>
        <translation>{one} et {other} : {count}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} ne peut pas être lu : {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be removed: {why}.</source>
        <translation>{path} ne peut pas être supprimé : {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}. Nothing was changed.</source>
        <translation>{path} ne peut pas être écrit : {why}. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>{path} could not be added to (is the name in it already?); edit it by hand.</source>
        <translation>Rien n’a pu être ajouté à {path} (le nom y est-il déjà ?) ; modifiez-le à la main.</translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name, or whether the file was moved.</source>
        <translation>{path} n’existe pas. Vérifiez le nom, ou si le fichier a été déplacé.</translation>
    </message>
    <message>
        <source>{path} holds no notes that can be read.</source>
        <translation>{path} ne contient aucune annotation lisible.</translation>
    </message>
    <message>
        <source>{path} is a folder. Open a file in it.</source>
        <translation>{path} est un dossier. Ouvrez un fichier qui s’y trouve.</translation>
    </message>
    <message>
        <source>{path} is larger than {most} MiB; shorten it.</source>
        <translation>{path} dépasse {most} Mio ; raccourcissez-le.</translation>
    </message>
    <message>
        <source>{path} may not be read. Ask its owner for permission to read it.</source>
        <translation>{path} ne peut pas être lu. Demandez à son propriétaire la permission de le lire.</translation>
    </message>
    <message>
        <source>{path} was edited in the meantime; edit the entry by hand.</source>
        <translation>{path} a été modifié entre-temps ; modifiez l’entrée à la main.</translation>
    </message>
    <message>
        <source>{path} – not there any more</source>
        <translation>{path} – n’existe plus</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{problem}
If you close now, they are lost.</source>
        <translation>{problem}
Si vous fermez maintenant, elles sont perdues.</translation>
    </message>
    <message>
        <source>{problem} New notes are kept in {folder}.</source>
        <translation>{problem} Les nouvelles annotations sont gardées dans {folder}.</translation>
    </message>
    <message>
        <source>{reason}; may also mean {names}</source>
        <translation>{reason} ; peut aussi désigner {names}</translation>
    </message>
    <message>
        <source>{said}; {more}</source>
        <translation>{said} ; {more}</translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} connections</source>
        <extracomment>For one: {shown} of 1 connection</extracomment>
        <translation>
            <numerusform>{shown} lien sur {n}</numerusform>
            <numerusform>{shown} liens sur {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} entities</source>
        <extracomment>For one: {shown} of 1 entity</extracomment>
        <translation>
            <numerusform>{shown} entité sur {n}</numerusform>
            <numerusform>{shown} entités sur {n}</numerusform>
        </translation>
    </message>
    <message>
        <source>{source}, {confidence} confidence</source>
        <translation>{source}, confiance : {confidence}</translation>
    </message>
    <message>
        <source>{table} must be a table: begin it with [{table}].</source>
        <translation>{table} doit être une table : commencez-la par [{table}].</translation>
    </message>
    <message>
        <source>{tool} failed; the desktop may notice at the next login.</source>
        <translation>{tool} a échoué ; le bureau s’en apercevra peut-être à la prochaine connexion.</translation>
    </message>
    <message>
        <source>{what} (did you mean “{id}”?)</source>
        <translation>{what} (vouliez-vous dire « {id} » ?)</translation>
    </message>
    <message>
        <source>{what} was said to be “{id}”, which is neither declared nor in the gazetteer; say it anew</source>
        <translation>{what} devait être « {id} », qui n’est ni déclaré ni dans le répertoire ; précisez-le de nouveau</translation>
    </message>
    <message>
        <source>{what}, always</source>
        <translation>{what}, toujours</translation>
    </message>
    <message>
        <source>{what}, by another program or person.</source>
        <translation>{what}, par un autre programme ou une autre personne.</translation>
    </message>
    <message>
        <source>{what}; check the indentation, the quotes and the colons</source>
        <translation>{what} ; vérifiez les retraits, les guillemets et les deux-points</translation>
    </message>
    <message>
        <source>{why} Your notes are kept in {path}.</source>
        <translation>{why} Vos annotations sont gardées dans {path}.</translation>
    </message>
    <message>
        <source>“{id}” is neither in the gazetteer nor above; correct the id</source>
        <translation>« {id} » n’est ni dans le répertoire ni plus haut ; corrigez l’identifiant</translation>
    </message>
    <message>
        <source>“{id}” is no id; use letters, digits and hyphens.</source>
        <translation>« {id} » n’est pas un identifiant ; employez lettres, chiffres et traits d’union.</translation>
    </message>
    <message>
        <source>“{id}” is not in the gazetteer and has no name; give it one, or correct the id</source>
        <translation>« {id} » n’est pas dans le répertoire et n’a pas de nom ; donnez-lui-en un, ou corrigez l’identifiant</translation>
    </message>
    <message>
        <source>“{label}” cannot be done: the note has been changed in the meantime.</source>
        <translation>« {label} » est impossible : l’annotation a été modifiée entre-temps.</translation>
    </message>
    <message>
        <source>“{name}” goes over several lines; a name stands on one</source>
        <translation>« {name} » s’étend sur plusieurs lignes ; un nom tient sur une seule</translation>
    </message>
    <message>
        <source>“{name}” has no letters or digits; it would be found everywhere</source>
        <translation>« {name} » n’a ni lettres ni chiffres ; on le trouverait partout</translation>
    </message>
    <message>
        <source>“{name}” is a single letter; it would be found everywhere</source>
        <translation>« {name} » est une seule lettre ; on la trouverait partout</translation>
    </message>
    <message>
        <source>“{name}” is {what}; it would be found everywhere</source>
        <translation>« {name} » est {what} ; on le trouverait partout</translation>
    </message>
    <message>
        <source>“{name}…” is longer than {most} characters; a name is shorter</source>
        <translation>« {name}… » dépasse {most} caractères ; un nom est plus court</translation>
    </message>
    <message>
        <source>“{text}” needs the id of an entity behind it</source>
        <translation>« {text} » doit être suivi de l’identifiant d’une entité</translation>
    </message>
    <message>
        <source>“{text}” stands twice; the first counts</source>
        <translation>« {text} » figure deux fois ; le premier compte</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>« {words} »</translation>
    </message>
    <message>
        <source>“{words}” is …</source>
        <translation>« {words} » est…</translation>
    </message>
    <message>
        <source>“{words}”: {how}</source>
        <translation>« {words} » : {how}</translation>
    </message>
    <message>
        <source>“{words}”: {how}, as “{alias}”</source>
        <translation>« {words} » : {how}, comme « {alias} »</translation>
    </message>
</context>
</TS>
