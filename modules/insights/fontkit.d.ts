/** What is used of fontkit 2, which brings no types. */
declare module "fontkit" {
  export type Font = { hasGlyphForCodePoint(codePoint: number): boolean };
  export function create(bytes: Buffer): Font;
}
