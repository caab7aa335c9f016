import { consentPurposes, customer, customerConsent, normalisePhone, personName } from "#modules/customers/index.ts";
import { normalisePostalCode } from "#modules/network/index.ts";
import type { Instant } from "#platform/record/index.ts";
import { after, dayLength } from "./calendar.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { DealerPlan, MarketPlan } from "./market.ts";
import { companies, nameBooks } from "./names.ts";
import { settled, type Table, type Values } from "./rows.ts";

/** A customer while the world comes about: what is said of them, and which dealers came to see them. */
export type Person = {
  said: Values & { id: string; name: string; language: string; phone: string | null; email: string | null };
  consents: Record<string, boolean>;
  home: DealerPlan;
  /** Since when the network knows them; somebody without a car becomes known by their lead. */
  since: Instant;
  hasCar: boolean;
  dealers: Set<string>;
};

type Name = {
  name: string;
  firstName: string;
  lastName: string;
  firstNameReading: string | null;
  lastNameReading: string | null;
};

/** A name in the language's own order, with its reading where the script does not tell it. */
export function nameFrom(chance: Chance, language: string): Name {
  const book = chance.pick(nameBooks[language] ?? nameBooks.en ?? []);
  const [last, lastReading = null] = chance.pick(book.last);
  const [given, firstReading = null] = chance.pick(book.first);
  const first = book.patronymics && chance.is(0.4) ? `${given} ${chance.pick(book.patronymics)}` : given;
  const name = personName({ firstName: first, lastName: last, language });
  return { name, firstName: first, lastName: last, firstNameReading: firstReading, lastNameReading: lastReading };
}

const mobile = (country: string, chance: Chance): string => {
  const digits = (length: number): string => String(chance.int(0, 10 ** length - 1)).padStart(length, "0");
  if (country === "JP") return `${chance.pick(["070", "080", "090"])}-${chance.int(1000, 9999)}-${digits(4)}`;
  if (country === "IT") return `34${digits(1)} ${digits(7)}`;
  return country === "ES" ? `6${digits(2)} ${digits(3)} ${digits(3)}` : `0151 ${chance.int(1, 7)}${digits(7)}`;
};

const postalCodeNear = ({ country, postalAreas }: DealerPlan, chance: Chance): string => {
  const length = country === "JP" ? 7 : 5;
  const area = chance.pick(postalAreas);
  const rest = String(chance.int(0, 10 ** (length - area.length) - 1)).padStart(length - area.length, "0");
  return normalisePostalCode(area + rest, country);
};

const mailOf = ({ firstName, lastName, lastNameReading }: Name, n: number): string => {
  const plain = (text: string): string =>
    text
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z]/g, "");
  const local = [plain(firstName), plain(lastNameReading ?? lastName)].filter((part) => part.length > 1).join(".");
  return `${local === "" ? "owner" : local}${n}@mail.example`;
};

const streets: Readonly<Record<string, readonly string[]>> = {
  DE: ["Lindenweg", "Am Mühlbach", "Schillerstraße", "Gartenstraße"],
  IT: ["Via dei Tigli", "Via Garibaldi", "Viale Europa"],
  ES: ["Calle Mayor", "Calle del Olivo", "Avenida del Mar"],
};
const streetIn = (country: string, chance: Chance): string =>
  country === "JP"
    ? `${chance.int(1, 9)}-${chance.int(1, 30)}-${chance.int(1, 20)}`
    : `${chance.pick(streets[country] ?? [])} ${chance.int(1, 140)}`;

function personOf(market: MarketPlan, home: DealerPlan, n: number, now: Instant, chance: Chance): Person {
  const language = chance.weighted(market.languages);
  const name = nameFrom(chance, language);
  const company = chance.is(0.04) ? chance.pick(companies[language] ?? []) : null;
  const since = after(now, -chance.int(430, 1050) * dayLength);
  const hasMail = chance.is(0.85);
  const said = {
    ...name,
    id: chance.id(since),
    kind: company ? "company" : "person",
    name: company ?? name.name,
    companyName: company,
    phone: !hasMail || chance.is(0.93) ? normalisePhone(mobile(home.country, chance), home.country).value : null,
    otherPhone: chance.is(0.1) ? normalisePhone(mobile(home.country, chance), home.country).value : null,
    email: hasMail ? mailOf(name, n) : null,
    street: chance.is(0.8) ? streetIn(home.country, chance) : null,
    city: home.city,
    state: home.state,
    postalCode: postalCodeNear(home, chance),
    country: home.country,
    language,
  };
  const isOpenToAll = chance.is(0.5);
  const consents = Object.fromEntries(
    consentPurposes.map((purpose) => [
      purpose,
      purpose === "fax" ? chance.is(0.05) : isOpenToAll ? chance.is(0.9) : chance.is(0.45),
    ]),
  );
  return { said, consents, home, since, hasCar: chance.is(0.86), dealers: new Set() };
}

/** The customers of a market, more of them around larger dealers. */
export function peopleOf(market: MarketPlan, now: Instant, seed: number): Person[] {
  const drawn = drawPeople(market, now, seed);
  if (market.owner) Object.assign(drawn[0]?.said ?? {}, market.owner.said);
  if (drawn[0] && market.owner) Object.assign(drawn[0], { hasCar: true, home: market.dealers[0] });
  return drawn;
}

function drawPeople(market: MarketPlan, now: Instant, seed: number): Person[] {
  const chance = chanceOf(seed, `people ${market.tenant.code}`);
  const shares = Object.fromEntries(market.dealers.map(({ code, share }) => [code, share]));
  return Array.from({ length: market.customers }, (_, n) => {
    const code = chance.weighted(shares);
    const home = market.dealers.find((dealer) => dealer.code === code) as DealerPlan;
    return personOf(market, home, n, now, chance);
  });
}

const wordings: Readonly<Record<string, string>> = {
  ja: "サービスとご案内のために、この方法で連絡を受けることに同意します。",
  zh: "我同意通过此方式接收服务与优惠信息。",
  ru: "Я согласен получать сообщения об обслуживании и предложениях этим способом.",
  de: "Ich bin einverstanden, auf diesem Weg über Service und Angebote informiert zu werden.",
  it: "Acconsento a ricevere informazioni su servizi e offerte con questo mezzo.",
  es: "Acepto recibir información sobre servicio y ofertas por este medio.",
  en: "I agree to hear about service and offers this way.",
};

/** Customers and their ledger of consents, once it is known which dealers see them; some changed their mind later. */
export function customerTables(people: readonly Person[], seed: number): Table[] {
  const chance = chanceOf(seed, "consents");
  const rows = people.map(({ said, consents, dealers, since }) =>
    settled(customer, { ...said, consents, dealers: [...dealers].sort() }, since),
  );
  const words = people.flatMap((person) => wordsOf(person, chance));
  return [
    { record: customer, rows, history: [] },
    { record: customerConsent, rows: words, history: [] },
  ];
}

function wordsOf({ said, consents, dealers, since, hasCar }: Person, chance: Chance): Values[] {
  const wording = wordings[said.language] ?? "";
  const sources = ["contract of sale", "website", "owner app"];
  const source = chance.pick(sources);
  return consentPurposes.flatMap((purpose) => {
    const isGiven = consents[purpose] ?? false;
    const wasOther = hasCar && purpose !== "fax" && chance.is(0.02);
    const word = (at: Instant, given: boolean, from: string): Values =>
      settled(
        customerConsent,
        {
          id: chance.id(at),
          customer: said.id,
          purpose,
          isGiven: given,
          at,
          source: from,
          wording,
          dealers: [...dealers].sort(),
        },
        at,
      );
    if (!wasOther) return [word(since, isGiven, source)];
    return [word(since, !isGiven, source), word(after(since, 90 * dayLength), isGiven, "call to the dealer")];
  });
}
