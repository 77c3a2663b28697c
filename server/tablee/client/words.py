"""The sentences of the command line, in French and in English.

They stand here and not in the catalogue of the pages because no page ever shows them. A sentence
is filled with what the person typed as it is; only the sentence gets its French no-break spaces.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..workshop.vocabulary import Language
from .trouble import Trouble

_TIGHT: Final = re.compile(r" (?=[:;!?»])|(?<=«) ")

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # the server's first words
    "listening": ("Tablée : {address}", "Tablée: {address}"),
    "only_here": (
        (
            "Cette adresse n'est visible que de cette machine ; pour la partager sur le réseau : "
            "--host 0.0.0.0"
        ),
        (
            "This address can be seen from this machine only; to share it on the network: "
            "--host 0.0.0.0"
        ),
    ),
    "old_sqlite": (
        (
            "SQLite {version} convient ; n'ouvrez pas les données avec un autre programme pendant "
            "que le serveur tourne."
        ),
        (
            "SQLite {version} is fine; do not open the data with another program while the server "
            "runs."
        ),
    ),
    # troubles
    "link_not_a_link": (
        "Ce lien n'est pas une adresse complète : elle commence par http:// ou https://.",
        "This link is not a full address: it begins with http:// or https://.",
    ),
    "link_not_facilitator": (
        "Ce n'est pas un lien d'animation : il a la forme http://ADRESSE/f#SECRET.",
        "This is not a facilitator link: it looks like http://ADDRESS/f#SECRET.",
    ),
    "link_not_join": (
        "Ce n'est pas un lien pour rejoindre : il a la forme http://ADRESSE/j/SECRET.",
        "This is not a join link: it looks like http://ADDRESS/j/SECRET.",
    ),
    "unreachable": (
        "{server} ne répond pas : le serveur est-il lancé ? ({detail})",
        "{server} does not answer: is the server running? ({detail})",
    ),
    "not_tablee": (
        "{server} répond, mais pas comme un serveur Tablée ({detail}).",
        "{server} answers, but not as a Tablée server does ({detail}).",
    ),
    "refused": ("{message}", "{message}"),
    "link_unknown": (
        "Ce lien ne mène à aucun atelier : il est incomplet, expiré ou révoqué.",
        "This link leads to no workshop: it is incomplete, expired or revoked.",
    ),
    "session_over": (
        "Le serveur ne reconnaît plus la session : rouvrir le lien.",
        "The server no longer knows the session: open the link again.",
    ),
    "link_revoked": (
        "Le lien a été révoqué, ou le serveur refuse cette connexion.",
        "The link was revoked, or the server refuses this connection.",
    ),
    "room_gone": (
        "L'atelier n'existe plus sur ce serveur.",
        "The workshop is no longer on this server.",
    ),
    "superseded": (
        "Une autre connexion a pris la place de celle-ci.",
        "Another connection has taken the place of this one.",
    ),
    "protocol": (
        "Le serveur et cette commande ne se comprennent pas ({detail}) : versions différentes ?",
        "The server and this command do not understand each other ({detail}): other versions?",
    ),
    "server_forgot": (
        (
            "Le serveur a oublié des écritures qu'il avait confirmées (il connaît la {done}, "
            "la {acked} était confirmée)."
        ),
        (
            "The server has forgotten what it had confirmed (it knows number {done}, "
            "number {acked} was confirmed)."
        ),
    ),
    "file_unreadable": (
        "{file} : lecture impossible ({detail}).",
        "{file}: cannot be read ({detail}).",
    ),
    "port_taken": (
        "{where} est déjà pris par un autre programme ; choisissez un autre port avec --port.",
        "{where} is taken by another program; choose another port with --port.",
    ),
    "cannot_listen": (
        "{where} : impossible d'écouter à cette adresse ({detail}).",
        "{where}: cannot listen at this address ({detail}).",
    ),
    "file_unwritable": (
        "{file} : écriture impossible ({detail}).",
        "{file}: cannot be written ({detail}).",
    ),
    "file_not_text": (
        "{file} : ce n'est pas du texte UTF-8.",
        "{file}: this is not UTF-8 text.",
    ),
    "file_not_json": (
        "{file}, ligne {line}, colonne {column} : ce n'est pas du JSON.",
        "{file}, line {line}, column {column}: this is not JSON.",
    ),
    "notes_shape": (
        '{file} : attendu un objet {{"effects": [ … ]}} avec au moins un effet.',
        '{file}: expected an object {{"effects": [ … ]}} with at least one effect.',
    ),
    "note_not_object": (
        "{file}, effet {item} : attendu un objet entre accolades.",
        "{file}, effect {item}: expected an object between braces.",
    ),
    "note_field_missing": (
        "{file}, effet {item} : il manque « {field} ».",
        "{file}, effect {item}: “{field}” is missing.",
    ),
    "note_field_text": (
        "{file}, effet {item} : « {field} » doit être un texte non vide.",
        "{file}, effect {item}: “{field}” must be a text that is not empty.",
    ),
    "note_field_choice": (
        "{file}, effet {item} : « {field} » doit être {choices}.",
        "{file}, effect {item}: “{field}” must be {choices}.",
    ),
    "note_field_flag": (
        "{file}, effet {item} : « {field} » doit être true ou false.",
        "{file}, effect {item}: “{field}” must be true or false.",
    ),
    "note_field_number": (
        "{file}, effet {item} : « {field} » doit être un nombre entier à partir de 1.",
        "{file}, effect {item}: “{field}” must be a whole number from 1.",
    ),
    "territory_unknown": (
        "L'atelier n'a pas le territoire « {territory} » du fichier ; il a : {known}.",
        "The workshop lacks the file's territory “{territory}”; it has: {known}.",
    ),
    "time_up": (
        "Le temps est écoulé : {acknowledged} notes confirmées sur {notes}.",
        "Time is up: {acknowledged} notes acknowledged of {notes}.",
    ),
    "not_all": (
        "Tout n'est pas passé : {acknowledged} notes confirmées sur {notes}. {why}",
        "Not everything went in: {acknowledged} notes acknowledged of {notes}. {why}",
    ),
    # what is said when all goes well
    "created": (
        (
            "Atelier créé : {title}\n  animer     {facilitator}\n  rejoindre  {join}\n"
            "  projeter   {screen}\n  code       {code}\n"
            "Le lien d'animation donne tous les droits : ne pas le partager."
        ),
        (
            "Workshop created: {title}\n  facilitate {facilitator}\n  join       {join}\n"
            "  project    {screen}\n  code       {code}\n"
            "The facilitator link gives every right: do not share it."
        ),
    ),
    "phase_opened": ("Phase ouverte : {phase}.", "Phase opened: {phase}."),
    "exported": ("{file} : {size} octets.", "{file}: {size} bytes."),
    "tally": (
        (
            "{posted} notes postées, {acknowledged} confirmées, {refused} refusées, {late} "
            "reçues après la fin ; {reconnections} reconnexions ; {seconds} s."
        ),
        (
            "{posted} notes posted, {acknowledged} acknowledged, {refused} refused, {late} "
            "received late; {reconnections} reconnections; {seconds} s."
        ),
    ),
    "progress_seating": (
        "{seated} participants installés sur {participants}",
        "{seated} participants seated of {participants}",
    ),
    "progress_waiting": (
        "{seated} participants attendent que la phase « travail » s'ouvre",
        "{seated} participants wait for the phase “travail” to open",
    ),
    "progress_posting": (
        "{acknowledged} notes confirmées sur {notes}",
        "{acknowledged} notes acknowledged of {notes}",
    ),
    "participant_name": ("Participant simulé {number}", "Simulated participant {number}"),
    "interrupted": ("Interrompu.", "Interrupted."),
}


def say(language: Language, key: str, **params: str | int) -> str:
    """The sentence `key` in that language. Raises KeyError for a key that has none."""
    french, english = WORDS[key]
    return (_TIGHT.sub("\u00a0", french) if language == "fr" else english).format(**params)


def explain(language: Language, trouble: Trouble) -> str:
    """A trouble as one line, whatever breaks the server's own message holds."""
    return " ".join(say(language, trouble.key, **trouble.params).split("\n"))


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The person's language: `--lang`, else the locale; French when nothing says otherwise."""
    for here, word in enumerate(arguments):
        chosen = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and here + 1 < len(arguments):
            chosen = arguments[here + 1]
        if chosen in ("fr", "en"):
            return "fr" if chosen == "fr" else "en"
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((value for value in named if value), "")
    # "C" and "POSIX" name no human language.
    spoken = locale.partition(".")[0].lower()
    return "fr" if spoken in ("", "c", "posix") or spoken.startswith("fr") else "en"
