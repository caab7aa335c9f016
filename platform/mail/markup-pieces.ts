/** A piece of markup: words between tags, or one tag with its name in small letters. */
export type Piece = { words: string } | { tag: string; isEnd: boolean; source: string };

/** Cuts markup at its tags and leaves comments out; looks at each letter once, however odd the markup is. */
export function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open !== at) pieces.push({ words: html.slice(at, open < 0 ? undefined : open) });
    if (open < 0) break;
    const isComment = html.startsWith("<!--", open);
    const end = isComment ? html.indexOf("-->", open + 4) : html.indexOf(">", open);
    if (end < 0) break; // what never ends is not shown
    at = end + (isComment ? 3 : 1);
    if (!isComment) pieces.push(tagOf(html.slice(open, at)));
  }
  return pieces;
}

function tagOf(source: string): Piece {
  const [, slash = "", name = ""] = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(source) ?? [];
  return { tag: name.toLowerCase(), isEnd: slash !== "", source };
}
