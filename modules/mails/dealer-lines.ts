import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Where a dealer is; `country` is ISO 3166-1, two capitals. */
export type DealerPlace = { country: string; postalCode: string; city: string; street: string };

/** The address on one line, in the order of the dealer's country. */
export const addressLine = ({ country, postalCode, city, street }: DealerPlace): string =>
  country === "JP"
    ? [postalCode && `〒${postalCode}`, `${city}${street}`].filter(Boolean).join(" ")
    : [street, [postalCode, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");

/** A phone as it is dialled in its own country; what is no phone stays as it is. */
export const phoneAsDialled = (phone: string): string => parsePhoneNumberFromString(phone)?.formatNational() ?? phone;
