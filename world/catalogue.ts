import { firstCampaigns } from "#modules/aftersales-leads/first-campaigns.ts";
import type { Names } from "#platform/record/index.ts";

/** A model of the demo: its code, its names, the six places of a VIN that describe it, and its Japanese model code. */
export type ModelPlan = { code: string; names: Names; describes: string; frameCode: string };

const model = (
  code: string,
  names: [string, string, string, string],
  describes: string,
  frameCode: string,
): ModelPlan => ({
  code,
  names: { en: names[0], ja: names[1], zh: names[2], ru: names[3] },
  describes,
  frameCode,
});

// biome-ignore format: one model per line reads best
export const models: readonly ModelPlan[] = [
  model("sports-f25", ["Neo Sports F25", "ネオ スポーツ F25", "Neo 运动 F25", "Neo Sports F25"], "SPF25", "NSF25"),
  model("gran", ["Neo Gran", "ネオ グラン", "Neo 格兰", "Neo Gran"], "GRA30", "NGR30"),
  model("terra", ["Neo Terra", "ネオ テラ", "Neo 天拓", "Neo Terra"], "TER20", "NTR20"),
  model("terra-plus", ["Neo Terra Plus", "ネオ テラ プラス", "Neo 天拓 Plus", "Neo Terra Plus"], "TER27", "NTR27"),
  model("lumo", ["Neo Lumo Electric", "ネオ ルモ EV", "Neo 流明 纯电", "Neo Lumo Electric"], "LUM10", "NLM10"),
  model("city", ["Neo City", "ネオ シティ", "Neo 城悦", "Neo City"], "CTY05", "NCT05"),
];

export const warranties = {
  factory: {
    en: "New car warranty, 3 years",
    ja: "新車保証 3年",
    zh: "新车质保3年",
    ru: "Гарантия на новый автомобиль, 3 года",
  },
  extended: {
    en: "Extended warranty, 2 years",
    ja: "延長保証 2年",
    zh: "延长质保2年",
    ru: "Продлённая гарантия, 2 года",
  },
} satisfies Record<string, Names>;

/** A campaign of the demo; days are counted from now. */
export type CampaignPlan = {
  code: string;
  names: Names;
  drivenBy: "customer" | "hq";
  models: readonly string[];
  startsIn: number | null;
  endsIn: number | null;
  isOpen: boolean;
};

const campaign = (
  code: string,
  drivenBy: "customer" | "hq",
  names: [string, string, string, string],
  more: Partial<CampaignPlan> = {},
): CampaignPlan => ({
  code,
  drivenBy,
  names: { en: names[0], ja: names[1], zh: names[2], ru: names[3] },
  models: [],
  startsIn: null,
  endsIn: null,
  isOpen: true,
  ...more,
});

/** Contact requests and spontaneous leads come from customers, the others from headquarters (AL-03 … AL-06). */
// biome-ignore format: one campaign per line reads best
export const campaigns: readonly CampaignPlan[] = [
  ...firstCampaigns.map(({ code, drivenBy, names: { en, ja, zh, ru } }) => campaign(code, drivenBy, [en, ja, zh, ru])),
  campaign("service-reminder", "hq", ["Service Reminder", "サービスのリマインダー", "保养提醒", "Напоминание о ТО"]),
  campaign("warranty-end-reminder", "hq", ["Warranty-end Reminder", "保証終了のリマインダー", "质保到期提醒", "Напоминание об окончании гарантии"]),
  campaign("seasonal-promotion", "hq", ["Seasonal promotion", "季節限定プロモーション", "季节性促销", "Сезонная акция"], { models: ["terra", "terra-plus", "gran", "sports-f25"], startsIn: -40, endsIn: 50 }),
  campaign("battery-check", "hq", ["Battery check for electric cars", "EVバッテリー点検", "纯电车电池检查", "Проверка батареи электромобилей"], { models: ["lumo"], startsIn: -200, endsIn: 160 }),
  campaign("summer-check", "hq", ["Summer check", "夏の安心点検", "夏季检查", "Летняя проверка"], { startsIn: -190, endsIn: -80, isOpen: false }),
];
