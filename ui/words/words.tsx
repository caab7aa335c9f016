import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { createIntl, createIntlCache, type IntlShape } from "react-intl";
import { dayText, instantText, relativeText, timeText, viewerZone } from "./dates.ts";
import { firstLanguage, hasChosenLanguage, type Language, localeOf, rememberLanguage } from "./languages.ts";
import { type NameParts, nameText } from "./names.ts";

/** All labels of one language, flat: "aftersales-lead.move.book" → ICU message. */
export type Labels = Readonly<Record<string, string>>;
export type LabelLoader = (language: Language) => Promise<Labels>;
export type Values = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** What a page says and how: labels, dates, numbers and names in the reader's language. */
export type Words = {
  t: (key: string, values?: Values) => string;
  has: (key: string) => boolean;
  language: Language;
  setLanguage: (language: Language) => void;
  /** Follows the person's own language unless another was chosen on this machine. */
  suggestLanguage: (language: Language) => void;
  /** "2026年11月22日(日) 14:30"; in the dealer's zone unless one is given. */
  instant: (at: string, zone?: string) => string;
  /** "2026/11/22 14:30": for columns. */
  instantShort: (at: string, zone?: string) => string;
  time: (at: string, zone?: string) => string;
  day: (on: string) => string;
  number: (n: number) => string;
  /** `now` in milliseconds, as `useNow` gives it. */
  relative: (at: string, now: number) => string;
  name: (parts: NameParts) => string;
  /** The zone that times are shown in: the dealer's of the profile, else the viewer's. */
  zone: string;
  setZone: (zone: string | undefined) => void;
};

const Context = createContext<Words | undefined>(undefined);
const cache = createIntlCache();

/** The words of the page's language. */
export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error("useWords outside of WordsProvider");
  return words;
}

const intlOf = (language: Language, labels: Labels): IntlShape =>
  createIntl({ locale: localeOf[language], messages: { ...labels }, onError: () => undefined }, cache);

function wordsOf(
  language: Language,
  labels: Labels,
  zone: string,
): Omit<Words, "setLanguage" | "suggestLanguage" | "setZone"> {
  const intl = intlOf(language, labels);
  const numbers = new Intl.NumberFormat(localeOf[language]);
  return {
    t: (key, values) => String(intl.formatMessage({ id: key, defaultMessage: key }, values)),
    has: (key) => key in labels,
    language,
    instant: (at, of = zone) => instantText(language, at, of, false),
    instantShort: (at, of = zone) => instantText(language, at, of, true),
    time: (at, of = zone) => timeText(language, at, of),
    day: (on) => dayText(language, on),
    number: (n) => numbers.format(n),
    relative: (at, now) => relativeText(language, at, now),
    name: (parts) => nameText(language, parts),
    zone,
  };
}

type Loaded = { language: Language; labels: Labels };

/** Words that only some pages need, fetched with them; `load` stays the same function. Until they are there nothing is shown. */
export function MoreWords({ load, children }: { load: LabelLoader; children: ReactNode }) {
  const words = useWords();
  const { language } = words;
  const [more, setMore] = useState<Loaded>();
  useEffect(() => void load(language).then((labels) => setMore({ language, labels })), [load, language]);
  const both = useMemo<Words | undefined>(() => {
    if (!more) return undefined;
    const own = wordsOf(more.language, more.labels, words.zone);
    return {
      ...words,
      t: (key, values) => (own.has(key) ? own : words).t(key, values),
      has: (key) => own.has(key) || words.has(key),
    };
  }, [words, more]);
  return both ? <Context.Provider value={both}>{children}</Context.Provider> : null;
}

/** Loads the labels of one language at a time; while another one loads the page keeps the old words and what was typed. */
export function WordsProvider({ load, children }: { load: LabelLoader; children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [zone, setZone] = useState<string>();
  const show = useCallback(
    (language: Language) => load(language).then((labels) => setLoaded({ language, labels })),
    [load],
  );
  useEffect(() => void show(firstLanguage()), [show]);
  useEffect(() => {
    if (loaded) document.documentElement.lang = localeOf[loaded.language];
  }, [loaded]);
  const words = useMemo<Words | undefined>(() => {
    if (!loaded) return undefined;
    const setLanguage = (language: Language): void => {
      rememberLanguage(language);
      void show(language);
    };
    const suggestLanguage = (language: Language): void => {
      if (!hasChosenLanguage() && language !== loaded.language) void show(language);
    };
    return { ...wordsOf(loaded.language, loaded.labels, zone ?? viewerZone()), setLanguage, suggestLanguage, setZone };
  }, [loaded, show, zone]);
  return words ? <Context.Provider value={words}>{children}</Context.Provider> : null;
}
