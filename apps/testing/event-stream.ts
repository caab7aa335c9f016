import type { LiveChange } from "#platform/outbox/live.ts";
import { eventually } from "#platform/testing/eventually.ts";

/** A change as a page hears it. `place` is the id of its line, which a page sends back as Last-Event-ID. */
export type HeardChange = { place: string; record: LiveChange["record"]; id: string; version: number; event: string };
export type EventStream = {
  status: number;
  /** Everything heard so far, oldest first. */
  heard: HeardChange[];
  /** Each time the page was told to read everything anew: how many changes it had heard before. */
  resets: number[];
  /** Waits until the change that made this version of the record is heard. */
  change(id: string, version: number): Promise<HeardChange>;
  /** Whether the server ended the stream. */
  isOver(): boolean;
  close(): void;
};

/** Listens at GET /events as a page does; gives the stream when its first line is here. */
export async function listen(address: string, headers: Record<string, string>): Promise<EventStream> {
  const stop = new AbortController();
  const reply = await fetch(`${address}/api/v1/events`, { headers, signal: stop.signal });
  const heard: HeardChange[] = [];
  const resets: number[] = [];
  let isOver = false;
  let text = "";
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const bytes of reply.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        if (/^event: reset$/m.test(block)) resets.push(heard.length);
        heard.push(...changeOf(block));
      }
    }
  };
  const reading = read().then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  if (reply.status !== 200) await reading;
  return {
    status: reply.status,
    heard,
    resets,
    change: (id, version) =>
      eventually(`version ${version} of ${id}`, async () =>
        heard.find((one) => one.id === id && one.version === version),
      ),
    isOver: () => isOver,
    close: () => stop.abort(),
  };
}

function changeOf(block: string): HeardChange[] {
  const lines = new Map(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  if (lines.get("event") !== "change") return [];
  return [{ place: lines.get("id") ?? "", ...JSON.parse(lines.get("data") ?? "{}") }];
}
