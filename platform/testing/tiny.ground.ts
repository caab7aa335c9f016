import { plainDesk } from "#platform/moves/desk.ts";
import { tableSql } from "#platform/print/table.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { TestDatabase } from "./database.ts";
import { openGround } from "./suites/ground.ts";
import { declaredRoutes, type Subject } from "./suites/subject.ts";
import { keyTag } from "./tiny.record.ts";

/** The tiny record on a ground of its own: its table, its policies, its desk and its routes come of the declaration alone. */
export async function openTiny(where?: TestDatabase): Promise<Subject> {
  const record = keyTag as unknown as AnyRecord;
  const desk = plainDesk(record);
  const known = new Map([[record.name, record]]);
  const furnish = () => tableSql(record, known);
  const ground = await openGround({
    house: { records: [], rooms: [] },
    known,
    furnish,
    routes: declaredRoutes(record, desk),
    ...(where ? { where } : {}),
  });
  return { record, desk, ground };
}
