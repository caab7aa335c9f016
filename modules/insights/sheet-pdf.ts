import { Worker } from "node:worker_threads";
import type { Sheet } from "./sheet-pdf.pages.ts";

type Waiting = { resolve: (bytes: Buffer) => void; reject: (error: Error) => void };
type Answer = { id: number; bytes?: Uint8Array; fault?: string };

/** The thread that sets sheets; it is started with the first one, and does not keep the program alive. */
let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let last = 0;

/**
 * The bytes of a sheet as a PDF. Setting one takes some hundred milliseconds of reckoning, so it is done in a thread of its
 * own, one after the other; should that thread die, its sheets fail and the next one starts another.
 */
export function pdfOf(sheet: Sheet): Promise<Buffer> {
  worker ??= opened();
  last += 1;
  const [id, at] = [last, worker];
  at.ref();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    at.postMessage({ id, sheet });
  });
}

function opened(): Worker {
  const one = new Worker(new URL("./sheet-pdf.worker.ts", import.meta.url));
  one.on("message", ({ id, bytes, fault }: Answer) => {
    const its = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) one.unref();
    if (bytes) its?.resolve(Buffer.from(bytes));
    else its?.reject(new Error(`the sheet cannot be set: ${fault}`));
  });
  const lost = (why: string): void => {
    if (worker !== one) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(`the sheet cannot be set: ${why}`));
    waiting.clear();
  };
  one.on("error", (error) => lost(error instanceof Error ? error.message : String(error)));
  one.on("exit", () => lost("its thread ended"));
  one.unref();
  return one;
}
