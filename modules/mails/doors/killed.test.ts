import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openMailGround, sample, tenant } from "#apps/testing/mail-ground.ts";
import { openPostOffice } from "#apps/testing/post-office.ts";
import { newId } from "#platform/clocks/chance.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { mailTemplate } from "../index.ts";

const [all, kills] = [10_000, 20];
const ground = await openMailGround();
const office = await openPostOffice();
/** Twenty-two processes read the same program: what one has compiled the next ones take from here. */
const compiled = mkdtempSync(join(tmpdir(), "marque-compiled-"));
const workers = new Map<number, ChildProcess>();
after(async () => {
  for (const child of workers.values()) child.kill("SIGKILL");
  await office.close();
  await ground.close();
  rmSync(compiled, { recursive: true });
});

function work(): void {
  const told = JSON.stringify({ config: ground.config, url: office.url, tenant });
  const child = spawn(process.execPath, [join(import.meta.dirname, "killed.worker.ts"), told], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  if (child.pid) workers.set(child.pid, child);
}

/** The process that holds the sending lock of this database. */
async function sendingPid(): Promise<number | undefined> {
  const [row] = await ground.sql<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and a.datname = current_database() and a.application_name like 'sender %'`,
  );
  return row && Number(row.name.slice("sender ".length));
}

/** Kills the process that sends, at whatever it is doing; another one stands by already. */
async function killSender(): Promise<void> {
  await pause(randomInt(0, 12));
  const pid = await eventually("a process that sends", sendingPid);
  const child = workers.get(pid);
  assert.ok(child, `${pid} is none of ours`);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  workers.delete(pid);
  work();
}

test("of ten thousand mails, the sender killed twenty times, none arrives twice and none is lost unsaid", async () => {
  // a short template of headquarters, so that the test spends its time on handing over
  const [body, subject] = [
    "<mjml><mj-body><mj-raw>{{ customer.name }}, {{ appointment.when }}</mj-raw></mj-body></mjml>",
    "{{ appointment.when }}",
  ];
  const id = newId();
  const written = { id, kind: "appointment-confirmed", audience: "customer", language: "ja", number: 1, subject, body };
  await ground.db.as(ground.system, (tx) =>
    tx.finish(
      insertStatement(mailTemplate as never, [begin(mailTemplate as never, written, tx.at, "UTC")], {
        move: "create",
        by: null,
      }),
    ),
  );
  for (let begun = 0; begun < all; begun += 1000) await ground.due(Array.from({ length: 1000 }, sample));
  work();
  work();
  const moments = Array.from({ length: kills }, () => randomInt(1, all - 200)).sort((a, b) => a - b);
  for (const moment of moments) {
    await eventually(`${moment} mails`, async () => office.taken.length >= moment);
    await killSender();
  }
  await eventually("nearly all", async () => office.taken.length >= all - kills);
  await eventually("nothing waits", async () => {
    const [row] = await ground.sql<{ n: number }>(
      "select count(*)::integer as n from mail where status in ('planned', 'due', 'sending')",
    );
    return row?.n === 0;
  });
  const rows = await ground.sql<{ status: string; messageId: string; count: number }>(
    `select status, message_id as "messageId", hand_over_count as count from mail`,
  );
  const received = office.messageIds();
  assert.equal(new Set(received).size, received.length, "a mail was received twice");
  const arrived = new Set(received);
  const [sent, maybe] = [
    rows.filter((row) => row.status === "sent"),
    rows.filter((row) => row.status === "maybe-sent"),
  ];
  assert.equal(sent.length + maybe.length, all);
  assert.ok(maybe.length <= kills, `${maybe.length} may have been sent`);
  for (const { messageId } of sent) assert.ok(arrived.has(messageId), `${messageId} is called sent and never came`);
  assert.equal(received.filter((id) => !maybe.some((row) => row.messageId === id)).length + maybe.length, all);
  assert.ok(rows.every(({ count }) => count === 1));
  console.log(`${received.length} received, ${maybe.length} maybe sent`);
});
