#!/usr/bin/env bash
# libphonenumber-js 1.13.16, seen on 2026-11-30 with Node 20.20.2 and 24.21.0: the entry point `examples.mobile.json` is JSON by its
# name and for `require`, but for `import` its exports map leads to a script. Imported as Node asks for JSON, with `type: "json"`, it
# fails (ERR_IMPORT_ASSERTION_TYPE_FAILED, since Node 22 ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE); without the attribute it loads.
# Exits 1 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error libphonenumber-js@1.13.16 >/dev/null
cat > seen.mjs <<'JS'
const name = "libphonenumber-js/examples.mobile.json";
const said = await import(name, { with: { type: "json" } }).then(() => "loads", (error) => error.code);
const plain = (await import(name)).default.JP;
console.log(`with the attribute: ${said}; without: ${plain}`);
process.exit(/^ERR_IMPORT_(ASSERTION_TYPE_FAILED|ATTRIBUTE_TYPE_INCOMPATIBLE)$/.test(said) && plain === "9012345678" ? 0 : 1);
JS
node seen.mjs
