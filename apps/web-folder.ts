import { join } from "node:path";

/** Where the built pages lie: dist/web, or where a test run builds its own. */
export const webFolder = (): string => process.env.MARQUE_WEB_FOLDER ?? join(import.meta.dirname, "../dist/web");
