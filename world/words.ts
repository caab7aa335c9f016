import type { Chance } from "./chance.ts";

/** What customers of the demo ask for, by language: the request in a few words, and a sentence more. */
const wishes: Readonly<Record<string, readonly (readonly [request: string, more: string])[]>> = {
  ja: [
    ["12か月点検", "来月で1年になります。土日に入庫できますか。"],
    ["車検の見積もり", "代車もお願いしたいです。"],
    ["オイル交換", "待っている間に終わるでしょうか。"],
    ["スタッドレスタイヤへの交換", "タイヤは預けてあります。"],
    ["警告灯がついた", "エンジンの警告灯が昨日からついています。"],
    ["エアコンの効きが悪い", "冷房から変なにおいがします。"],
    ["ブレーキから音がする", "低速で止まるときにキーッと鳴ります。"],
    ["ドライブレコーダーの取り付け", "前後2カメラを希望します。"],
  ],
  zh: [
    ["预约保养", "周末可以吗？希望有代步车。"],
    ["更换机油", "请提前告诉我价格。"],
    ["空调有异味", "开冷气时味道很明显。"],
    ["刹车异响", "低速刹车时有尖锐的声音。"],
    ["更换冬季轮胎", "轮胎已经买好了。"],
  ],
  ru: [
    ["Запись на ТО", "Удобно в субботу утром."],
    ["Замена масла и фильтров", "Сколько это займёт времени?"],
    ["Посторонний стук спереди", "Стучит на неровной дороге, ближе к правому колесу."],
    ["Сезонная смена шин", "Шины хранятся у вас."],
    ["Горит контрольная лампа", "Загорелась вчера вечером, машина едет нормально."],
  ],
  en: [
    ["Annual service", "A courtesy car would help."],
    ["Oil change", "Can I wait while it is done?"],
    ["Warning light is on", "The engine light came on yesterday."],
    ["Squeaking brakes", "Only when I brake slowly."],
    ["Winter tyres", "They are stored with you."],
  ],
  de: [
    ["Inspektion", "Bitte mit Ersatzwagen."],
    ["Räderwechsel", "Die Winterräder sind bei Ihnen eingelagert."],
    ["Motorkontrollleuchte leuchtet", "Seit gestern, der Wagen fährt normal."],
    ["Hauptuntersuchung", "Der Termin ist nächsten Monat fällig."],
  ],
  it: [
    ["Tagliando annuale", "Avrei bisogno di un’auto sostitutiva."],
    ["Cambio gomme invernali", "Le gomme sono da voi."],
    ["Spia motore accesa", "Da ieri sera."],
  ],
  es: [
    ["Revisión anual", "¿Podría ser un sábado por la mañana?"],
    ["Cambio de aceite", "Me gustaría esperar en el taller."],
    ["Ruido al frenar", "Sobre todo a poca velocidad."],
  ],
};

const customerNotes: Readonly<Record<string, readonly string[]>> = {
  ja: ["平日は18時以降にお電話ください。", "メールでの連絡を希望します。", "前回と同じ担当の方をお願いします。"],
  zh: ["请在晚上六点以后打电话。", "请用短信联系。"],
  ru: ["Звоните, пожалуйста, после шести вечера.", "Лучше написать на почту."],
  en: ["Please call after six.", "E-mail is best."],
  de: ["Bitte erst nach 17 Uhr anrufen.", "Am liebsten per Mail."],
  it: ["Chiamare dopo le 18, grazie.", "Preferisco la mail."],
  es: ["Mejor llamar por la tarde.", "Prefiero correo electrónico."],
};

/** Notes that staff leave, in the language they work in. */
const staffNotes = {
  ja: {
    reached: ["本人と話せた。日程を確認して折り返し。", "ご家族が応対。夜に再度連絡。", "内容を説明済み。前向き。"],
    missed: ["留守番電話。", "呼び出しのみ。", "話し中。"],
    sold: [
      "12か月点検とオイル交換を受注。",
      "車検一式を受注。代車手配済み。",
      "タイヤ4本交換。",
      "エアコンフィルター交換と点検。",
    ],
    other: ["海外赴任のため当面利用なし。", "お客様のご家族が対応することになった。"],
    edited: ["夜の連絡を希望とのこと。", "ご家族の車も近く点検予定。"],
  },
  en: {
    reached: [
      "Spoke to the customer, will confirm a date.",
      "Explained the offer, interested.",
      "Partner answered, call back tonight.",
    ],
    missed: ["Voicemail.", "No answer.", "Line busy."],
    sold: [
      "Annual service and oil change.",
      "Four tyres fitted.",
      "Brake pads front, inspection.",
      "Software update and check.",
    ],
    other: ["Moving abroad next month.", "A relative works in a workshop."],
    edited: ["Prefers to be called in the evening.", "A second car is due soon."],
  },
} as const;

const works = {
  ja: [
    "法定12か月点検、エンジンオイル交換",
    "車検整備、ブレーキフルード交換",
    "タイヤローテーション、点検",
    "リコール対応、ソフトウェア更新",
    "ブレーキパッド交換(前)",
    "エアコンフィルター交換",
  ],
  en: [
    "Annual service, engine oil",
    "Inspection, brake fluid",
    "Tyre change, storage",
    "Recall, software update",
    "Front brake pads",
    "Cabin filter",
  ],
} as const;

const languageOf = <T>(book: Readonly<Record<string, T>>, language: string): T => (book[language] ?? book.en) as T;

export const wishIn = (language: string, chance: Chance) => chance.pick(languageOf(wishes, language));
export const customerNoteIn = (language: string, chance: Chance): string =>
  chance.pick(languageOf(customerNotes, language));
export const staffNoteIn = (language: string, about: keyof typeof staffNotes.en, chance: Chance): string =>
  chance.pick<string>(languageOf(staffNotes, language)[about]);
export const workIn = (language: string, chance: Chance): string => chance.pick<string>(languageOf(works, language));

/** What people write where a phone or VIN is asked and none comes; the lead keeps it as typed. */
export const unreadable = {
  phone: ["夜のみ", "090-12", "same as last time", "звоните мужу", "12345"],
  vin: ["車検証を見ます", "わかりません", "see papers", "не помню", "ZN9-???"],
} as const;
