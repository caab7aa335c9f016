/** The markup of a mail as it may be shown inside of a page, and whether pictures were left out of it. */
export type Shown = { markup: string; hasLostPictures: boolean };

const neverShown = "script, iframe, frame, object, embed, base, link, meta[http-equiv=refresh], form";

/**
 * Takes out of a mail what a look at it must not set off: links of the customer would act in the customer's name, pictures
 * and fonts from elsewhere would tell their server that somebody looks. The frame around it forbids scripts by itself.
 */
export function shownMarkup(html: string): Shown {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll(neverShown)) one.remove();
  for (const link of page.querySelectorAll("a[href], area[href]")) {
    link.setAttribute("title", link.getAttribute("href") ?? "");
    link.removeAttribute("href");
  }
  for (const style of page.querySelectorAll("style"))
    style.textContent = style.textContent.replaceAll(/@import[^;]*;/g, "");
  const pictures = [...page.querySelectorAll("img")].filter((one) => !one.src.startsWith("data:"));
  for (const one of pictures) {
    one.removeAttribute("src");
    one.removeAttribute("srcset");
  }
  return { markup: `<!doctype html>${page.documentElement.outerHTML}`, hasLostPictures: pictures.length > 0 };
}
