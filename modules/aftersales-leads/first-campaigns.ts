import type { Names } from "#platform/record/index.ts";

/** The two campaigns that every tenant needs: a lead that names no campaign, and one that a dealer writes down (AL-06). */
export const firstCampaigns: readonly { code: string; drivenBy: "customer"; names: Names }[] = [
  {
    code: "contact-request",
    drivenBy: "customer",
    names: { en: "Contact request", ja: "お問い合わせ", zh: "联系请求", ru: "Запрос на контакт" },
  },
  {
    code: "spontaneous-dealer",
    drivenBy: "customer",
    names: {
      en: "Spontaneous Dealer",
      ja: "Spontaneous Dealer(自発的)",
      zh: "经销商自发线索",
      ru: "Спонтанное обращение к дилеру",
    },
  },
];
