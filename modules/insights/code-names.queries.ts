import type { Transaction } from "#platform/db/database.ts";
import type { Language } from "#platform/http/languages.ts";

type Named = { list: string; code: string; name: string };

/** What campaigns, sources and reasons are called, by the field that holds their codes. */
export async function codeNames(
  tx: Transaction,
  language: Language,
): Promise<Record<string, ReadonlyMap<string, string>>> {
  const rows = await tx.query<Named>({
    name: "numbers:names",
    text: `select 'campaign' as list, c.code, coalesce(c.names ->> $1, c.names ->> 'en') as name from aftersales_campaign c
      union all select e.list, e.code, coalesce(e.names ->> $1, e.names ->> 'en') from list_entry e where e.list in ('lead-source', 'no-sale-reason')`,
    values: [language],
  });
  const of = (list: string): ReadonlyMap<string, string> =>
    new Map(rows.filter((row) => row.list === list).map(({ code, name }) => [code, name]));
  return { campaign: of("campaign"), source: of("lead-source"), closingReason: of("no-sale-reason") };
}
