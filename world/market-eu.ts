import type { DealerPlan, MarketPlan } from "./market.ts";

// biome-ignore format: one dealer per line reads best
const dealers: readonly DealerPlan[] = [
  { code: "LUMEN", name: "Neo Lumen München", region: "centre", share: 10, plateOffice: "M", state: "Bayern", city: "München", street: "Ridlerstraße 57", postalCode: "80339", phone: "+498920600401", zone: "Europe/Berlin", country: "DE", postalAreas: ["8", "9"] },
  { code: "HANSE", name: "Neo Hanse Hamburg", region: "centre", share: 6, plateOffice: "HH", state: "Hamburg", city: "Hamburg", street: "Süderstraße 131", postalCode: "20537", phone: "+494030600402", zone: "Europe/Berlin", country: "DE", postalAreas: ["1", "2"] },
  { code: "VELA", name: "Neo Vela Milano", region: "south", share: 6, plateOffice: "GK", state: "Lombardia", city: "Milano", street: "Via Mecenate 84", postalCode: "20138", phone: "+390230600403", zone: "Europe/Rome", country: "IT", postalAreas: ["201", "200"] },
  { code: "SOLER", name: "Neo Soler Valencia", region: "south", share: 4, plateOffice: "", state: "Valencia", city: "Valencia", street: "Avenida del Puerto 219", postalCode: "46011", phone: "+34963060404", zone: "Europe/Madrid", country: "ES", postalAreas: ["46", "03"] },
];

/** The European sales company: nothing of it is ever seen from the other, and summer time is real there. */
export const marketEu: MarketPlan = {
  tenant: {
    code: "neo-eu",
    schema: "t_neo_eu",
    name: "Neo Motors Europe",
    country: "DE",
    defaultDealer: "LUMEN",
    isDemo: true,
  },
  formKey: { key: "demo-form-eu", name: "demo website", source: "website" },
  programKey: { key: "demo-intake-eu", name: "demo program", source: "website" },
  regions: [
    { code: "centre", names: { en: "Central Europe", ja: "中央ヨーロッパ", zh: "中欧", ru: "Центральная Европа" } },
    { code: "south", names: { en: "Southern Europe", ja: "南ヨーロッパ", zh: "南欧", ru: "Южная Европа" } },
  ],
  dealers,
  restDay: 7,
  holidays: [
    ["01-01", "New Year"],
    ["05-01", "Labour Day"],
    ["12-25", "Christmas"],
    ["12-26", "Christmas"],
  ],
  staffLanguage: "en",
  languages: { de: 50, it: 20, es: 12, en: 8, ru: 7, zh: 3 },
  customers: 190,
  leads: 500,
};
