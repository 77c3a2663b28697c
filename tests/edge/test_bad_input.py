"""What the server does with what it should never be sent: a clear answer, and nothing else."""

import json

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection

from support.running_server import RunningServer
from support.visitors import AnyLine, Visitor, Workshop, closed_with, do, hear, say_hello
from tablee.protocol import close_codes
from tablee.protocol.messages import Done, Refused, Rejected, Welcome
from tablee.text import catalogue
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    Command,
    DeleteNote,
    MoveNote,
    OpenPhase,
)

UNREADABLE = {
    "not JSON": b"bonjour",
    "nothing": b"",
    "half": b'{"type":"Do","n":1,"comm',
    "an unknown type": b'{"type":"Dance","n":4}',
    "an unknown command": b'{"type":"Do","n":4,"command":{"type":"DropTable"}}',
    "an unknown field": b'{"type":"Writing","beneficiary":null,"note":null,"x":1}',
    "a wrong type": b'{"type":"Do","n":"4","command":{"type":"DeleteNote","note":"n"}}',
    "not a number": b'{"type":"Do","n":NaN,"command":{"type":"DeleteNote","note":"n"}}',
    "a number with a fraction": b'{"type":"Do","n":1.5,"command":{"type":"EndTimer"}}',
    "a lone surrogate": b'{"type":"Do","n":4,"command":{"type":"DeleteNote","note":"\\ud800"}}',
    "depth without end": b'{"type":"Do","n":4,"command":' + b"[" * 30_000,
    "an array": b"[1,2,3]",
    "another hello": msgspec.json.encode(
        {"type": "Hello", "protocol": 1, "epoch": None, "seq": 0, "pending_to": 0, "language": "fr"}
    ),
}
WITH_NUMBER = {"an unknown type", "an unknown command"}


async def at_work(visitor: Visitor) -> Workshop:
    """A workshop in « travail »; the visitor is its facilitator and sits at the first board."""
    made = await visitor.create()
    await visitor.enter(made)
    assert (await visitor.order(made, OpenPhase(phase="travail"))).status_code == 200
    await visitor.join(made)
    return made


async def lines_of(visitor: Visitor, made: Workshop) -> AnyLine:
    line = await visitor.call(made.id, "participant", await visitor.outbox(made))
    await say_hello(line)
    await hear(line, Welcome)
    return line


@pytest.mark.parametrize("case", sorted(UNREADABLE))
async def test_a_frame_that_cannot_be_read_is_answered_and_changes_nothing(
    server: RunningServer, caller: Visitor, case: str
) -> None:
    """[W2, W3] with its number where it can be told; the connection goes on."""
    made = await at_work(caller)
    line = await lines_of(caller, made)
    before = server.errors.count('"error"')
    if case == "not JSON":
        await line.send(UNREADABLE[case].decode())
    else:
        await line.send(UNREADABLE[case], text=True)
    refused = await hear(line, Refused)
    assert isinstance(refused, Refused)
    assert refused.code == "malformed"
    if case in WITH_NUMBER:
        assert refused.n == 4
    assert refused.message == catalogue("fr")["refused.malformed"]
    board = (await caller.boards(made))[0]
    await do(line, 1, AddBeneficiary(board=board, beneficiary="b", label="Habitants"))
    assert isinstance(await hear(line, Done, Rejected, Refused), Done)
    assert server.errors.count('"error"') == before
    await line.close()


async def test_bytes_that_are_not_utf_8_are_answered(caller: Visitor) -> None:
    """[W3] in a text frame, where a browser could not put them."""
    line = await lines_of(caller, await at_work(caller))
    command = b'{"type":"Do","n":1,"command":{"type":"DeleteNote","note":"\xff\xfe"}}'
    await line.send(command, text=True)
    refused = await hear(line, Refused)
    assert isinstance(refused, Refused)
    assert refused.code == "malformed"
    await line.close()


async def test_the_third_unreadable_frame_closes_the_connection(caller: Visitor) -> None:
    """[W2] 4400; a binary frame counts like any other."""
    made = await at_work(caller)
    line = await lines_of(caller, made)
    await line.send("{")
    await line.send(b"\x00\x01")
    await line.send("[]")
    assert await closed_with(line) == close_codes.PROTOCOL_ERROR
    again = await lines_of(caller, made)
    await again.close()


async def test_a_frame_over_the_limit_closes_with_1009(caller: Visitor) -> None:
    """[W1] 65,536 bytes are read; one more is not."""
    made = await at_work(caller)
    line = await lines_of(caller, made)
    frame = b'{"type":"Do","n":1,"command":{"type":"DeleteNote","note":"%s"}}'
    fits = frame % (b"x" * (65_536 - len(frame) + 2))
    assert len(fits) == 65_536
    await line.send(fits, text=True)
    assert isinstance(await hear(line, Rejected, Refused), Rejected)
    await line.send(fits + b" ", text=True)
    assert await closed_with(line) == close_codes.TOO_LARGE


async def test_a_frame_that_is_no_frame_ends_the_connection_and_nothing_else(
    server: RunningServer, visitor: Visitor
) -> None:
    """[W3] reserved bits, a torn continuation: the room does not notice."""
    made = await at_work(visitor)
    for first_byte in (b"\x91", b"\x80"):
        line = await lines_of(visitor, made)
        assert isinstance(line, ClientConnection)
        line.transport.write(first_byte + b"\x82\x00\x00\x00\x00{}")
        await line.wait_closed()
    line = await lines_of(visitor, made)
    await line.close()
    assert "Traceback" not in server.errors


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("{", close_codes.PROTOCOL_ERROR),
        ('{"type":"Writing","beneficiary":null,"note":null}', close_codes.PROTOCOL_ERROR),
        (b"\x00", close_codes.PROTOCOL_ERROR),
        (
            json.dumps(
                {"type": "Hello", "protocol": 99, "epoch": None, "seq": 0, "pending_to": 0}
                | {"language": "fr"}
            ),
            close_codes.OLD_CLIENT,
        ),
    ],
)
async def test_the_first_frame_is_a_hello_that_is_understood(
    caller: Visitor, first: str | bytes, code: int
) -> None:
    """[W4, W11] anything else closes, with the reason."""
    made = await at_work(caller)
    outbox = await caller.outbox(made)
    async with caller.call(made.id, "participant", outbox) as line:
        await line.send(first)
        assert await closed_with(line) == code


async def test_who_says_nothing_is_not_waited_for(visitor: Visitor) -> None:
    """[W4] five seconds for a hello."""
    made = await at_work(visitor)
    outbox = await visitor.outbox(made)
    async with visitor.line(made.id, "participant", outbox) as line:
        assert await closed_with(line) == close_codes.PROTOCOL_ERROR


async def test_a_note_without_a_beneficiary_and_foreign_ids_are_refused_in_words(
    server: RunningServer, caller: Visitor
) -> None:
    """[N1, N3] in the person's language; neither room changes."""
    made = await at_work(caller)
    async with Visitor(server, caller.carrier) as stranger:
        other = await at_work(stranger)
        foreign = await lines_of(stranger, other)
        board = (await stranger.boards(other))[0]
        await do(foreign, 1, AddBeneficiary(board=board, beneficiary="theirs", label="Canari"))
        assert isinstance(await hear(foreign, Done, Rejected), Done)
        await do(foreign, 2, AddNote(note="canary", beneficiary="theirs", text="Canari jaune"))
        assert isinstance(await hear(foreign, Done, Rejected), Done)
        await foreign.close()
    line = await lines_of(caller, made)
    mine = (await caller.boards(made))[1]
    commands: dict[Command, str] = {
        AddNote(note="x1", text="Sans bénéficiaire"): "beneficiary_missing",
        AddNote(note="x2", beneficiary="theirs", text="Chez eux"): "unknown_beneficiary",
        AddNote(note="x3", beneficiary="nobody", text="Personne"): "unknown_beneficiary",
        AddBeneficiary(board=board, beneficiary="x", label="Chez eux"): "unknown_board",
        AddBeneficiary(board=mine, beneficiary="x", label="À côté"): "other_board",
        DeleteNote(note="canary"): "unknown_note",
        MoveNote(note="canary", beneficiary="theirs"): "unknown_note",
        OpenPhase(phase="accueil"): "not_allowed",
        AddNote(note="x4", beneficiary=f"{mine}-none", text="x"): "unknown_beneficiary",
    }
    for n, (command, code) in enumerate(commands.items(), start=1):
        await do(line, n, command)
        refused = await hear(line, Done, Rejected)
        assert isinstance(refused, Rejected), command
        assert refused.code == code, command
        assert refused.message
        assert "{" not in refused.message
    await line.close()
    archive = await caller.http.get(f"/api/rooms/{made.id}/export?format=json")
    assert archive.status_code == 200
    assert "Canari" not in archive.text
    assert "Sans bénéficiaire" not in archive.text


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("workshops", b"{", 400),
        ("workshops", b"\xff\xfe", 400),
        ("workshops", b"[" * 60_000, 400),
        ("workshops", b" " * 65_537, 413),
        ("workshops", b'{"template":"../../x","title":"","territories":["A"]}', 404),
        ("workshops", b'{"template":"effets-utiles","title":"","territories":[]}', 409),
        ("workshops", b'{"template":"effets-utiles","title":"","territories":["A","a "]}', 409),
        ("join", b'{"secret":"x","board":1}', 400),
        ("session", b'{"token":"x","role":"system"}', 400),
        ("import", b'{"tablee":', 422),
        ("import", b"\xff", 422),
        ("import", b"", 422),
        ("language", b'{"language":"xx"}', 400),
        ("rooms/none/commands", b'{"command":{"type":"EndTimer"}}', 401),
        ("rooms/none/rehearsal", b"", 401),
    ],
)
async def test_a_request_that_cannot_be_granted_says_why(
    server: RunningServer, visitor: Visitor, path: str, body: bytes, status: int
) -> None:
    """[E2, L1] a code and words in the language of the browser."""
    words = {}
    for language in ("fr", "en"):
        answered = await visitor.http.post(
            f"/api/{path}", content=body, headers={"accept-language": language}
        )
        assert answered.status_code == status, answered.text
        told = answered.json()
        assert told["code"]
        words[language] = told["message"]
    assert words["fr"] != words["en"]
    assert "Traceback" not in server.errors


async def test_a_compressed_body_is_not_unpacked(visitor: Visitor) -> None:
    """[L1] no bomb."""
    answered = await visitor.http.post(
        "/api/workshops", content=b"\x1f\x8b", headers={"content-encoding": "gzip"}
    )
    assert answered.status_code == 415


async def test_the_websocket_is_not_compressed(visitor: Visitor) -> None:
    """[W1] whatever the browser offers."""
    made = await at_work(visitor)
    opening = visitor.line(made.id, "participant", await visitor.outbox(made))
    opening.additional_headers.append(("Sec-WebSocket-Extensions", "permessage-deflate"))  # type: ignore[union-attr]
    async with opening as line:
        assert line.response is not None
        assert "Sec-WebSocket-Extensions" not in line.response.headers
