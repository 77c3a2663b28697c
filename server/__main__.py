"""The door to the product: `python3 server` on a machine with nothing but Python and git.

`python3 server --port 9000` serves; `python3 server new …` runs any other command.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very point: an older one must hear it
    sys.exit("Tablée needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

import bootstrap

ABOUT_ALL_COMMANDS = ("-h", "--help", "--version")


def main(arguments: list[str]) -> None:
    """Prepare, then become `tablee`; no command, or an option first, means `serve`."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ABOUT_ALL_COMMANDS):
        arguments = ["serve", *arguments]
    bootstrap.open_door(bootstrap.prepare, "tablee", arguments)


main(sys.argv[1:])
