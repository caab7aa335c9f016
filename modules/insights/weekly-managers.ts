import type { Role } from "#platform/record/index.ts";

/** Who answers for numbers and gets them by mail on Mondays; of several profiles the first of these is the widest. */
export const weeklyManagers: readonly Role[] = ["hq", "area-manager", "store-manager"];
