import { finished, PassThrough } from "node:stream";
import { digestOf } from "#platform/accounts/index.ts";
import type { Live, LiveChange } from "#platform/outbox/live.ts";
import { personal, type Route } from "./route.ts";
import type { StreamWatch } from "./stream-watch.ts";

const pingEveryMs = 5_000;
const line = (change: LiveChange): string =>
  `id: ${change.id}\nevent: change\ndata: ${JSON.stringify({ record: change.record, id: change.recordId, version: change.version, event: change.event })}\n\n`;

/** GET /events: changes of what the person may see, as they happen; ends within a second of the session or the right. */
export const eventRoute = (liveOf: () => Live, watchOf: () => StreamWatch): Route => ({
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
    if (!anyCall.person || !anyCall.session) return { status: 204 };
    const call = { ...personal(anyCall), session: anyCall.session };
    const stream = new PassThrough({ highWaterMark: 64 * 1024 });
    const write = (text: string): void => {
      if (stream.writableLength > 1024 * 1024)
        stream.destroy(); // a page that does not read is let go; it comes back and asks for what it missed
      else if (stream.writable) stream.write(text);
    };
    write(": hello\nretry: 2000\n\n");
    const tell = (change: LiveChange): void => write(line(change));
    const reset = (): void => write("event: reset\ndata: {}\n\n");
    const stop = await liveOf().follow(call.person, tell, call.headers["last-event-id"], reset);
    const { session, person } = call;
    const leave = watchOf().add({
      digest: digestOf(session.secret),
      tenant: session.tenant,
      person,
      end: () => stream.end(),
    });
    const ping = setInterval(() => write(": ping\n\n"), pingEveryMs);
    finished(stream, () => {
      stop();
      leave();
      clearInterval(ping);
    });
    return { status: 200, stream, headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } };
  },
});
