import type { Profile } from "#ui/data/me.ts";
import { useWords } from "#ui/words/words.tsx";

/** "Service advisor, Sakura Motors". */
export function useProfileName(): (profile: Profile) => string {
  const { t } = useWords();
  return ({ role, dealer, region }) => [t(`role.${role}`), dealer?.name ?? region?.name].filter(Boolean).join(" · ");
}
