import type { Sheet } from "./sheet-pdf.pages.ts";
import { setSheet } from "./sheet-pdf.set.ts";

/** Sets a sheet, which takes some hundred milliseconds of reckoning. */
export default async function set(sheet: Sheet): Promise<Uint8Array> {
  return setSheet(sheet);
}
