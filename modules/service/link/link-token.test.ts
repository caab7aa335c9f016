import assert from "node:assert/strict";
import test from "node:test";
import { appointmentLink, appointmentToken, readAppointmentToken } from "./link-token.ts";

const secret = "a secret of the test";
const link = { tenant: "neo-jp", id: "0193a000-0000-7000-8000-000000000001", sequence: 2 };
const token = appointmentToken(secret, link);

test("a link names its appointment and the version it was sent with", () => {
  assert.deepEqual(readAppointmentToken(secret, token), link);
  assert.equal(
    appointmentLink({ publicUrl: "https://marque.example", secret }, link),
    `https://marque.example/appointments/c/${token}`,
  );
});

test("a link of another house, or with another tenant, appointment or version, opens nothing", () => {
  assert.equal(readAppointmentToken("another secret", token), null);
  const sign = token.split(".").at(-1);
  for (const text of [
    `neo-eu.${link.id}.2`,
    `neo-jp.${link.id.replace(/1$/, "2")}.2`,
    `neo-jp.${link.id}.3`,
    `neo-jp.${link.id}.02`,
  ])
    assert.equal(readAppointmentToken(secret, `${text}.${sign}`), null, text);
});

test("what is no token at all opens nothing", () => {
  for (const odd of [
    "",
    ".",
    token.slice(0, -1),
    `${token}A`,
    token.toUpperCase(),
    ` ${token}`,
    `${token}\n`,
    "\u0000",
  ])
    assert.equal(readAppointmentToken(secret, odd), null, JSON.stringify(odd));
});
