import type { Letter, Letters, MailRow } from "#modules/mails/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { languageOf } from "#platform/http/languages.ts";
import { type Day, daysLater } from "#platform/record/index.ts";
import { type Numbers, readNumbers, scopedDealers } from "./numbers.queries.ts";
import { type Question, questionOf, type ScopedDealer } from "./question.ts";
import { whoseOf } from "./sheet-pdf.pages.ts";
import { gapText, type SheetWords, shareOf, sheetWords } from "./sheet-pdf.words.ts";
import type { Subject } from "./subject.ts";
import { type Recipient, weeklyRecipients } from "./weekly-recipients.queries.ts";
import { weeklyTemplate } from "./weekly-template.ts";

/** The kind of mail that tells managers their service levels on Monday. */
export const weeklyKind = "weekly-numbers";

/** What the letter knows of the installation: where its pages are (no slash at the end), and its tenants' names. */
export type WeeklyHome = { publicUrl: string; companyOf: (tenant: string) => Promise<string> };

type Told = { question: Question; numbers: Numbers };

/** Who writes the mail: it is made when it leaves, with the numbers and the rights of that moment. */
export const weeklyLetters = (home: WeeklyHome, subject: Subject): Letters => ({
  [weeklyKind]: async (tx, mail): Promise<Letter> => {
    const language = languageOf(mail.language);
    const [[one], all, company] = await Promise.all([
      weeklyRecipients(tx, mail.aboutId),
      scopedDealers(tx, language),
      home.companyOf(tx.actor.tenant),
    ]);
    if (!one) return { drop: "no-recipient-any-more" };
    if (one.email !== mail.toEmail) return { drop: "address-changed" };
    const dealers = all.filter(({ code }) => one.dealers === null || one.dealers.includes(code));
    if (dealers.length === 0) return { drop: "no-dealer" };
    const [days, week] = await Promise.all([
      tellOf(tx, subject, one, dealers, {}),
      tellOf(tx, subject, one, dealers, weekBefore(mail)),
    ]);
    const link = `${home.publicUrl}/numbers`;
    const values = valuesOf(sheetWords(language), { dealers, company, days, week, at: tx.at, name: one.name });
    return { template: weeklyTemplate(language), values: { ...values, link } };
  },
});

/** The seven days before the Monday of the mail, whenever it leaves. */
function weekBefore({ cause }: MailRow): { from: Day; to: Day } {
  const monday = cause.split(":").at(-1) ?? "";
  return { from: daysLater(monday, -7), to: daysLater(monday, -1) };
}

/** The numbers of the recipient's own dealers: the program reads them, so the scope is asked for by name. */
async function tellOf(
  tx: Transaction,
  subject: Subject,
  { dealers: codes }: Recipient,
  dealers: readonly ScopedDealer[],
  query: Readonly<Record<string, string>>,
): Promise<Told> {
  const question = { ...questionOf(query, subject, dealers), dealers: codes ?? undefined };
  return { question, numbers: await readNumbers(tx, subject, question) };
}

type Filling = {
  dealers: readonly ScopedDealer[];
  company: string;
  days: Told;
  week: Told;
  at: string;
  name: string;
};

function valuesOf(words: SheetWords, { dealers, company, days, week, at, name }: Filling) {
  const { t, percent, day, number } = words;
  const zone = dealers[0]?.zone ?? "UTC";
  const whose = `${company} · ${whoseOf(dealers, words)}`;
  const between = ({ from, to }: Question) => ({ from: day(from), to: day(to) });
  const share = (rate: { part: number; of: number }): string =>
    `${percent(shareOf(rate))} (${number(rate.part)} / ${number(rate.of)})`;
  return {
    subject: t("numbers.weekly.subject", { whose, ...between(week.question) }),
    greeting: t("numbers.weekly.greeting", { name }),
    opening: t("numbers.weekly.opening", { whose, moment: words.moment(at, zone) }),
    week: t("numbers.weekly.week", between(week.question)),
    days: t("numbers.weekly.days", between(days.question)),
    button: t("numbers.weekly.button"),
    ending: t("numbers.weekly.ending"),
    rates: days.numbers.total.rates.map((rate, nth) => {
      const gap = days.numbers.total.gaps[rate.name];
      const last = week.numbers.total.rates[nth];
      return {
        name: t(`numbers.rate.${rate.name}`),
        target: t("numbers.target.is", { target: words.target(rate.target) }),
        week: last ? share(last) : "–",
        days: share(rate),
        gap: gap ? gapText(words, rate, gap, zone) : "",
      };
    }),
  };
}
