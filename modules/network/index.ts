export { countryCodeOf } from "./country.ts";
export { dealer } from "./dealer.record.ts";
export { type FirstEntry, firstLists } from "./first-lists.ts";
export { listEntry } from "./list-entry.record.ts";
export { normalisePostalCode, postalKey } from "./postal-code.ts";
export { region } from "./region.record.ts";
export { staff } from "./staff.record.ts";
export { staffProfile } from "./staff-profile.record.ts";
