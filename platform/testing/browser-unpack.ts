/** Unpacks the packaged Chromium and the libraries beside it into TMPDIR, where that package insists on putting it. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";

const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
await chromium.executablePath();
await inflate(join(packageFolder, "bin/al2023.tar.br"));
