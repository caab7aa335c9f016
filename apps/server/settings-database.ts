const example = "postgres://marque:PASSWORD@db.example.org:5432/marque";
const encode = "in its password write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A, % as %25 and a space as %20";

/** What is wrong with a DATABASE_URL, in one line with the fix and without the password; null when it can be tried. */
export function databaseUrlProblem(url: string): string | null {
  if (url === "") return `DATABASE_URL is missing: production needs a PostgreSQL 18 or newer, for example ${example}`;
  if (/^["']|["']$/.test(url)) return "DATABASE_URL stands in quotation marks: take them away.";
  if (url !== url.trim()) return "DATABASE_URL begins or ends with a space or line break: take it away.";
  const scheme = /^([a-z+]+):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return `DATABASE_URL is not a URL: it looks like ${example}`;
  if (scheme !== "postgres" && scheme !== "postgresql")
    return `DATABASE_URL begins with ${scheme}:// and must begin with postgres://`;
  return passwordProblem(url) ?? partsProblem(url);
}

/** A character that ends the password too early sends the rest of it elsewhere: said before anything is tried. */
function passwordProblem(url: string): string | null {
  const hasOdd = /[\s#\\^`{|}<>]/.test(url) || /%(?![0-9a-f]{2})/i.test(url) || url.split("@").length > 2;
  const isCut = /^[a-z]+:\/\/[^/?@]*:[^/?@]*[/?][^@]*@/i.test(url);
  return hasOdd || isCut ? `DATABASE_URL holds a character that must be written in code: ${encode}` : null;
}

function partsProblem(url: string): string | null {
  const readable = url.replace("@/", "@socket/"); // a user without a host: the folder of a socket follows as ?host=
  if (!URL.canParse(readable)) return `DATABASE_URL cannot be read: it looks like ${example}; ${encode}`;
  const parts = new URL(readable);
  if ((parts.hostname === "" || readable !== url) && !parts.searchParams.has("host"))
    return `DATABASE_URL names no host: it looks like ${example}`;
  if (parts.pathname.length < 2) return `DATABASE_URL names no database at its end: it looks like ${example}`;
  if (parts.username === "") return `DATABASE_URL names no user: it looks like ${example}`;
  return null;
}
