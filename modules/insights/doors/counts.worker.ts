/** A process that adds up changes again and again until it is killed. Takes database and tenant as JSON, its only argument. */
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { addUp } from "#platform/counts/add-up.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { openDatabase } from "#platform/db/database.ts";
import "#platform/testing/pinned-clock.ts";

const { config, tenant } = JSON.parse(process.argv[2] ?? "{}");
const db = openDatabase({ ...config, max: 1, application_name: `counter ${process.pid}` });
for (;;) await addUp(db, tenant, aftersalesLead as unknown as Counted);
