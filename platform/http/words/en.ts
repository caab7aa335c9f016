import type { PageWords } from "./page-words.ts";

export const en: PageWords = {
  notFound: { title: "There is no such page", text: "Check the address, or begin at the start." },
  tooLarge: {
    title: "That was too much at once",
    text: "Nothing was sent. Go back in your browser, shorten your text, leave out attachments and send it once more.",
  },
  unreadable: {
    title: "This could not be read",
    text: "Nothing was done. Open the page anew, fill it in there and send it once more.",
  },
  refused: { title: "This is not possible here", text: "Nothing was done. Open the page anew and try once more." },
  tooMany: {
    title: "Please wait a minute",
    text: "There were too many requests at once. Wait a minute and try again.",
  },
  away: { title: "Not available for a moment", text: "Please wait a minute and try again." },
  failed: { title: "Something went wrong here", text: "The fault is ours. Please try again in a few minutes." },
  start: "To the start",
  again: "Back to the page",
};
