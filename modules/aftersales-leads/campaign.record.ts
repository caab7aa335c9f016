import { day, flag, maybe, names, oneOf, record, text, texts } from "#platform/record/index.ts";

/** Why leads come about: a reminder, a season, or the customer's or dealer's own idea (AL-05, AL-06). */
export const aftersalesCampaign = record("aftersales-campaign", {
  plural: "aftersales-campaigns",
  key: "code",
  title: "names",
  fields: {
    code: text(60),
    names: names(),
    drivenBy: oneOf("customer", "hq"),
    /** The codes of the models it is for; none means all (AL-54). */
    models: texts(),
    startsOn: maybe(day()),
    endsOn: maybe(day()),
    /** Whether new leads may still name it. */
    isOpen: flag(),
  },
  see: {
    advisor: "all",
    "store-manager": "all",
    "area-manager": "all",
    hq: "all",
    "call-centre": "all",
    admin: "all",
  },
  list: {
    columns: ["code", "names", "drivenBy", "startsOn", "endsOn", "isOpen"],
    also: ["models"],
    views: {},
    sort: "code",
  },
});
