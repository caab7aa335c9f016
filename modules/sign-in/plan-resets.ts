import { planStored } from "#modules/mails/index.ts";
import { asSystem } from "#platform/access/index.ts";
import {
  accountByEmail,
  type Door,
  forgetWish,
  identityOf,
  type ProfilesOf,
  type ResetWish,
  resetLivesMs,
  resetWishes,
} from "#platform/accounts/index.ts";
import { plusMs } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import { resetKind } from "./reset-letter.ts";

type Parts = { db: Database; door: Door; profilesOf: ProfilesOf };

/** Turns every wish of somebody who may sign in into a mail, and forgets the others. Done twice, a wish is one mail. */
export async function planResets(parts: Parts): Promise<void> {
  for (const wish of await resetWishes(parts.door)) {
    await planReset(parts, wish);
    await forgetWish(parts.door, wish.id);
  }
}

async function planReset({ db, door, profilesOf }: Parts, wish: ResetWish): Promise<void> {
  const account = await accountByEmail(door, wish.email);
  const identity = account && (await identityOf(db, { account, tenant: account.tenant, profile: null }, profilesOf));
  if (!account || !identity) return;
  await db.as(asSystem(account.tenant, "a link for who forgot a password"), (tx) => {
    const mail = {
      kind: resetKind,
      audience: "staff" as const,
      cause: `${resetKind}:${wish.id}`,
      dealer: null,
      aboutRecord: "account",
      aboutId: account.id,
      toEmail: account.email,
      toName: identity.user.name,
      language: identity.user.language,
      sequence: 0,
      sendAt: tx.at,
      uselessFrom: plusMs(tx.at, resetLivesMs),
    };
    return tx.finish(planStored([mail], tx.at));
  });
}
