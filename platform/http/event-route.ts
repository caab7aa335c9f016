import { finished, PassThrough } from "node:stream";
import { identityOf, openDoor, sessionOf } from "#platform/accounts/index.ts";
import type { Live, LiveChange } from "#platform/outbox/live.ts";
import { type PersonalCall, personal, type Route } from "./route.ts";

const pingEveryMs = 5_000;
const line = (change: LiveChange): string =>
  `id: ${change.id}\nevent: change\ndata: ${JSON.stringify({ record: change.record, id: change.recordId, version: change.version, event: change.event })}\n\n`;

/** GET /events: changes of what the person may see, as they happen; ends when the session or the right ends. */
export const eventRoute = (liveOf: () => Live): Route => ({
  method: "GET",
  path: "/events",
  operation: "live.events",
  summary: "Server-sent events: which records changed",
  policy: { signedIn: "each change is told to those who may see the record" },
  described: {
    answers: {
      200: { description: "An event stream", type: "text/event-stream" },
      204: { description: "No profile is chosen, so there is nothing to hear" },
    },
  },
  handle: async (anyCall) => {
    if (!anyCall.person) return { status: 204 };
    const call = personal(anyCall);
    const stream = new PassThrough({ highWaterMark: 64 * 1024 });
    const write = (text: string): void => {
      if (stream.writableLength > 1024 * 1024)
        stream.destroy(); // a page that does not read is let go; it comes back and asks for what it missed
      else if (!stream.destroyed) stream.write(text);
    };
    write(": hello\nretry: 2000\n\n");
    const tell = (change: LiveChange): void => write(line(change));
    const reset = (): void => write("event: reset\ndata: {}\n\n");
    const stop = await liveOf().follow(call.person, tell, call.headers["last-event-id"], reset);
    const ping = setInterval(() => {
      stillAllowed(call).then(
        (isAllowed) => (isAllowed ? write(": ping\n\n") : stream.end()),
        () => stream.end(),
      );
    }, pingEveryMs);
    finished(stream, () => {
      stop();
      clearInterval(ping);
    });
    return { status: 200, stream, headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } };
  },
});

/** Whether the same person still stands behind the stream with the same rights. */
async function stillAllowed(call: PersonalCall): Promise<boolean> {
  const session = await sessionOf(openDoor(call.db.pool), call.session?.secret ?? "");
  const identity = session && (await identityOf(call.db, session, call.profilesOf));
  return JSON.stringify(identity?.person) === JSON.stringify(call.person);
}
