import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Reads one line from the input: typed without being shown at a terminal, or handed over by another program. */
export async function readPassword(): Promise<string> {
  const isTyped = process.stdin.isTTY === true;
  if (isTyped) console.error("Password (15 characters or more), then Enter:");
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: isTyped });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
  }
}
