import pg from "pg";
import { type Door, openDoor } from "#platform/accounts/index.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { embeddedAddress, FolderInUse, lockFolder, type Occupant, startEmbedded } from "#platform/db/embedded.ts";
import { underLogin } from "#platform/db/login.ts";
import { databaseUrlProblem } from "../server/settings-database.ts";
import { refusalOf } from "./findings.ts";
import { PlainProblem } from "./plain-problem.ts";
import { serverReady } from "./server-ready.ts";

/** Where a command works: the database as its owner reaches it, as the application does, and the door of accounts. */
export type Place = { config: pg.PoolConfig; database: Database; door: Door };

/**
 * Runs `work` on the PostgreSQL of DATABASE_URL, or on the demo's own: on the running one beside its server, else on
 * one that is started for it and stopped again.
 */
export async function withPlace<T>(isProduction: boolean, work: (place: Place) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url = "", MARQUE_FOLDER } = process.env;
  if (!isProduction) return onDemo(MARQUE_FOLDER || ".marque", work);
  const problem = databaseUrlProblem(url);
  if (problem) throw new PlainProblem(problem);
  return opened({ connectionString: url }, work);
}

async function onDemo<T>(folder: string, work: (place: Place) => Promise<T>): Promise<T> {
  const lock = lockOrOccupant(folder);
  if ("occupant" in lock) {
    await serverReady(lock.occupant);
    return opened(asConfig(embeddedAddress(folder)), work);
  }
  try {
    const embedded = await startEmbedded({ folder, say: (line) => console.error(line) });
    return await opened(asConfig(embedded), work).finally(() => embedded.stop());
  } finally {
    lock.release();
  }
}

function lockOrOccupant(folder: string): { release(): void } | { occupant: Occupant } {
  try {
    return lockFolder(folder);
  } catch (problem) {
    if (problem instanceof FolderInUse) return { occupant: problem.occupant };
    throw new PlainProblem(`Marque cannot write in ${folder} (${(problem as Error).message}).`);
  }
}

const asConfig = ({ socketFolder: host, user, database }: ReturnType<typeof embeddedAddress>): pg.PoolConfig => ({
  host,
  user,
  database,
});

async function opened<T>(config: pg.PoolConfig, work: (place: Place) => Promise<T>): Promise<T> {
  const database = openDatabase({ ...underLogin(config), max: 2 });
  try {
    return await work({ config, database, door: openDoor(database.pool) });
  } catch (problem) {
    throw plainly(problem, new pg.Client(config));
  } finally {
    await database.close();
  }
}

/** SQLSTATEs of a database without the program's login, the schema or its tables. */
const neverMigrated = new Set(["22023", "42704", "3F000", "42P01"]);

/** What a person can mend as one line; anything else as it is. */
function plainly(problem: unknown, reached: pg.Client): unknown {
  const { code, message } = problem as { code?: unknown; message?: string };
  if (neverMigrated.has(String(code)))
    return new PlainProblem("Nothing is in this database yet: start Marque once, or run migrate.");
  if (code === "42501")
    return new PlainProblem(
      `PostgreSQL refuses: ${message}. What to mend says: npm run -s marque -- doctor --production`,
    );
  const refusal = refusalOf(reached, problem);
  return refusal ? new PlainProblem(refusal) : problem;
}
