import type { Names } from "#platform/record/index.ts";

export type FirstEntry = { list: string; code: string; names: Names; category?: string };

const entry = (
  list: string,
  code: string,
  en: string,
  ja: string,
  zh: string,
  ru: string,
  category?: string,
): FirstEntry => ({
  list,
  code,
  names: { en, ja, zh, ru },
  ...(category === undefined ? {} : { category }),
});
const source = (code: string, ...names: [string, string, string, string]) => entry("lead-source", code, ...names);
const category = (code: string, ...names: [string, string, string, string]) =>
  entry("no-sale-category", code, ...names);
const reason = (of: string, code: string, ...names: [string, string, string, string]) =>
  entry("no-sale-reason", code, ...names, of);

/** The open lists that every tenant begins with; administrators extend them. */
// biome-ignore format: one entry per line reads best
export const firstLists: readonly FirstEntry[] = [
  source("website", "Website", "ウェブサイト", "官方网站", "Сайт"),
  source("owner-app", "Owner app", "オーナーアプリ", "车主应用", "Приложение владельца"),
  source("campaign", "Campaign", "キャンペーン", "营销活动", "Кампания"),
  source("spontaneous", "Spontaneous", "自発的", "自发联系", "Самостоятельно"),
  source("call-centre", "Call centre", "コールセンター", "呼叫中心", "Колл-центр"),
  source("workshop-visit", "Workshop visit", "入庫時", "进厂时", "Визит в сервис"),
  source("event", "Event at the dealer", "店頭イベント", "店内活动", "Мероприятие у дилера"),
  category("not-interested-now", "Not interested now", "今は興味がない", "目前不感兴趣", "Сейчас не интересует"),
  category("not-reachable", "Not reachable", "連絡がつかない", "无法联系", "Не удалось связаться"),
  category("elsewhere", "Served elsewhere", "他社を利用", "选择其他商家", "Обслужен в другом месте"),
  category("not-applicable", "Does not apply", "対象外", "不适用", "Не подходит"),
  category("other", "Other", "その他", "其他", "Другое"),
  reason("not-interested-now", "recontact", "Re-contact", "再コンタクト", "再次联系", "Повторный контакт"),
  reason("not-interested-now", "no-need", "No need at present", "今は必要がない", "目前没有需要", "Сейчас нет необходимости"),
  reason("not-interested-now", "no-time", "No time", "時間がない", "没有时间", "Нет времени"),
  reason("not-reachable", "no-contact", "No contact after several attempts", "数回試したが連絡がつかない", "多次尝试未能联系上", "Не дозвонились после нескольких попыток"),
  reason("not-reachable", "wrong-number", "Wrong contact details", "連絡先が間違っている", "联系方式有误", "Неверные контактные данные"),
  reason("elsewhere", "price", "Price", "価格が合わない", "价格原因", "Цена"),
  reason("elsewhere", "competitor", "Another workshop chosen", "他の整備工場を選んだ", "选择了其他维修厂", "Выбран другой сервис"),
  reason("elsewhere", "already-serviced", "Already serviced", "すでに点検・整備済み", "已完成保养", "Уже обслужен"),
  reason("elsewhere", "distance", "Dealer too far away", "店舗が遠い", "经销商太远", "Дилер слишком далеко"),
  reason("not-applicable", "not-owner", "No longer the owner / car sold", "現在の所有者ではない/車両が売却された", "已非车主/车辆已出售", "Больше не владелец / автомобиль продан"),
  reason("not-applicable", "car-not-included", "Car not included in the campaign", "キャンペーンの対象外車両", "车辆不在活动范围内", "Автомобиль не участвует в кампании"),
  reason("not-applicable", "duplicate", "Duplicate of another lead", "別のリードと重複", "与其他线索重复", "Дубликат другого лида"),
  reason("other", "other", "Other", "その他", "其他", "Другое"),
];
