import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder on a disk of its own that can be made full, and given room again; `why` there is none, where we may not mount. */
export type SmallDisk = {
  folder: string;
  why: string | undefined;
  /** Leaves no room beside what is there; asked until it is seen. */
  fill(): void;
  makeRoom(): void;
  remove(): Promise<void>;
};

const roomBytes = 1_500_000_000;
const sized = (bytes: number): string => `size=${Math.ceil(bytes / 1024)}k`;

/** Mounts a tmpfs on a new folder, which takes root; without it the folder is one like any other. `remove` unmounts it. */
export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
  const mount = (...words: string[]): void => void execFileSync("mount", [...words, folder], { stdio: "ignore" });
  const why =
    process.getuid?.() !== 0
      ? "only root may mount a small disk"
      : spawnSync("mount", ["-t", "tmpfs", "-o", sized(roomBytes), "tmpfs", folder], { stdio: "ignore" }).status === 0
        ? undefined
        : "this machine mounts no small disk";
  const watch = why === undefined ? unmountingAfterUs(folder) : undefined;
  return {
    folder,
    why,
    fill: () => {
      const { blocks, bfree, bsize } = statfsSync(folder);
      // refused where something was written meanwhile: whoever wants it full asks again
      spawnSync("mount", ["-o", `remount,${sized((blocks - bfree) * bsize)}`, folder], { stdio: "ignore" });
    },
    makeRoom: () => mount("-o", `remount,${sized(roomBytes)}`),
    remove: async () => {
      watch?.stdin?.end();
      if (watch) await once(watch, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process that unmounts the folder when we tell it to, or end, however we end. */
function unmountingAfterUs(folder: string): ChildProcess {
  return spawn("sh", ["-c", 'cat; umount --lazy "$1"', "sh", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
}
