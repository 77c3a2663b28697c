// Ids that a device proposes for what it writes, so that it can refer to it before it is online.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CAPITALS = 16;

/**
 * 22 characters, 130 bits of chance; `getRandomValues` also exists on plain http. The first is a
 * letter: a spreadsheet takes what begins with « - » for a formula.
 */
export function newId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(22))) {
    id += ALPHABET[byte % (id ? ALPHABET.length : CAPITALS)];
  }
  return id;
}
