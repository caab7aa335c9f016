import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { actsOf, whyNoAttempt } from "./aftersales-lead.acts.ts";
import { channelOf, nextStepOf } from "./aftersales-lead.next.ts";
import { pathOf } from "./aftersales-lead.path.ts";
import type { Attempt, Lead } from "./aftersales-lead.reading.ts";

const now = Date.parse("2026-11-22T06:00:00.000Z");
const day = 86_400_000;
const at = (ms: number): string => new Date(now + ms).toISOString();
const attempt = (outcome: Attempt["outcome"]): Attempt => ({
  at: at(-day),
  channel: "phone",
  outcome,
  note: null,
  user: null,
});
const all = (isAllowed: boolean): Lead["can"] => ({
  attempt: isAllowed,
  "withdraw-attempt": isAllowed,
  book: isAllowed,
  sell: isAllowed,
  close: isAllowed,
  recontact: isAllowed,
  assign: false,
  edit: isAllowed,
  export: true,
});
const yes = {
  directMarketing: true,
  profiling: true,
  email: true,
  phone: true,
  post: true,
  text: true,
  fax: true,
  socialMedia: true,
};

const fresh = {
  status: "assigned",
  isFinal: false,
  isRecontact: false,
  drivenBy: "customer",
  attempts: [],
  phone: "+819012345678",
  otherPhone: null,
  email: "a@example.jp",
  consents: yes,
  appointmentAt: null,
  recontactAt: null,
  recontactDueAt: null,
  firstContactDueAt: at(day),
  managementDueAt: at(9 * day),
  isManagedInTime: null,
  qualification: { isCarInCampaign: null, isOwner: null, isTimeFramePossible: null },
  can: all(true),
} as unknown as Lead;
const lead = (but: Partial<Lead>): Lead => ({ ...fresh, ...but });
const states = (of: Lead): string =>
  pathOf(of, now)
    .map(({ state }) => state)
    .join(" ");

test("a new lead stands at the contact, and the next step is to contact the customer", () => {
  assert.equal(states(fresh), "here ahead ahead ahead");
  const { name, move, advice } = nextStepOf(fresh, now);
  assert.deepEqual([name, move, advice], ["first-contact", "attempt", ["priority", "phone-first"]]);
});

test("after a call without an answer the advice is to spread the attempts, and the lead stays at the contact", () => {
  const tried = lead({ attempts: [attempt("not-reached")] });
  assert.equal(states(tried), "here ahead ahead ahead");
  assert.deepEqual(
    [nextStepOf(tried, now).name, nextStepOf(tried, now).advice],
    ["contact-again", ["spread-attempts"]],
  );
});

test("after five calls without an answer the lead is to be closed without sale", () => {
  const tried = lead({ attempts: Array.from({ length: 5 }, () => attempt("not-reached")) });
  assert.equal(nextStepOf(tried, now).move, "close");
  assert.equal(whyNoAttempt(tried), "five-attempts");
});

test("a customer who was reached is qualified, then booked", () => {
  const reached = lead({ attempts: [attempt("not-reached"), attempt("reached")] });
  assert.equal(states(reached), "done here ahead ahead");
  assert.equal(nextStepOf(reached, now).move, "book");
  const qualification = { isCarInCampaign: true, isOwner: true, isTimeFramePossible: true };
  assert.equal(states(lead({ ...reached, qualification })), "done done here ahead");
});

test("a booked lead waits for the visit, and closing at once keeps the ten days while they run", () => {
  const booked = lead({ status: "booked", attempts: [attempt("reached")], appointmentAt: at(day) });
  assert.equal(states(booked), "done done done here");
  assert.deepEqual(nextStepOf(booked, now).advice, ["close-after-booking"]);
  assert.deepEqual(nextStepOf(lead({ ...booked, managementDueAt: at(-1) }), now).advice, ["booked-within-60-days"]);
  assert.equal(nextStepOf(lead({ ...booked, appointmentAt: at(-1) }), now).name, "visit-passed");
});

test("a closed lead shows where it ended; a sale without a booking skipped that step", () => {
  const lost = lead({ status: "sales-lost", isFinal: true, can: all(false) });
  assert.equal(states(lost), "stopped ahead ahead ahead");
  assert.equal(nextStepOf(lost, now).move, null);
  const sold = lead({ status: "closed-with-sale", isFinal: true, attempts: [attempt("reached")], can: all(false) });
  assert.equal(states(sold), "done done skipped done");
  assert.equal(states(lead({ ...sold, appointmentAt: at(day) })), "done done done ahead");
});

test("a planned re-contact says when the new lead opens, until it has opened", () => {
  const closed = lead({
    status: "closed-without-sale",
    isFinal: true,
    recontactAt: at(30 * day),
    recontactDueAt: at(30 * day),
  });
  assert.equal(nextStepOf(closed, now).name, "recontact-planned");
  assert.equal(nextStepOf(lead({ ...closed, recontactDueAt: null }), now).name, "none");
});

test("the phone comes first unless the customer refused it or left none", () => {
  const offered = (more: Parameters<typeof lead>[0]) => channelOf(lead({ drivenBy: "hq", ...more }));
  assert.equal(offered({}), "phone");
  assert.equal(offered({ consents: { ...yes, phone: false } }), "email");
  assert.equal(offered({ consents: { ...yes, phone: false }, email: null }), "text");
  assert.equal(offered({ phone: null, email: null }), null);
});

test("who asked to be called is called, also without a consent to offers", () => {
  assert.equal(channelOf(lead({ drivenBy: "customer", consents: { ...yes, phone: false } })), "phone");
});

test("before the first contact attempt the other moves are there and say why they wait; what is forbidden is absent", () => {
  assert.deepEqual(
    actsOf(fresh).map(({ move, whyNot }) => [move, whyNot]),
    ["book", "sell", "close", "recontact"].map((move) => [move, "no-contact-attempt"]),
  );
  assert.ok(actsOf(lead({ attempts: [attempt("reached")] })).every(({ whyNot }) => whyNot === null));
  assert.deepEqual(actsOf(lead({ can: all(false) })), []);
});
