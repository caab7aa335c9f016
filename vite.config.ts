import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { webFolder } from "./apps/web-folder.ts";

const isText = (name: string): boolean => /\.(js|css|html|svg|json|webmanifest)$/.test(name);

/** Writes each text file once more as .br and .gz, so that the server sends it as it lies there. */
function compressed(): Plugin {
  let outDir = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(outDir, { recursive: true, encoding: "utf8" }).filter(isText)) {
        const file = join(outDir, name);
        const body = readFileSync(file);
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
        );
        writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: join(import.meta.dirname, "apps/web"),
  publicDir: false,
  plugins: [react(), compressed()],
  build: {
    outDir: webFolder(),
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { port: 4601, proxy: { "/api": "http://127.0.0.1:4600" } },
});
