import {
  codeOf,
  email,
  flag,
  instant,
  integer,
  language,
  maybe,
  notes,
  oneOf,
  phone,
  receipt,
  record,
  ref,
  text,
} from "#platform/record/index.ts";

/** What a customer's own calendar or link can answer. */
export const customerReplies = ["accepted", "declined", "proposed"] as const;

/** A time at which a customer brings a car: one bay and one advisor are kept free for it. */
export const appointment = record("appointment", {
  plural: "appointments",
  title: "name",
  fields: {
    dealer: codeOf("dealer"),
    lead: maybe(ref("aftersales-lead")),
    customer: maybe(ref("customer")),
    vehicle: maybe(ref("vehicle")),
    name: text(),
    phone: maybe(phone()),
    email: maybe(email()),
    language: maybe(language()),
    /** The kind of work; where nothing is set up yet, none. */
    work: maybe(codeOf("service-work")),
    bay: maybe(ref("service-bay")),
    advisor: maybe(ref("service-advisor")),
    startsAt: instant(),
    endsAt: instant(),
    /** Until when the advisor is taken; the beginning itself where none is needed. */
    advisorUntilAt: instant(),
    /** No bay or advisor was free and somebody insisted: it stands beside the plan and blocks nobody. */
    isBesidePlan: flag(),
    /** Why it has this bay and advisor. */
    placement: maybe(receipt()),
    remindCustomer: flag(),
    notes: maybe(notes()),
    /** How often it was moved or ended: the SEQUENCE of its calendar entry and the number of the customer's link. */
    sequence: integer(),
    customerReply: maybe(oneOf(...customerReplies)),
    /** When the customer would rather come. */
    proposedAt: maybe(instant()),
    cancelledBy: maybe(oneOf("customer", "dealer", "lead")),
    /** Until when "arrived" or "no-show" can be taken back: the end of the dealer's day after the appointment's. */
    correctableUntilAt: maybe(instant()),
  },
  states: {
    planned: { starts: true },
    arrived: { finalWhen: "correction" },
    cancelled: { isFinal: true },
    declined: { isFinal: true },
    missed: { finalWhen: "correction" },
  },
  moves: {
    reschedule: {
      from: ["planned"],
      asks: {
        startsAt: instant(),
        work: maybe(codeOf("service-work")),
        bay: maybe(ref("service-bay")),
        advisor: maybe(ref("service-advisor")),
        mustBeFree: maybe(flag()),
        remindCustomer: maybe(flag()),
      },
    },
    cancel: { from: ["planned"], to: "cancelled", asks: { by: maybe(oneOf("customer", "dealer")) } },
    arrive: { from: ["planned"], to: "arrived" },
    miss: { from: ["planned"], to: "missed" },
    /** It was the wrong one that arrived or was missed. */
    correct: { from: ["arrived", "missed"], to: "planned" },
    /** The lead behind it was closed. */
    "cancel-with-lead": { from: ["planned"], to: "cancelled", by: "clock" },
    /** What the customer's own calendar answered. */
    accept: { from: ["planned"], by: "clock" },
    decline: { from: ["planned"], to: "declined", by: "clock" },
    propose: { from: ["planned"], by: "clock", asks: { startsAt: instant() } },
  },
  clocks: {
    correction: { at: "correctableUntilAt", stops: ["correct"], whenDue: { arrived: "final", missed: "final" } },
  },
  belongsTo: { dealer: "dealer" },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  create: ["advisor", "store-manager"],
  edit: { by: ["advisor", "store-manager"], fields: ["name", "phone", "email", "language", "notes", "remindCustomer"] },
  make: {
    reschedule: ["advisor", "store-manager"],
    cancel: ["advisor", "store-manager"],
    arrive: ["advisor", "store-manager"],
    miss: ["advisor", "store-manager"],
    correct: ["advisor", "store-manager"],
  },
  export: ["advisor", "store-manager", "area-manager", "hq"],
  opening: ["startsAt", "work", "bay", "advisor", "dealer"],
  search: ["name", "phone", "email"],
  constraints: {
    appointment_bay_taken: "slot-taken",
    appointment_advisor_taken: "slot-taken",
    appointment_one_open_of_lead: "slot-taken",
  },
  list: {
    columns: ["startsAt", "name", "work", "bay", "advisor", "status"],
    also: [
      "dealer",
      "endsAt",
      "lead",
      "customer",
      "vehicle",
      "phone",
      "isBesidePlan",
      "customerReply",
      "proposedAt",
      "cancelledBy",
    ],
    views: {
      planned: { where: { status: "planned" }, sort: "startsAt" },
      "beside-plan": { where: { status: "planned", isBesidePlan: true }, sort: "startsAt" },
      "customer-proposed": { where: { status: "planned", customerReply: "proposed" }, sort: "startsAt" },
      missed: { where: { status: "missed" } },
    },
    sort: "-startsAt",
  },
});
