import { parentPort } from "node:worker_threads";

/** Does one piece of work after the other; loading its module is told apart from doing it, since only that counts. */
parentPort?.on("message", async ({ module, asked }: { module: string; asked: unknown }) => {
  try {
    const { default: does }: { default: (asked: unknown) => unknown } = await import(module);
    parentPort?.postMessage({ begun: true });
    parentPort?.postMessage({ did: await does(asked) });
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
});
