/** Job titles; a profile is one of them at one place (AL-08). */
export const roles = ["advisor", "store-manager", "sales-staff", "area-manager", "hq", "call-centre", "admin"] as const;
export type Role = (typeof roles)[number];

/** Which rows a role sees of a record; a role that is not named sees none. */
export type Scope = "own dealer" | "own region" | "all";

/** Where a profile of the role stands: it must name a dealer, a region, or neither. */
export const placeOf: Record<Role, "dealer" | "region" | "tenant"> = {
  advisor: "dealer",
  "store-manager": "dealer",
  "sales-staff": "dealer",
  "area-manager": "region",
  hq: "tenant",
  "call-centre": "tenant",
  admin: "tenant",
};
