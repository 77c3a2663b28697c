"""The command line: what it reads, what it says, and never a traceback."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tablee.__main__ import main
from tablee.client.arguments import CREATION_KEY, parse

COMMANDS = ("serve", "new", "phase", "export", "import", "check-template", "rehearse")
CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"
TEMPLATE = Path(__file__).parents[2] / "workshop_templates" / "effets-utiles.toml"
LINKS = {
    "id": "r1",
    "facilitator": "http://a/f#F",
    "join": "http://a/j/J",
    "screen": "http://a/e#S",
    "code": "ABCDEF",
}


class Answers:
    """An HTTP server that always gives one answer, and keeps what it was asked."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.body = body
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        answers = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(length)
                answers.asked.append((self.command, self.path, headers, body))
                self.send_response(answers.status)
                self.send_header("Content-Length", str(len(answers.body)))
                self.end_headers()
                self.wfile.write(answers.body)

            do_GET = do_POST  # noqa: N815 - the name that http.server calls

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def answering(status: int, body: object) -> Iterator[Answers]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    answers = Answers(status, raw)
    thread = threading.Thread(target=answers.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield answers
    finally:
        answers.server.shutdown()
        thread.join()
        answers.server.server_close()


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.delenv(CREATION_KEY, raising=False)


def failing(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails; returns the one line that it says."""
    assert main(list(arguments)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("tablee: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("tablee: ").rstrip("\n")


@pytest.mark.parametrize("arguments", [[], ["--port", "9"], ["--lang", "en"]])
def test_no_command_or_an_option_first_means_serve(arguments: list[str]) -> None:
    assert parse(arguments, "fr", {}).command == "serve"


def test_serving_takes_its_settings_from_the_words_and_the_environment() -> None:
    words = ["serve", "--host", "10.0.0.1", "--port", "80", "--data", "d", "--origin", "https://a"]
    chosen = parse([*words, "--origin", "https://b"], "fr", {CREATION_KEY: "secret"})
    assert (chosen.host, chosen.port, chosen.data) == ("10.0.0.1", 80, Path("d"))
    assert (chosen.origin, chosen.key) == (["https://a", "https://b"], "secret")
    assert parse(["--creation-key", "other"], "fr", {CREATION_KEY: "secret"}).key == "other"
    assert parse([], "fr", {}).key is None


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "examples"), [("fr", "Exemples :"), ("en", "Examples:")])
def test_the_help_of_every_command_teaches_by_examples(
    command: str, language: str, examples: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--lang", language, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert f"{examples}\n  " in said
    assert f"tablee {command}" in said.partition(examples)[2]
    assert said.startswith("usage:" if language == "en" else "utilisation :")


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(f"\n    {command}" in said for command in COMMANDS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_help_names_what_serving_takes(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", language, "--help"])
    first = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["serve", "--lang", language, "--help"])
    options = [line.split()[0] for line in capsys.readouterr().out.splitlines() if "  --" in line]
    assert {"--host", "--port", "--data", "--creation-key"} <= set(options)
    assert [option for option in options if f"\n  {option} " not in first] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new"], "tablee new : il manque : --title, --territory"),
        (["new", "--nope"], "tablee new : il manque"),
        (["serve", "--port", "x"], "tablee serve : --port : valeur impossible : 'x'"),
        (["serve", "--port", "70000"], "tablee serve : --port : valeur impossible : '70000'"),
        (["serve", "--nope"], "tablee : argument inconnu : --nope"),
        (["export", "l", "--output"], "tablee export : --output : il manque une valeur"),
        (["rehearse", "l", "--notes", "n", "--participants", "0"], "valeur impossible : '0'"),
        (["rehearse", "l", "--notes", "n", "--pace", "nan"], "valeur impossible : 'nan'"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_one_line_and_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    heard = capsys.readouterr().err
    assert said in heard
    assert heard.count("\n") == 1


@pytest.mark.parametrize("unknown", [["dance"], ["phase", "l", "danse"]])
def test_a_word_that_does_not_exist_is_answered_with_those_that_do(
    unknown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(unknown)
    assert left.value.code == 2
    heard = capsys.readouterr().err
    assert "n'existe pas" in heard
    assert "choix :" in heard


def test_creating_sends_what_was_typed_and_prints_the_links(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = ["--title", "Été", "--territory", "Nord", "--territory", "Sud", "--key", "k"]
    with answering(201, {**LINKS, "more": 1}) as answers:
        assert main(["new", "--server", answers.address, *typed, "--json"]) == 0
        assert main(["new", "--server", answers.address, *typed]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert json.loads(first) == LINKS
    assert all(any(value in line for line in rest) for value in list(LINKS.values())[1:])
    method, path, headers, body = answers.asked[0]
    assert (method, path, headers["origin"]) == ("POST", "/api/workshops", answers.address)
    assert headers["accept-language"] == "fr"
    assert json.loads(body) == {
        "template": "effets-utiles",
        "title": "Été",
        "territories": ["Nord", "Sud"],
        "language": "fr",
        "key": "k",
    }


def test_importing_sends_the_archive_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "a.json"
    archive.write_text('{"format": "tablee/1", "title": "Été"}', encoding="utf-8")
    with answering(201, LINKS) as answers:
        command = ["import", str(archive), "--server", answers.address, "--key", "k", "--json"]
        assert main(command) == 0
    assert json.loads(capsys.readouterr().out) == LINKS
    [(_, path, headers, body)] = answers.asked
    assert (path, headers["tablee-creation-key"]) == ("/api/import", "k")
    assert body == archive.read_bytes()


NEW = ("new", "--title", "T", "--territory", "A", "--server")


def test_a_server_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = failing(capsys, *NEW, f"http://127.0.0.1:{port}")
    assert said.startswith(f"http://127.0.0.1:{port} ne répond pas")


def test_a_refusal_is_said_in_the_server_s_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    refusal = {"code": "creation_key", "message": "Il faut la clé de création."}
    with answering(403, refusal) as answers:
        assert failing(capsys, *NEW, answers.address) == refusal["message"]


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>"), (200, {}), (404, b"<html>"), (500, b""), (201, b"\xff"), (403, {"x": 1})],
)
def test_a_server_of_another_kind_is_said_so(
    status: int, body: object, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(status, body) as answers:
        assert "pas comme un serveur Tablée" in failing(capsys, *NEW, answers.address)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "--title", "T", "--territory", "A", "--server", "nowhere"], "http:// ou https://"),
        (["phase", "http://a/j/x", "travail"], "lien d'animation"),
        (["export", "http://a/", "--output", "-"], "lien d'animation"),
        (["rehearse", "http://a/f#x", "--notes", str(CORPUS)], "lien pour rejoindre"),
        (["rehearse", "http://a/j/x", "--notes", "no-such-file"], "lecture impossible"),
        (["import", "no-such-file"], "no-such-file\u00a0: lecture impossible"),
    ],
)
def test_a_wrong_link_or_file_is_said_so(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in failing(capsys, *arguments)


def test_a_link_that_leads_nowhere_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(404, b"<html>") as answers:
        command = ("rehearse", f"{answers.address}/j/x", "--notes", str(CORPUS))
        assert "aucun atelier" in failing(capsys, *command)


def test_a_territory_that_the_workshop_lacks_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    boot = {"page": "join", "invitation": {"boards": [{"id": "b", "name": "Nord"}]}}
    page = f'<script type="application/json" id="boot">{json.dumps(boot)}</script>'.encode()
    with answering(200, page) as answers:
        command = ("rehearse", f"{answers.address}/j/x", "--notes", str(CORPUS))
        said = failing(capsys, *command)
    assert "Port-Levant (fictif)" in said
    assert "il a\u00a0: Nord." in said


def test_an_export_that_fails_leaves_the_file_that_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.json"
    file.write_text("before")
    with answering(404, {"code": "no_such_link", "message": "Lien inconnu."}) as answers:
        command = ("export", f"{answers.address}/f#x", "--output", str(file))
        assert failing(capsys, *command) == "Lien inconnu."
    assert [each.name for each in tmp_path.iterdir()] == ["export.json"]
    assert file.read_text() == "before"


def test_an_export_that_cannot_be_written_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(200, {"url": "/r/r1/animer"}) as answers:
        output = str(tmp_path / "nowhere" / "x.json")
        said = failing(capsys, "export", f"{answers.address}/f#x", "--output", output)
    assert "écriture impossible" in said


def test_a_template_is_checked_with_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-template", str(TEMPLATE)]) == 0
    broken = tmp_path / "broken.toml"
    broken.write_text("id = \n")
    assert main(["check-template", str(broken)]) == 1
    assert f"{broken}:1:" in capsys.readouterr().err
    assert main(["check-template", str(tmp_path / "none.toml")]) == 2


@pytest.mark.parametrize("words", [("--lang", "en"), ("--lang=en",)])
@pytest.mark.parametrize("before", [True, False])
def test_the_language_may_stand_before_the_command_or_after_it(
    words: tuple[str, ...], before: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("phase", "nothing", "travail")
    asked = (*words, *command) if before else (*command, *words)
    assert main(list(asked)) == 1
    assert "not a full address" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--lang"], ["--lang", "de", "phase", "x", "travail"]])
def test_a_language_that_is_none_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "--lang" in capsys.readouterr().err
