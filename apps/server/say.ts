import { log } from "#platform/secrets/log.ts";
import type { DemoAccount } from "./demo-routes.ts";

/** A line of progress for whoever waits at the terminal. */
export const say = (line: string): void => {
  log(`  ${line}`);
};

/** The address and, in the demo, whom one can be. */
export function announce(address: string, accounts: readonly DemoAccount[]): void {
  console.log(`\nMarque is open: ${address}\n`);
  if (accounts.length === 0) return;
  console.log("Demo accounts (one tap on the sign-in page):");
  for (const { email, role, place } of accounts) console.log(`  ${email.padEnd(26)} ${role}, ${place}`);
  console.log("\nCtrl-C closes it.\n");
}
