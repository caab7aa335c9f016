import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./numbers.module.css";
import { weeklyManagers } from "./weekly-managers.ts";

const path = "/numbers/weekly-mail";
type Wish = { isWanted: boolean };

/** Whether the reader gets these numbers by mail on Mondays; only managers are asked. */
export function WeeklyMail() {
  const { t } = useWords();
  const client = useQueryClient();
  const role = useMe()?.profile?.role;
  const isManager = role !== undefined && weeklyManagers.includes(role);
  const { data } = useQuery({
    queryKey: [path],
    queryFn: async () => (await api<Wish>(path)).value,
    enabled: isManager,
  });
  const wish = useMutation({
    mutationFn: async (isWanted: boolean) => (await api<Wish>(path, { body: { isWanted } })).value,
    onSuccess: (value) => client.setQueryData([path], value),
  });
  if (!isManager) return null;
  const isWanted = wish.isPending ? wish.variables : (data?.isWanted ?? false);
  return (
    <div className={styles.weekly}>
      <Checkbox
        checked={isWanted}
        disabled={data === undefined}
        error={wish.isError ? t("numbers.weekly.failed") : undefined}
        onChange={(event) => wish.mutate(event.currentTarget.checked)}
        label={t("numbers.weekly.want")}
        description={t("numbers.weekly.why")}
      />
    </div>
  );
}
