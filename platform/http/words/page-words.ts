/** What a page says that stands in the place of another one: what is wrong, and what to do. */
type Said = { title: string; text: string };
export type PageWords = {
  notFound: Said;
  tooLarge: Said;
  unreadable: Said;
  refused: Said;
  tooMany: Said;
  away: Said;
  failed: Said;
  /** The link to the start. */
  start: string;
  /** The link to the page that was asked for. */
  again: string;
};
