import { appointment, serviceAdvisor, serviceBay, serviceWork } from "#modules/service/index.ts";
import { placeAt } from "#modules/service/place.ts";
import type { Advisor, Bay, Busy, Work, Workshop } from "#modules/service/workshop.ts";
import { begin } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant, Names } from "#platform/record/index.ts";
import { after, dayAfter, dayLength } from "./calendar.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { MarketPlan } from "./market.ts";
import type { StaffMember } from "./network.ts";
import { settled, type Table, type Values } from "./rows.ts";

const names = (en: string, ja: string, zh: string, ru: string): Names => ({ en, ja, zh, ru });

/** The kinds of work that the demo's dealers offer; the first is what is booked where nobody says what. */
const works: readonly (Work & { names: Names })[] = [
  {
    code: "inspection",
    names: names("Periodic inspection", "定期点検", "定期保养检查", "Регулярное ТО"),
    minutes: 60,
    advisorMinutes: 15,
    needs: ["lift"],
  },
  {
    code: "oil-change",
    names: names("Oil and filter change", "オイル・フィルター交換", "更换机油机滤", "Замена масла и фильтра"),
    minutes: 30,
    advisorMinutes: 15,
    needs: ["lift"],
  },
  {
    code: "statutory-inspection",
    names: names("Statutory inspection (shaken)", "車検", "年检", "Техосмотр"),
    minutes: 180,
    advisorMinutes: 30,
    needs: ["lift", "diagnostics"],
  },
  {
    code: "tyres",
    names: names(
      "Tyre change and alignment",
      "タイヤ交換・アライメント",
      "更换轮胎与四轮定位",
      "Шиномонтаж и сход-развал",
    ),
    minutes: 60,
    advisorMinutes: 15,
    needs: ["lift", "alignment"],
  },
  {
    code: "battery-check",
    names: names(
      "Battery check, electric cars",
      "EVバッテリー点検",
      "纯电车电池检查",
      "Проверка батареи электромобиля",
    ),
    minutes: 60,
    advisorMinutes: 15,
    needs: ["high-voltage"],
  },
  {
    code: "diagnosis",
    names: names("Diagnosis of a fault", "故障診断", "故障诊断", "Диагностика неисправности"),
    minutes: 90,
    advisorMinutes: 30,
    needs: ["diagnostics"],
  },
];
const bayEquipment = [
  ["lift"],
  ["lift", "diagnostics"],
  ["lift", "diagnostics", "alignment"],
  ["lift", "diagnostics", "high-voltage"],
] as const;
const bayWords: Record<string, string> = { ja: "ストール", zh: "工位", ru: "Пост" };

type Shop = Workshop & { rows: { bays: Values[]; advisors: Values[] } };

function shopOf(market: MarketPlan, dealer: Values, staff: readonly StaffMember[], chance: Chance, now: Instant): Shop {
  const at = after(now, -1000 * dayLength);
  const code = String(dealer.code);
  const word = bayWords[market.staffLanguage] ?? "Bay";
  const bays = bayEquipment.map((equipment, n) => ({
    id: chance.id(at),
    dealer: code,
    name: `${word} ${n + 1}`,
    equipment: [...equipment],
    hours: [],
    absences: n === 2 ? [{ startsOn: dayAfter(now, 9), endsOn: dayAfter(now, 10), reason: "Maintenance" }] : [],
    isActive: true,
  }));
  const people = staff.filter(
    ({ role, dealer: place }) => place === code && ["advisor", "store-manager"].includes(role),
  );
  const advisors = people.map(({ id, name }, n) => ({
    id: chance.id(at),
    dealer: code,
    name,
    staff: id,
    hours: [],
    absences: n === 1 ? [{ startsOn: dayAfter(now, 4), endsOn: dayAfter(now, 6), reason: null }] : [],
    isActive: true,
  }));
  return {
    dealer: code,
    country: String(dealer.country),
    zone: String(dealer.zone),
    hours: dealer.hours as Workshop["hours"],
    holidays: (dealer.holidays as { on: string }[]).map(({ on }) => on),
    bays: bays as Bay[],
    advisors: advisors as Advisor[],
    busy: [],
    rows: { bays, advisors },
  };
}

const carried = ["dealer", "customer", "vehicle", "name", "email", "language", "remindCustomer"] as const;

/** The appointment of a lead: planned while it is to come; of the past ones most came, and some did not. */
function visitOf(shop: Workshop, busy: Busy[], lead: Values, chance: Chance, now: Instant): Values {
  const startsAt = String(lead.appointmentAt);
  const work = chance.pick(works.slice(0, lead.vehicle === null ? 2 : 4)) as Work;
  const nearby = busy.filter(({ endsMs }) => endsMs > Date.parse(startsAt) - dayLength);
  const place = placeAt({ ...shop, busy: nearby }, work, startsAt);
  const bookedAt = String(lead.createdAt) < now ? String(lead.createdAt) : now;
  const row = begin(
    appointment as unknown as AnyRecord,
    {
      ...Object.fromEntries(carried.map((field) => [field, lead[field]])),
      ...place,
      id: chance.id(bookedAt),
      lead: lead.id,
      phone: lead.phone ?? lead.otherPhone,
      work: work.code,
      notes: lead.request,
      sequence: 0,
    },
    bookedAt,
    shop.zone,
  );
  if (startsAt > now) return row;
  const status = lead.visitedAt !== null ? "arrived" : "missed";
  return { ...row, status, finalAt: startsAt };
}

/** The dealers' books: kinds of work, bays, advisors, and an appointment for every lead that has one. */
export function workshopOf(
  market: MarketPlan,
  {
    dealers,
    staff,
    leads,
    now,
  }: { dealers: readonly Values[]; staff: readonly StaffMember[]; leads: readonly Values[]; now: Instant },
  seed: number,
): Table[] {
  const chance = chanceOf(seed, `workshop ${market.tenant.code}`);
  const at = after(now, -1000 * dayLength);
  const shops = dealers.map((dealer) => shopOf(market, dealer, staff, chance, now));
  const byDealer = Map.groupBy(
    leads.filter(({ appointmentAt }) => appointmentAt !== null),
    ({ dealer }) => String(dealer),
  );
  const visits = shops.flatMap((shop) => {
    const busy: Busy[] = [];
    const coming = (byDealer.get(shop.dealer) ?? []).toSorted((a, b) =>
      String(a.appointmentAt) < String(b.appointmentAt) ? -1 : 1,
    );
    return coming.map((lead) => {
      const row = visitOf(shop, busy, lead, chance, now);
      if (row.status !== "missed") busy.push(busyOf(row));
      return row;
    });
  });
  const table = (record: unknown, rows: readonly Values[]): Table => ({
    record: record as AnyRecord,
    rows: rows.map((row) => settled(record as AnyRecord, row, at)),
    history: [],
  });
  return [
    table(
      serviceWork,
      works.map((work, n) => ({ ...work, isDefault: n === 0, position: n + 1, isActive: true })),
    ),
    table(
      serviceBay,
      shops.flatMap(({ rows }) => rows.bays),
    ),
    table(
      serviceAdvisor,
      shops.flatMap(({ rows }) => rows.advisors),
    ),
    { record: appointment as unknown as AnyRecord, rows: visits, history: [] },
  ];
}

const busyOf = (row: Values): Busy => ({
  id: String(row.id),
  bay: row.bay as string | null,
  advisor: row.advisor as string | null,
  startsMs: Date.parse(String(row.startsAt)),
  endsMs: Date.parse(String(row.endsAt)),
  advisorUntilMs: Date.parse(String(row.advisorUntilAt)),
});
