import { mkdirSync } from "node:fs";
import process from "node:process";
import type pg from "pg";
import { awayReason } from "#platform/db/away.ts";
import { embeddedDisk, FolderInUse, lockFolder } from "#platform/db/embedded.ts";
import { log } from "#platform/secrets/log.ts";
import { databaseFinding } from "../cli/findings.ts";
import { keepEmbedded } from "./keep-embedded.ts";
import { openHouse } from "./open-house.ts";
import { announce, say } from "./say.ts";
import { ownSecret } from "./secret.ts";
import { type Settings, settingsFrom } from "./settings.ts";

/** The server's way up: settings, folder, database, house; and down again when it is told to end. */
async function start(settings: Settings): Promise<void> {
  for (const note of settings.notes) say(note);
  const lock = settings.isProduction ? undefined : lockFolder(settings.folder);
  const downs: (() => Promise<void> | void)[] = [() => lock?.release()];
  endOnSignal(downs);
  const secret = settings.secret ?? ownSecret(settings.folder);
  const disk = settings.databaseUrl ? {} : { disk: embeddedDisk(settings.folder) };
  const house = await openHouse({ ...settings, ...disk, secret }, () => databaseOf(settings, downs));
  downs.push(house.close);
  lock?.note(house.address);
  await house.opened;
  announce(house.address, settings.isProduction ? [] : house.accounts());
}

async function databaseOf(settings: Settings, downs: (() => Promise<void> | void)[]): Promise<pg.PoolConfig> {
  if (settings.databaseUrl) {
    const finding = await databaseFinding(settings.databaseUrl);
    if (!finding.isGood) throw new WrongDatabase(finding.line);
    return { connectionString: settings.databaseUrl };
  }
  const { socketFolder: host, user, database, stop } = await keepEmbedded(settings.folder, say);
  downs.splice(1, 0, stop);
  return { host, user, database };
}

/** A database that Marque cannot stand on; its message is one line with the fix. */
class WrongDatabase extends Error {}

/** Ends in the reverse order of the start, once, whoever asks. */
function endOnSignal(downs: (() => Promise<void> | void)[]): void {
  let isEnding = false;
  const end = async (signal: string): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    say(`${signal}: closing…`);
    for (const down of downs.toReversed()) await down();
    process.exit(0);
  };
  process.on("SIGTERM", (signal) => void end(signal));
  process.on("SIGINT", (signal) => void end(signal));
}

const whereOf = ({ databaseUrl, folder }: Settings): string =>
  databaseUrl ? "on the disk of the database" : `on the disk of ${folder}`;

const settings = settingsFrom(process.env, process.argv.slice(2));
if (settings.kind === "wrong") {
  for (const line of settings.lines) log(line);
  process.exit(1);
}
try {
  if (!settings.isProduction) mkdirSync(settings.folder, { recursive: true });
  await start(settings);
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  if (error instanceof FolderInUse || error instanceof WrongDatabase) log(message);
  else if (awayReason(error) === "no-space") log(`No space left: make room ${whereOf(settings)}, then start again.`);
  else if (code === "EADDRINUSE")
    console.error(`Port ${settings.port} is taken by another program: set PORT to a free one.`);
  else if (code === "EACCES" || code === "EROFS" || code === "EPERM")
    console.error(`The folder ${settings.folder} cannot be written: start where you may write, or set MARQUE_FOLDER.`);
  else log("Marque cannot start:", error);
  process.exit(1);
}
