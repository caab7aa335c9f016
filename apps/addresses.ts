/** The pages behind sign-in, by address; `$id` stands for one part of it. */
export const workAddresses = [
  "/aftersales-leads",
  "/aftersales-leads/new",
  "/aftersales-leads/$id",
  "/calendar",
  "/calendar/set-up",
  "/mails",
  "/mail-templates",
  "/mail-templates/$kind/$audience/$language",
  "/numbers",
  "/numbers/rows",
  "/numbers/targets",
  "/customers",
  "/customers/$id",
  "/vehicles",
  "/vehicles/$id",
  "/dealers",
  "/dealers/$id",
] as const;
/** The pages of signing in, and of one's own account. */
export const ownAddresses = [
  "/",
  "/sign-in",
  "/profile",
  "/account",
  "/forgotten-password",
  "/reset-password",
] as const;
export type WorkAddress = (typeof workAddresses)[number];
export type OwnAddress = (typeof ownAddresses)[number];

const patterns = [...workAddresses, ...ownAddresses].map(
  (address) => new RegExp(`^${address.replaceAll(/\$\w+/g, "[^/]+")}/?$`, "i"),
);
/** Whether the web app has a page at this path; what is behind a `$id` is for the page to find out. */
export const isPageAddress = (path: string): boolean => patterns.some((pattern) => pattern.test(path));
