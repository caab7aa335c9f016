/** A process that counts overtaken cells again and again until it is killed. Takes database and tenant as JSON, its only argument. */
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { recount } from "#platform/counts/recount.ts";
import { openDatabase } from "#platform/db/database.ts";

const { config, tenant } = JSON.parse(process.argv[2] ?? "{}");
const db = openDatabase({ ...config, max: 1, application_name: `counter ${process.pid}` });
for (;;) await recount(db, tenant, aftersalesLead as unknown as Counted);
