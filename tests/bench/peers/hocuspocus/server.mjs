// Hocuspocus as its documentation starts it, storing in SQLite, on a free loopback port.
// Usage: node server.mjs DATABASE. Prints "listening PORT".
// Its SQLite extension rests on better-sqlite3 12, which builds for Node 24.19 but aborts the process
// when a statement is collected (assertion in node::RemoveEnvironmentCleanupHook, seen here within a
// second of load). So Hocuspocus' own Database extension, on which that one is built, runs the same
// statements on Node's built-in SQLite. Every setting is the default: the document is stored whole,
// 2 s after the last change and at most 10 s after the first (debounce, maxDebounce).
import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

const db = new DatabaseSync(process.argv[2]);
db.exec("CREATE TABLE IF NOT EXISTS documents (name TEXT NOT NULL UNIQUE, data BLOB NOT NULL)");
const select = db.prepare("SELECT data FROM documents WHERE name = ?");
const upsert = db.prepare(
  "INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data",
);
const storage = new Database({
  fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
  store: async ({ documentName, state }) => void upsert.run(documentName, state),
});

const server = new Server({ address: "127.0.0.1", port: 0, quiet: true, extensions: [storage] });
await server.listen();
console.log(`listening ${server.address.port}`);
