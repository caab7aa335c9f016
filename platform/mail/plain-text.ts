import { type Piece, piecesOf } from "./markup-pieces.ts";

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
    if (name) return named[String(name).toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

const unseen = new Set(["head", "style", "script"]);
const isUnseen = ({ tag, source }: Exclude<Piece, { words: string }>): boolean =>
  unseen.has(tag) || (tag === "div" && /display:\s*none/i.test(source));
const lineEnds = /^(?:p|div|tr|h\d|li|table)$/;

/** A mail's markup as plain text: a line per block, links with their address, nothing hidden. For markup of our own templates. */
export function plainText(html: string): string {
  return unescaped(wordsOf(piecesOf(html)))
    .split("\n")
    .map((line) => line.replaceAll(/[ \t\u00a0]+/g, " ").trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** The words that are seen, in one pass: a part that is not seen ends with its own end, counting what stands inside of it. */
function wordsOf(pieces: readonly Piece[]): string {
  const words: string[] = [];
  let link: { href: string; from: number } | undefined;
  let hidden: { tag: string; depth: number } | undefined;
  for (const piece of pieces) {
    if (hidden) {
      if ("tag" in piece && piece.tag === hidden.tag) hidden.depth += piece.isEnd ? -1 : 1;
      if (hidden.depth === 0) hidden = undefined;
    } else if ("words" in piece) words.push(piece.words.replaceAll(/\s+/g, " "));
    else if (!piece.isEnd && isUnseen(piece)) hidden = { tag: piece.tag, depth: 1 };
    else if (piece.tag === "a" && !piece.isEnd) link = { href: hrefOf(piece.source), from: words.length };
    else if (piece.tag === "a" && link) {
      words.push(linked(words.splice(link.from).join("").trim(), link.href));
      link = undefined;
    } else words.push(breakOf(piece.tag, piece.isEnd));
  }
  return words.join("");
}

const hrefOf = (source: string): string => /\shref="([^"]*)"/i.exec(source)?.[1] ?? "";
const linked = (said: string, href: string): string => (said === href || href === "" ? said : `${said}: ${href}`);
const breakOf = (tag: string, isEnd: boolean): string =>
  tag === "br" || (isEnd && lineEnds.test(tag)) ? "\n" : isEnd && tag === "td" ? " " : "";
