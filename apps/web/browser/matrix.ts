import assert from "node:assert/strict";
import test from "node:test";
import type { Page } from "playwright-core";
import { type Language, languages } from "#ui/words/languages.ts";
import { breachesOf } from "./axe.ts";
import { lawsBrokenOn } from "./laws.ts";
import { desk, phone, type Stage, still } from "./stage.ts";
import type { State } from "./states.ts";

const spoken = Object.keys(languages) as Language[];
const shapes = [
  { ...desk, schemes: ["light", "dark"] },
  { ...phone, schemes: ["dark", "light"] },
] as const;

/** A page is opened in a language and at a width, and seen in these themes one after the other. */
export type Seen = { language: Language; width: number; height: number; schemes: readonly ("light" | "dark")[] };

/** Every language at 1280 and 390 px in light and dark: 16 looks. */
export const fullMatrix: readonly Seen[] = spoken.flatMap((language) =>
  shapes.map((shape) => ({ ...shape, language })),
);

/** Every language once, two at each width and two in each theme; over four states in a row every combination. */
export const rotatingMatrix = (turn: number): Seen[] =>
  spoken.map((language, n) => {
    const place = (n + turn) % 4;
    const { schemes, ...shape } = shapes[place % 2 === 0 ? 0 : 1];
    return { ...shape, language, schemes: [schemes[place < 2 ? 0 : 1]] };
  });

const atOnce = 3;

/** Waits until the page has followed the theme that the system asks for; the public form does so by itself. */
async function inTheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.waitForFunction((asked) => {
    const own = document.documentElement.getAttribute("data-mantine-color-scheme");
    return own === null || own === asked;
  }, scheme);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  await still(page);
}

/** One test for a state: however it is looked at, it breaks no law. */
export function testLaws(stageOf: () => Stage, { name, who, show }: State, looks: readonly Seen[]): void {
  test(`${name}: everybody can perceive, reach and read it`, async () => {
    const stage = stageOf();
    const broken = new Map<string, string[]>();
    const waiting = [...looks];
    const see = async ({ schemes, ...look }: Seen): Promise<void> => {
      const page = await stage.revisit(who, look);
      await page.emulateMedia({ colorScheme: schemes[0] });
      await show(stage, page);
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await inTheme(page, scheme);
        const lines = scheme === schemes[0] ? await lawsBrokenOn(page, look.language) : await breachesOf(page);
        for (const line of lines)
          broken.set(line, [...(broken.get(line) ?? []), `${look.language} ${scheme} ${look.width}`]);
      }
      await page.close();
    };
    const lane = async (): Promise<void> => {
      for (let look = waiting.shift(); look; look = waiting.shift()) await see(look);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    assert.deepEqual(
      [...broken].map(([line, seen]) => `${line} (in ${seen.join(", ")})`),
      [],
    );
    assert.deepEqual(stage.faults, []);
  });
}
