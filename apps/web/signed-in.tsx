import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { useMissed } from "#ui/data/live.ts";
import { useLiveRows } from "#ui/data/live-rows.ts";
import { meQuery, useMe } from "#ui/data/me.ts";
import { Shell } from "#ui/shell/shell.tsx";
import { isLanguage } from "#ui/words/languages.ts";
import { useWords } from "#ui/words/words.tsx";
import { useFindLeads } from "./find-leads.ts";
import { placesOf } from "./places.tsx";

/** Everything behind sign-in: the person's language and zone, the clock kept true, changes of others, the frame. */
export function SignedIn() {
  const client = useQueryClient();
  const me = useMe();
  const { suggestLanguage, setZone } = useWords();
  useQuery({ ...meQuery, refetchInterval: 60_000 });
  const language = me?.user.language;
  const zone = me?.profile?.dealer?.zone;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the person changes, else the choice made here would be undone
  useEffect(() => {
    if (isLanguage(language)) suggestLanguage(language);
  }, [language]);
  useEffect(() => setZone(zone), [zone, setZone]);
  useLiveRows(client, aftersalesLead);
  useMissed(() => void client.invalidateQueries());
  const find = useFindLeads(me);
  const places = useMemo(() => (me ? placesOf(me) : []), [me]);
  return (
    <Shell places={places} find={find}>
      <Outlet key={me?.profile?.id} />
    </Shell>
  );
}
