// Makes the messages that Hocuspocus clients send: genuine Yjs updates from one Y.Doc per client.
// Standard input: {"document": NAME, "clients": [[{"id", "text"}, …], …]}. Standard output:
// {"authenticate", "ask", "answer", "clients": [[update, …], …]}, each message in base64.
// A note is an entry of the shared Y.Map "notes": its id, and its text as the value.
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const MESSAGE_SYNC = 0;
const MESSAGE_AUTH = 2;
const AUTH_TOKEN = 0;

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const asked = JSON.parse(Buffer.concat(chunks).toString("utf8"));

function message(type, write) {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, asked.document);
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return Buffer.from(encoding.toUint8Array(encoder)).toString("base64");
}

function updatesOf(operations, index) {
  const doc = new Y.Doc();
  doc.clientID = index + 1;
  const made = [];
  doc.on("update", (update) => {
    made.push(message(MESSAGE_SYNC, (encoder) => sync.writeUpdate(encoder, update)));
  });
  const notes = doc.getMap("notes");
  for (const { id, text } of operations) notes.set(id, text);
  return made;
}

const empty = new Y.Doc();
const hello = {
  authenticate: message(MESSAGE_AUTH, (encoder) => {
    encoding.writeVarUint(encoder, AUTH_TOKEN);
    encoding.writeVarString(encoder, "bench");
  }),
  ask: message(MESSAGE_SYNC, (encoder) => sync.writeSyncStep1(encoder, empty)),
  answer: message(MESSAGE_SYNC, (encoder) => sync.writeSyncStep2(encoder, empty)),
};
process.stdout.write(JSON.stringify({ ...hello, clients: asked.clients.map(updatesOf) }));
