import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { signedIn } from "./server-program.ts";
import { voiceAt } from "./voice.ts";

type Answer = { status: number; text: string; headers: Headers };
/** A way into the house, asked as its own people ask. */
export type Door = { name: string; ask: () => Promise<Answer> };

/** A stream or an export that is broken off half-way is no answer at all. */
const brokenOff: Answer = { status: 0, text: "", headers: new Headers() };

async function events(address: string, cookie: string): Promise<Answer> {
  const reply = await fetch(`${address}/api/v1/events`, { headers: { cookie } });
  const { ok, status, headers } = reply;
  if (ok) await reply.body?.cancel();
  return { status, headers, text: ok ? "" : await reply.text() };
}

/** Every kind of door of a demo: lists, exports, streams, sign-in, programs, the clock, and a page for people, in Russian. */
export async function doorsOf(address: string, lead: object): Promise<Door[]> {
  const api = (headers: Record<string, string> = {}) => voiceAt(() => `${address}/api/v1`, headers);
  const [advisor, hq, admin] = [
    await signedIn(address, "advisor@sakura.demo"),
    await signedIn(address, "hq@neo.demo"),
    await signedIn(address, "admin@neo.demo"),
  ];
  const page = voiceAt(() => address, { accept: "text/html", "accept-language": "ru" });
  return [
    { name: "list", ask: () => advisor.get("/aftersales-leads?limit=5") },
    { name: "export", ask: () => hq.get("/aftersales-leads.csv").catch(() => brokenOff) },
    { name: "events", ask: () => events(address, advisor.cookie).catch(() => brokenOff) },
    { name: "sign-in", ask: () => api().post("/demo/sign-in", { email: "advisor@fuji.demo" }) },
    { name: "intake", ask: () => api({ "x-form-key": "demo-form" }).post("/intake/aftersales-leads", lead) },
    { name: "clock", ask: () => admin.post("/demo/clock", { advance: "PT1S" }) },
    { name: "form", ask: () => page.get("/forms/aftersales") },
  ];
}

/** Asks at every door again and again; `end` gives each answer once: door, status, and the reason of a 503. */
export function askEverywhere(doors: readonly Door[]): {
  isRefused(name: string): boolean;
  end(): Promise<string[]>;
} {
  const answers = new Set<string>();
  let isOver = false;
  const askOn = async ({ name, ask }: Door): Promise<void> => {
    while (!isOver) {
      const answer = await ask();
      answers.add(`${name} ${answer.status}${answer.status === 503 ? ` ${reasonOf(answer)}` : ""}`);
      await pause(50);
    }
  };
  const all = Promise.all(doors.map(askOn));
  all.catch(() => undefined); // thrown by `end`
  return {
    isRefused: (name) => [...answers].some((answer) => answer.startsWith(`${name} 503`)),
    end: async () => {
      isOver = true;
      await all;
      return [...answers];
    },
  };
}

/** Every 503 says when to come back; a page says it in the reader's language. */
function reasonOf({ headers, text }: Answer): string {
  assert.match(headers.get("retry-after") ?? "", /^\d+$/, text);
  if (!headers.get("content-type")?.startsWith("text/html")) return String(JSON.parse(text).reason);
  assert.match(text, /<html lang="ru">[\s\S]*(недоступны|Слишком много)/);
  return "page";
}
