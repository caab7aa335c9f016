/** Makes the pictures of docs/screenshots anew, with the demo world on a database of its own: `node checks/screenshots.ts`. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arrive, demoVin, hq, sakura } from "#apps/web/browser/leads.ts";
import { desk, type Look, openStage, phone, type Stage } from "#apps/web/browser/stage.ts";

const folder = join(import.meta.dirname, "../docs/screenshots");
/** Lower than a window is, so that no picture weighs more than 200 KB. */
const low = { ...desk, height: 660 };
const work = "/aftersales-leads?view=my-work-now";

/** What the customer on the pictures asks for; who they are stands in the demo. */
const wish = {
  vin: demoVin,
  language: "ja",
  request: "6か月点検をお願いします。ブレーキから音がします。",
  customerNotes: "平日の午前中が助かります。",
  consents: { directMarketing: true, email: true, phone: true, post: false, text: true },
};

type Shot = { name: string; who: string | null; path: (lead: string) => string; look: Look };

const looks: readonly [string, Look][] = (["en", "ja", "ru"] as const).map((language) => [language, { language }]);
const shots: readonly Shot[] = [
  ...looks.map(([tag, look]) => ({
    name: `queue-1280-${tag}`,
    who: sakura,
    path: (id: string) => `${work}&open=${id}`,
    look: { ...low, ...look },
  })),
  ...looks.map(([tag, look]) => ({
    name: `queue-390-${tag}`,
    who: sakura,
    path: () => work,
    look: { ...phone, ...look },
  })),
  ...looks.map(([tag, look]) => ({
    name: `numbers-1280-${tag}`,
    who: hq,
    path: () => "/numbers?period=13-weeks",
    look: { ...desk, ...look },
  })),
  { name: "numbers-390-ja", who: sakura, path: () => "/numbers", look: { ...phone, language: "ja" } },
  ...looks.map(([tag, look]) => ({
    name: `lead-1280-${tag}`,
    who: sakura,
    path: (id: string) => `/aftersales-leads/${id}`,
    look: { ...desk, ...look },
  })),
  ...looks.map(([tag, look]) => ({
    name: `lead-390-${tag}`,
    who: sakura,
    path: (id: string) => `/aftersales-leads/${id}`,
    look: { ...phone, ...look },
  })),
  { name: "sign-in-1280-en", who: null, path: () => "/sign-in", look: desk },
  { name: "sign-in-390-ja", who: null, path: () => "/sign-in", look: { ...phone, language: "ja" } },
  {
    name: "queue-1280-ja-dark",
    who: sakura,
    path: (id) => `${work}&open=${id}`,
    look: { ...low, language: "ja", scheme: "dark" },
  },
  {
    name: "book-390-ja-dark",
    who: sakura,
    path: (id) => `/aftersales-leads/${id}?do=book`,
    look: { ...phone, language: "ja", scheme: "dark" },
  },
];

/** A lead of the car's owner with two preferred times and one attempt, as it looks on an ordinary morning. */
async function leadOf({ house }: Stage): Promise<string> {
  const [owner] = await house.sql<Record<string, string | null>>(
    `select c.last_name as "lastName", c.first_name as "firstName", c.last_name_reading as "lastNameReading",
       c.first_name_reading as "firstNameReading", c.phone, c.email, c.postal_code as "postalCode"
     from customer c join vehicle_ownership o on o.customer = c.id join vehicle v on v.id = o.vehicle
     where v.vin = $1 order by o.starts_on desc`,
    [demoVin],
  );
  const advisor = await house.as(sakura);
  const { body } = await advisor.get<{ now: string }>("/me");
  const at = (days: number, time: string): string =>
    `${new Date(Date.parse(body.now) + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00+09:00`;
  const id = await arrive(house, { ...owner, ...wish, preferredSlots: [at(3, "10:00"), at(5, "13:30")] });
  await advisor.post(`/aftersales-leads/${id}/attempt`, { channel: "phone", outcome: "not-reached" }, { ifMatch: 1 });
  return id;
}

async function shoot(stage: Stage, { name, who, path, look }: Shot, lead: string): Promise<void> {
  const page = await stage.visit(who, look);
  await stage.go(page, path(lead));
  const file = join(folder, `${name}.png`);
  writeFileSync(file, await page.screenshot({ animations: "disabled", caret: "hide" }));
  console.log(`${Math.round(statSync(file).size / 1000)} KB  ${name}`);
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
const stage = await openStage();
const lead = await leadOf(stage);
for (const shot of shots) await shoot(stage, shot, lead);
await stage.close();
