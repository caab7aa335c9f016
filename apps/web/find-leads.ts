import { useCallback } from "react";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { api } from "#ui/data/api.ts";
import type { Me } from "#ui/data/me.ts";
import type { RowPage } from "#ui/data/records.ts";
import type { FindRows } from "#ui/shell/palette.tsx";
import { useWords } from "#ui/words/words.tsx";

/** Finds leads by a name, reading, phone, mail or VIN; undefined for a profile that sees none. */
export function useFindLeads(me: Me | undefined): FindRows | undefined {
  const { t, instantShort } = useWords();
  const find = useCallback<FindRows>(
    async (text, signal) => {
      const params = new URLSearchParams({ search: text, limit: "8" });
      const { value } = await api<RowPage>(`/${aftersalesLead.plural}?${params}`, { signal });
      return value.items.map((row) => ({
        id: String(row.id),
        title: String(row.name),
        detail: [t(`aftersales-lead.status.${row.status}`), instantShort(String(row.createdAt))].join(" · "),
        to: `/${aftersalesLead.plural}/${row.id}`,
      }));
    },
    [t, instantShort],
  );
  const role = me?.profile?.role;
  return role && role in aftersalesLead.see ? find : undefined;
}
