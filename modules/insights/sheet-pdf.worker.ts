import { parentPort } from "node:worker_threads";
import type { Sheet } from "./sheet-pdf.pages.ts";
import { setSheet } from "./sheet-pdf.set.ts";

parentPort?.on("message", ({ id, sheet }: { id: number; sheet: Sheet }) => {
  setSheet(sheet).then(
    (bytes) => parentPort?.postMessage({ id, bytes }),
    (error: unknown) => parentPort?.postMessage({ id, fault: error instanceof Error ? error.message : String(error) }),
  );
});
