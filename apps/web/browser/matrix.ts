import assert from "node:assert/strict";
import test from "node:test";
import { type Language, languages } from "#ui/words/languages.ts";
import { lawsBrokenOn } from "./laws.ts";
import { desk, type Look, phone, type Stage } from "./stage.ts";
import type { State } from "./states.ts";

const shapes = [
  { ...desk, scheme: "light" },
  { ...phone, scheme: "dark" },
  { ...desk, scheme: "dark" },
  { ...phone, scheme: "light" },
] as const;
const spoken = Object.keys(languages) as Language[];

/** Every language in light and dark at 1280 and 390 px: 16 looks. */
export const fullMatrix: Look[] = spoken.flatMap((language) => shapes.map((shape) => ({ ...shape, language })));

/** Four looks that hold every language and every shape once; over four states in a row every pair of them. */
export const rotatingMatrix = (turn: number): Look[] =>
  spoken.map((language, n) => ({ ...shapes[(n + turn) % 4], language }));

/** One test for a state: shown in each look, four at a time, it breaks no law. */
export function testLaws(stageOf: () => Stage, { name, who, show }: State, looks: Look[]): void {
  test(`${name}: everybody can perceive, reach and read it`, async () => {
    const broken: string[] = [];
    const waiting = [...looks];
    const lane = async (): Promise<void> => {
      for (let look = waiting.shift(); look; look = waiting.shift()) broken.push(...(await brokenIn(look)));
    };
    const brokenIn = async (look: Look): Promise<string[]> => {
      const { language = "en", scheme, width } = look;
      const page = await stageOf().visit(who, look);
      await show(stageOf(), page);
      const lines = await lawsBrokenOn(page, language);
      await page.context().close();
      return lines.map((line) => `${language} ${scheme} ${width}: ${line}`);
    };
    await Promise.all(Array.from({ length: 4 }, lane));
    assert.deepEqual(broken, []);
    assert.deepEqual(stageOf().faults, []);
  });
}
