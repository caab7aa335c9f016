import type { Role } from "#platform/record/index.ts";

/** A member of staff; without a name, one is drawn. */
export type StaffPlan = {
  tenant: string;
  email: string;
  language: string;
  name?: string;
  profiles: readonly { role: Role; dealer?: string; region?: string }[];
  /** Stands among the cards of the demo's sign-in page, with the place shown there. */
  place?: string;
};

const sakura = "Neo Sakura Setagaya";
const jp = { tenant: "neo-jp", language: "ja" };
const eu = { tenant: "neo-eu", language: "en" };

/** Those whom everybody asks for by name: the demo's cards, one for each role, and some colleagues with other scripts. */
// biome-ignore format: one person per line reads best
export const featured: readonly StaffPlan[] = [
  { ...jp, email: "advisor@sakura.demo", name: "佐藤 美咲", place: sakura, profiles: [{ role: "advisor", dealer: "SAKURA" }] },
  { ...jp, email: "manager@sakura.demo", name: "高橋 誠", place: sakura, profiles: [{ role: "store-manager", dealer: "SAKURA" }] },
  { ...jp, email: "twohats@sakura.demo", name: "小鳥遊 蓮", place: `${sakura} (2)`, profiles: [{ role: "advisor", dealer: "SAKURA" }, { role: "sales-staff", dealer: "SAKURA" }] },
  { ...jp, email: "advisor@fuji.demo", name: "伊藤 健太", place: "Neo Fuji Nagoya", profiles: [{ role: "advisor", dealer: "FUJI" }] },
  { ...jp, email: "area-east@neo.demo", name: "渡辺 直樹", place: "East Japan", profiles: [{ role: "area-manager", region: "east" }] },
  { ...jp, email: "callcentre@neo.demo", name: "李娜", place: "Neo Motors Japan", profiles: [{ role: "call-centre" }] },
  { ...jp, language: "en", email: "hq@neo.demo", name: "山本 香織", place: "Neo Motors Japan", profiles: [{ role: "hq" }] },
  { ...jp, language: "en", email: "admin@neo.demo", name: "中村 翔", place: "Neo Motors Japan", profiles: [{ role: "admin" }] },
  { ...jp, email: "advisor2@sakura.demo", name: "林 愛", profiles: [{ role: "advisor", dealer: "SAKURA" }] },
  { ...jp, language: "zh", email: "advisor3@sakura.demo", name: "陈静", profiles: [{ role: "advisor", dealer: "SAKURA" }] },
  { ...jp, email: "sales@sakura.demo", name: "石川 亮", profiles: [{ role: "sales-staff", dealer: "SAKURA" }] },
  { ...jp, language: "ru", email: "advisor2@kita.demo", name: "Щербаков Юрий Иванович", profiles: [{ role: "advisor", dealer: "KITA" }] },
  { ...jp, email: "area-west@neo.demo", name: "西村 恵", profiles: [{ role: "area-manager", region: "west" }] },
  { ...jp, email: "area-north@neo.demo", name: "阿部 修", profiles: [{ role: "area-manager", region: "north" }] },
  { ...eu, email: "advisor@lumen.demo", name: "Käthe Böhm", place: "Neo Lumen München", profiles: [{ role: "advisor", dealer: "LUMEN" }] },
  { ...eu, email: "area-centre@neo.demo", name: "Stefan Krüger", profiles: [{ role: "area-manager", region: "centre" }] },
  { ...eu, email: "hq-eu@neo.demo", name: "Chiara Colombo", profiles: [{ role: "hq" }] },
  { ...eu, email: "callcentre-eu@neo.demo", name: "Olivia Hughes", profiles: [{ role: "call-centre" }] },
  { ...eu, email: "admin-eu@neo.demo", name: "Felix Groß", profiles: [{ role: "admin" }] },
];
