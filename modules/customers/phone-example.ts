import examples from "libphonenumber-js/examples.mobile";
import { getExampleNumber, isSupportedCountry } from "libphonenumber-js/max";

/** Where the number plan of a country is not known, an example that is read everywhere. */
const anywhere = "+44 20 7946 0958";

/** A phone as people of that country (ISO 3166) write theirs, such as 090-1234-5678; nobody is called by it. */
export const phoneExample = (country: string): string =>
  (isSupportedCountry(country) && getExampleNumber(country, examples)?.formatNational()) || anywhere;
