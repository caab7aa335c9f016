import type { Page } from "playwright-core";
import { freeDay, plan } from "./calendar-steps.ts";
import { callCentre, sakura } from "./leads.ts";
import { type Stage, still } from "./stage.ts";
import type { State } from "./states.ts";

type Scene = { day: string; planned: string; beside: string };
const scenes = new WeakMap<Stage, Promise<Scene>>();

/** A day with an appointment on a bay and one beside the plan, made once for all states. */
const sceneOf = (stage: Stage): Promise<Scene> => {
  const made = scenes.get(stage) ?? makeScene(stage);
  scenes.set(stage, made);
  return made;
};

async function makeScene({ house }: Stage): Promise<Scene> {
  const voice = await house.as(sakura);
  const day = await freeDay(voice, 40);
  const { id } = await plan(voice, day, "10:00", "山田 花子");
  await plan(voice, day, "10:00", "Очень Длинное Имя Клиента");
  const night = {
    name: "鈴木 一郎",
    startsAt: `${day}T20:00:00+09:00`,
    phone: "090-1234-5678",
    email: "s@example.org",
  };
  const { body } = await voice.post<{ id: string }>("/appointments", night);
  return { day, planned: id, beside: body.id };
}

const at = (
  who: string,
  name: string,
  path: (scene: Scene) => string,
  then?: (page: Page) => Promise<unknown>,
): State => ({
  name,
  who,
  show: async (stage, page) => {
    await stage.go(page, path(await sceneOf(stage)));
    await page.locator("header, form").first().waitFor();
    await then?.(page);
    await still(page);
  },
});

const dialog = (page: Page): Promise<void> => page.locator("[role=dialog] form").waitFor();
const article = (page: Page): Promise<void> => page.locator("section article").waitFor();

/** The calendar however it is looked at, with what opens over it. */
export const calendarStates: readonly State[] = [
  at(sakura, "the calendar of a day", ({ day }) => `/calendar?on=${day}`),
  at(sakura, "the calendar by advisors", ({ day }) => `/calendar?on=${day}&by=advisors`),
  at(sakura, "the calendar of a week", ({ day }) => `/calendar?on=${day}&as=week`),
  at(sakura, "an appointment beside the plan", ({ day, beside }) => `/calendar?on=${day}&open=${beside}`, article),
  at(
    sakura,
    "the dialog that moves an appointment",
    ({ day, planned }) => `/calendar?on=${day}&open=${planned}&do=reschedule`,
    dialog,
  ),
  at(
    sakura,
    "the dialog that cancels one",
    ({ day, planned }) => `/calendar?on=${day}&open=${planned}&do=cancel`,
    dialog,
  ),
  at(
    sakura,
    "the dialog of a new appointment",
    ({ day }) => `/calendar?on=${day}&do=new&at=${day}T19:00:00.000Z`,
    async (page) => {
      await dialog(page);
      await page.locator("[data-taken-slot]").waitFor();
    },
  ),
  at(callCentre, "the calendar of any dealer", ({ day }) => `/calendar?on=${day}&dealer=SAKURA`),
  at(sakura, "the set-up for who may only look", () => "/calendar/set-up"),
  at("manager@sakura.demo", "the set-up", () => "/calendar/set-up"),
  at(
    "manager@sakura.demo",
    "a new bay",
    () => "/calendar/set-up?edit=service-bay",
    async (page) => {
      await page.locator("form fieldset").nth(1).getByRole("button").last().click();
    },
  ),
];
