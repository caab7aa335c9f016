import { worldDatabase } from "#apps/testing/test-house.ts";
import { proveDoors } from "./doors/prove-doors.ts";
import { proveFaults } from "./faults/prove-faults.ts";
import type { Proof } from "./proof.ts";
import { proveRights } from "./rights/prove-rights.ts";

const usage = "npm run prove -- [rights] [doors] [faults]";

async function rights(): Promise<Proof> {
  const world = await worldDatabase();
  return proveRights(world.config, world.program).finally(world.drop);
}

/** What is proved; a thousand tries at the doors, fifty kills. */
const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
  rights,
  doors: () => proveDoors(1000),
  faults: () => proveFaults(50, (line) => console.error(`  ${line}`)),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(proofs, name));
if (unknown !== undefined) {
  console.error(`${unknown} is nothing that can be proved: ${usage}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(proofs)) {
  const proof = await proofs[name]?.();
  if (!proof) continue;
  console.log(`${name}: ${proof.tries} tries, ${proof.failures.length} failures${proof.told ? `; ${proof.told}` : ""}`);
  for (const failure of proof.failures.slice(0, 50)) console.log(`  x ${failure}`);
  if (proof.failures.length > 0) process.exitCode = 1;
}
