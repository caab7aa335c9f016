const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

/** Removes `<tag …>…</tag>` with all it holds. */
const without = (html: string, tag: string): string =>
  html.replace(new RegExp(`<${tag}\\b[^>]*>[\\s\\S]*?</${tag}\\s*>`, "gi"), "");

/** A mail's markup as plain text: a line per block, links with their address, nothing hidden. For markup of our own templates. */
export function plainText(html: string): string {
  const seen = ["head", "style", "script"].reduce(without, html.replaceAll(/<!--[\s\S]*?-->/g, ""));
  const words = seen
    .replaceAll(/<div[^>]*display:\s*none[^>]*>[\s\S]*?<\/div>/gi, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, (_all, href: string, label: string) => {
      const said = label.replaceAll(/<[^>]*>/g, "").trim();
      return said === href || href === "" ? said : `${said}: ${href}`;
    })
    .replaceAll(/<br\b[^>]*>|<\/(?:p|div|tr|h\d|li|table)\s*>/gi, "\n")
    .replaceAll(/<\/td\s*>/gi, " ")
    .replaceAll(/<[^>]*>/g, "");
  return unescaped(words)
    .split("\n")
    .map((line) => line.replaceAll(/[ \t\u00a0]+/g, " ").trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
