import { type WorkRoom, workOf } from "#platform/workers/index.ts";
import type { Sheet } from "./sheet-pdf.pages.ts";

const setting = workOf<typeof import("./sheet-pdf.worker.ts").default>(
  "set-sheet",
  new URL("./sheet-pdf.worker.ts", import.meta.url),
  10_000,
);

/** The bytes of a sheet as a PDF, set in a thread of the room; `tenant` is whose turn it takes. May throw WorkRefused. */
export const pdfOf = async (room: WorkRoom, tenant: string, sheet: Sheet): Promise<Buffer> =>
  Buffer.from(await room.run(setting, tenant, sheet));
