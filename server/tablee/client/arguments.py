"""What may be typed after `tablee`, and the help that teaches it, in French and in English.

It only reads: an `argparse.Namespace` comes out, or one line on the error stream and exit code 2.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from .. import __version__
from ..workshop.vocabulary import PHASES, Language
from .parser import Formatter, FrenchFormatter, Parser, count, port, seconds
from .plan import TIMEOUT_S

FORMATS: Final = ("json", "csv", "md", "html")
CREATION_KEY: Final = "TABLEE_CREATION_KEY"
SERVER: Final = "http://127.0.0.1:8000"


def parse(
    arguments: Sequence[str], language: Language, environment: Mapping[str, str]
) -> argparse.Namespace:
    """Read a command line; no command, or an option first, means `serve`.

    `--lang` may stand before the command as well as after it.

    Exits with 0 after a help, with 2 and one line for a mistake.
    """
    words = _language_last(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "serve")
    return _Reader(language, environment).parser.parse_args(words)


def _language_last(arguments: Sequence[str]) -> list[str]:
    """The words with a `--lang` that comes first put at the end, where each command reads it."""
    words = list(arguments)
    taken = 1 if words and words[0].startswith("--lang=") else 2 * (words[:1] == ["--lang"])
    if len(words) <= taken:
        return words
    return [*words[taken:], *words[:taken]]


class _Reader:
    def __init__(self, language: Language, environment: Mapping[str, str]) -> None:
        self._language: Language = language
        self._key = environment.get(CREATION_KEY) or None
        both = self._both
        self.parser = self._bare(
            "tablee",
            both(
                "Tablée : des ateliers en direct, autour d'une table ou à distance.",
                "Tablée: live workshops, around a table or from afar.",
            ),
            both(
                "Pour commencer :\n"
                "  tablee                              sert les ateliers sur cette machine\n"
                "  tablee new --title Essai --territory Nord --territory Sud\n"
                "  tablee phase LIEN_ANIMATION travail\n"
                "  tablee export LIEN_ANIMATION --format html --output atelier.html\n"
                "L'aide de chaque commande : tablee COMMANDE --help",
                "To begin:\n"
                "  tablee                              serves workshops on this machine\n"
                "  tablee new --title Trial --territory North --territory South\n"
                "  tablee phase FACILITATOR_LINK travail\n"
                "  tablee export FACILITATOR_LINK --format html --output workshop.html\n"
                "The help of each command: tablee COMMAND --help",
            ),
        )
        self.parser.usage = both(
            "tablee [OPTION …] | tablee COMMANDE [OPTION …]",
            "tablee [OPTION …] | tablee COMMAND [OPTION …]",
        )
        self.parser.add_argument(
            "--version", action="version", version=f"tablee {__version__}", help="version"
        )
        self._commands = self.parser.add_subparsers(
            dest="command",
            required=True,
            title=both("commandes", "commands"),
            metavar=both("COMMANDE", "COMMAND"),
            parser_class=type(self.parser),
            prog="tablee",
        )
        self._serve()
        self._new()
        self._phase()
        self._export()
        self._import()
        self._check_template()
        self._rehearse()

    def _both(self, french: str, english: str) -> str:
        return french if self._language == "fr" else english

    def _bare(self, prog: str, about: str, examples: str) -> Parser:
        parser = Parser(
            prog=prog,
            description=about,
            epilog=examples,
            formatter_class=FrenchFormatter if self._language == "fr" else Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        return self._finish(parser)

    def _finish(self, parser: Parser) -> Parser:
        parser.language = self._language
        parser.add_argument(
            "-h", "--help", action="help", help=self._both("cette aide", "this help")
        )
        parser.add_argument(
            "--lang",
            choices=("fr", "en"),
            help=self._both("langue (sinon, celle de LANG)", "language (else that of LANG)"),
        )
        return parser

    def _command(self, name: str, about: str, examples: str) -> Parser:
        parser = self._commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=f"{self._both('Exemples :', 'Examples:')}\n{examples}",
            formatter_class=FrenchFormatter if self._language == "fr" else Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        return self._finish(parser)

    def _serve(self) -> None:
        both = self._both
        parser = self._command(
            "serve",
            both("sert les ateliers aux navigateurs", "serves workshops to browsers"),
            "  tablee serve\n"
            "  tablee serve --host 0.0.0.0 --port 80 --data /var/lib/tablee\n"
            f"  {CREATION_KEY}=… tablee serve --origin https://atelier.example.org",
        )
        self._add_serving(parser)
        # Whoever asks for help without a command is about to serve: they see how at once.
        self._add_serving(
            self.parser.add_argument_group(
                both("options de serve, la commande par défaut", "options of serve, the default")
            )
        )

    def _add_serving(self, parser: Parser | argparse._ArgumentGroup) -> None:
        both = self._both
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help=both(
                "adresse d'écoute ; 0.0.0.0 pour partager sur le réseau (%(default)s)",
                "address to listen on; 0.0.0.0 to share on the network (%(default)s)",
            ),
        )
        parser.add_argument("--port", type=port, default=8000, help="port (%(default)s)")
        parser.add_argument(
            "--data",
            type=Path,
            default=Path("tablee-data"),
            metavar=both("DOSSIER", "DIR"),
            help=both(
                "où les ateliers sont gardés (%(default)s)",
                "where workshops are kept (%(default)s)",
            ),
        )
        parser.add_argument(
            "--contact",
            metavar=both("ADRESSE", "ADDRESS"),
            help=both(
                "où écrire au sujet de l'accessibilité : courriel ou adresse web",
                "where to write about accessibility: a mail or web address",
            ),
        )
        parser.add_argument(
            "--log",
            choices=("auto", "json", "short"),
            default="auto",
            help=both(
                "lignes de journal : courtes dans un terminal, JSON ailleurs (%(default)s)",
                "log lines: short in a terminal, JSON anywhere else (%(default)s)",
            ),
        )
        parser.add_argument(
            "--origin",
            action="append",
            default=[],
            metavar="URL",
            help=both(
                "adresse exacte d'où viennent les navigateurs, derrière un proxy ; répétable",
                "exact address that browsers come from, behind a proxy; may be repeated",
            ),
        )
        self._add_key(
            parser,
            both(
                "n'autorise à créer des ateliers qu'avec cette clé",
                "lets only those with this key create workshops",
            ),
            flag="--creation-key",
        )

    def _new(self) -> None:
        both = self._both
        parser = self._command(
            "new",
            both("crée un atelier et donne ses liens", "creates a workshop and gives its links"),
            "  tablee new --title Marseille --territory Nord --territory Sud\n"
            "  tablee new --server https://atelier.example.org --title Essai --territory A --json",
        )
        self._add_server(parser)
        parser.add_argument(
            "--template",
            default="effets-utiles",
            help=both("modèle d'atelier (%(default)s)", "kind of workshop (%(default)s)"),
        )
        parser.add_argument("--title", required=True, help=both("titre", "title"))
        parser.add_argument(
            "--territory",
            action="append",
            required=True,
            metavar=both("NOM", "NAME"),
            help=both(
                "territoire ; répétable, dans l'ordre", "territory; may be repeated, in order"
            ),
        )
        self._add_key(
            parser,
            both(
                "clé de création, si le serveur en demande une",
                "creation key, if the server asks for one",
            ),
        )
        self._add_json(parser)

    def _phase(self) -> None:
        both = self._both
        parser = self._command(
            "phase",
            both("ouvre une phase de l'atelier", "opens a phase of the workshop"),
            "  tablee phase 'http://127.0.0.1:8000/f#…' travail\n"
            "  tablee phase 'http://127.0.0.1:8000/f#…' mise-en-commun",
        )
        self._add_facilitator_link(parser)
        parser.add_argument("phase", choices=PHASES, metavar="PHASE", help=", ".join(PHASES))
        parser.add_argument(
            "--no-timer",
            action="store_true",
            help=both(
                "ouvre « travail » sans lancer le minuteur", "opens “travail” without its timer"
            ),
        )

    def _export(self) -> None:
        both = self._both
        parser = self._command(
            "export",
            both("écrit le document d'un atelier", "writes the document of a workshop"),
            "  tablee export 'http://127.0.0.1:8000/f#…' --format json --output archive.json\n"
            "  tablee export 'http://127.0.0.1:8000/f#…' --format md --output -",
        )
        self._add_facilitator_link(parser)
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default="json",
            help=both(
                "json (archive complète), csv, md ou html (%(default)s)",
                "json (whole archive), csv, md or html (%(default)s)",
            ),
        )
        parser.add_argument(
            "--output",
            required=True,
            metavar=both("FICHIER", "FILE"),
            help=both("- pour la sortie standard", "- for the standard output"),
        )

    def _import(self) -> None:
        both = self._both
        parser = self._command(
            "import",
            both(
                "refait un atelier depuis son archive JSON",
                "makes a workshop again from its JSON archive",
            ),
            "  tablee import archive.json\n"
            "  tablee import archive.json --server https://atelier.example.org --json",
        )
        parser.add_argument("file", type=Path, metavar=both("FICHIER", "FILE"))
        self._add_server(parser)
        self._add_key(
            parser,
            both(
                "clé de création, si le serveur en demande une",
                "creation key, if the server asks for one",
            ),
        )
        self._add_json(parser)

    def _check_template(self) -> None:
        both = self._both
        parser = self._command(
            "check-template",
            both(
                "vérifie un modèle et nomme la ligne de chaque erreur",
                "checks a template and names the line of every mistake",
            ),
            "  tablee check-template workshop_templates/effets-utiles.toml",
        )
        parser.add_argument("file", type=Path, metavar=both("FICHIER", "FILE"))

    def _rehearse(self) -> None:
        both = self._both
        parser = self._command(
            "rehearse",
            both(
                "fait jouer l'atelier par des participants simulés",
                "has simulated participants play the workshop",
            ),
            "  tablee rehearse http://127.0.0.1:8000/j/… --participants 8 --notes corpus.json\n"
            "  tablee rehearse http://127.0.0.1:8000/j/… --notes corpus.json --pace 0 --json",
        )
        parser.add_argument(
            "link",
            metavar=both("LIEN_POUR_REJOINDRE", "JOIN_LINK"),
            help=both("le lien que tout le monde reçoit", "the link that everybody is given"),
        )
        parser.add_argument(
            "--participants", type=count, default=8, metavar="N", help="(%(default)s)"
        )
        parser.add_argument(
            "--notes",
            type=Path,
            required=True,
            metavar=both("FICHIER", "FILE"),
            help=both(
                'JSON : {"effects": [{territory, beneficiary, category?, text, kind, directness, '
                "discussion_point?, binome?}]}",
                'JSON: {"effects": [{territory, beneficiary, category?, text, kind, directness, '
                "discussion_point?, binome?}]}",
            ),
        )
        parser.add_argument(
            "--pace",
            type=seconds,
            default=5.0,
            metavar=both("NOTES_PAR_SECONDE", "NOTES_PER_SECOND"),
            help=both(
                "pour tous ensemble ; 0 : aussi vite que possible (%(default)s)",
                "for all together; 0: as fast as possible (%(default)s)",
            ),
        )
        parser.add_argument(
            "--timeout",
            type=seconds,
            default=TIMEOUT_S,
            metavar=both("SECONDES", "SECONDS"),
            help=both("renonce après ce temps (%(default)s)", "gives up after that (%(default)s)"),
        )
        self._add_json(parser)

    def _add_server(self, parser: Parser) -> None:
        parser.add_argument(
            "--server",
            default=SERVER,
            metavar="URL",
            help=self._both("le serveur (%(default)s)", "the server (%(default)s)"),
        )

    def _add_key(
        self, parser: Parser | argparse._ArgumentGroup, about: str, flag: str = "--key"
    ) -> None:
        parser.add_argument(
            flag,
            dest="key",
            default=self._key,
            metavar=self._both("CLÉ", "KEY"),
            help=f"{about} ({CREATION_KEY})",
        )

    def _add_facilitator_link(self, parser: Parser) -> None:
        parser.add_argument(
            "link",
            metavar=self._both("LIEN_ANIMATION", "FACILITATOR_LINK"),
            help=self._both(
                "le lien d'animation, entre apostrophes à cause du #",
                "the facilitator link, in quotes because of the #",
            ),
        )

    def _add_json(self, parser: Parser) -> None:
        parser.add_argument(
            "--json",
            action="store_true",
            help=self._both("réponse en JSON sur une ligne", "answer as one line of JSON"),
        )
