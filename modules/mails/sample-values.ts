import { type MailLanguage, mailLanguage } from "./first-templates.ts";
import type { LetterValues } from "./letter.ts";
import { whenInWords } from "./when.ts";

type Sample = {
  zone: string;
  name: string;
  work: string;
  dealer: { name: string; phone: string; address: string; street: string; city: string };
  car: { model: string; plate: string };
  lead: { phone: string; request: string };
};
const samples: Readonly<Record<MailLanguage, Sample>> = {
  en: {
    zone: "Europe/Berlin",
    name: "Alex Morgan",
    work: "Periodic inspection",
    dealer: {
      name: "Marque Linden",
      phone: "030 12345678",
      address: "Lindenallee 12, 10115 Berlin",
      street: "Lindenallee 12",
      city: "Berlin",
    },
    car: { model: "Neo Arc", plate: "B-NE 1234" },
    lead: { phone: "+49 1512 3456789", request: "The brakes squeal." },
  },
  ja: {
    zone: "Asia/Tokyo",
    name: "佐藤 花子",
    work: "12か月点検",
    dealer: {
      name: "マーク桜店",
      phone: "03-1234-5678",
      address: "〒150-0031 東京都渋谷区桜丘町1-2-3",
      street: "桜丘町1-2-3",
      city: "東京都渋谷区",
    },
    car: { model: "ネオ・アーク", plate: "品川 300 あ 12-34" },
    lead: { phone: "+81 90-1234-5678", request: "ブレーキから音がします。" },
  },
  zh: {
    zone: "Asia/Shanghai",
    name: "王芳",
    work: "定期保养检查",
    dealer: {
      name: "Marque 樱花店",
      phone: "021 1234 5678",
      address: "樱花路123号, 200120 上海",
      street: "樱花路123号",
      city: "上海",
    },
    car: { model: "Neo Arc", plate: "沪A·12345" },
    lead: { phone: "+86 131 2345 6789", request: "刹车有异响。" },
  },
  ru: {
    zone: "Europe/Moscow",
    name: "Анна Ивановна Петрова",
    work: "Регулярное ТО",
    dealer: {
      name: "Марк на Садовой",
      phone: "8 (495) 123-45-67",
      address: "ул. Садовая, 12, 101000 Москва",
      street: "ул. Садовая, 12",
      city: "Москва",
    },
    car: { model: "Neo Arc", plate: "А123ВС 77" },
    lead: { phone: "+7 912 345-67-89", request: "Скрипят тормоза." },
  },
};

/** Every value that a template may name, filled with an example in its language; a template that names another is refused. */
export function sampleValues(language: string): LetterValues {
  const its = mailLanguage(language);
  const { zone, name, work, dealer, car, lead } = samples[its];
  return {
    customer: { name },
    dealer,
    appointment: {
      ...whenInWords("2026-12-01T09:00:00.000Z", zone, its),
      work,
      notes: null,
      link: "https://marque.example/a/example",
      insisted: false,
    },
    car,
    lead: { name, phone: lead.phone, email: "customer@example.org", request: lead.request, notes: null },
    unsubscribe: { url: "https://marque.example/mail/unsubscribe/example" },
  };
}
