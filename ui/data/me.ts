import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Role } from "#platform/record/index.ts";
import { api } from "./api.ts";
import { restartLive } from "./live.ts";
import { hearServerTime } from "./now.ts";

/** A role at a place (AL-08). */
export type Profile = {
  id: string;
  role: Role;
  dealer: { code: string; name: string; zone: string } | null;
  region: { code: string; name: string } | null;
};
/** Who is signed in. `profile` is null until one of several is chosen. */
export type Me = {
  user: { id: string; name: string; email: string; language: string };
  tenant: { code: string; name: string };
  profile: Profile | null;
  profiles: Profile[];
  now: string;
  isDemo: boolean;
};

async function readMe(): Promise<Me> {
  const { value } = await api<Me>("/me");
  hearServerTime(value.now);
  return value;
}

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: readMe, staleTime: 60_000, retry: false });

/** The person signed in, or undefined while nobody is. */
export const useMe = (): Me | undefined => useQuery({ ...meQuery, enabled: false }).data;

const isKept = (key: unknown): boolean => key === "me" || key === "demo";

/** Takes over what sign-in or a change of profile answered: everything another profile saw is forgotten and read anew. */
export function useBecome(): (me: Me | undefined) => void {
  const client = useQueryClient();
  return (me) => {
    if (me) {
      hearServerTime(me.now);
      client.setQueryData(meQuery.queryKey, me);
      void client.resetQueries({ predicate: ({ queryKey }) => !isKept(queryKey[0]) });
    } else client.clear();
    restartLive();
  };
}
