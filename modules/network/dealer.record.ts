import {
  codeOf,
  day,
  email,
  integer,
  maybe,
  phone,
  postalCode,
  record,
  series,
  text,
  texts,
  zone,
} from "#platform/record/index.ts";

/** A dealer with its workshop: where it is, when it is open, and whose postal codes are its own. */
export const dealer = record("dealer", {
  plural: "dealers",
  key: "code",
  title: "name",
  fields: {
    code: text(20),
    name: text(),
    region: codeOf("region"),
    street: text(),
    city: text(100),
    postalCode: postalCode(),
    /** ISO 3166 ("JP"): how phones of its customers are read that name no country. */
    country: text(2),
    phone: maybe(phone()),
    email: maybe(email()),
    zone: zone(),
    /** Beginnings of postal codes without spaces and hyphens; the longest one that fits wins (AL-09). */
    postalAreas: texts(),
    /** 1 is Monday, 7 is Sunday; wall times of the dealer's zone. A day may have two entries around a break. */
    hours: series({ weekday: integer(1, 7), opens: text(5), closes: text(5) }, 14),
    holidays: series({ on: day(), name: text() }, 200),
    /** How many hours before an appointment its customer may still move or cancel it alone; later only by phone. */
    customerChangeHours: integer(0, 720),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "sales-staff": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: {
    columns: ["code", "name", "region", "city", "phone"],
    also: ["country", "zone"],
    views: {},
    sort: "code",
  },
});
