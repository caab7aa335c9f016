import { Button, Checkbox } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useRef, useState } from "react";
import type { Field } from "#platform/record/index.ts";
import { newActKey } from "#ui/data/act-key.ts";
import { api, asProblem, type Problem } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import { FieldInput } from "#ui/fields/field-input.tsx";
import { mistakesOf } from "#ui/moves/mistakes.ts";
import { ErrorSummary } from "#ui/shell/error-summary.tsx";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import styles from "./aftersales-lead.new.module.css";
import { aftersalesLead, consentPurposes } from "./aftersales-lead.record.ts";

type Said = Readonly<Record<string, unknown>>;
const fields = aftersalesLead.fields as Readonly<Record<string, Field>>;
const wide = new Set(["request", "customerNotes"]);

/** The parts of a name in the order of the page's language; readings where names are written in kanji. */
const nameFields = (language: string): string[] =>
  language === "ja"
    ? ["lastName", "firstName", "lastNameReading", "firstNameReading"]
    : language === "zh"
      ? ["lastName", "firstName"]
      : ["firstName", "lastName"];
const contactFields = ["phone", "email", "otherPhone", "language", "postalCode", "city"];
const wishFields = ["vin", "request", "customerNotes"];

/** Only what was said; the boxes that were ticked are consents, the others are none. */
function bodyOf(said: Said, consents: readonly string[]): Record<string, unknown> {
  const filled = Object.entries(said).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const ticked = Object.fromEntries(consents.map((purpose) => [purpose, true]));
  return { ...Object.fromEntries(filled), ...(consents.length > 0 ? { consents: ticked } : {}) };
}

/** A walk-in or a call: an advisor or the call centre writes down who wants what; the lead opens when it is created. */
export function NewAftersalesLead() {
  const words = useWords();
  const { t, language } = words;
  const base = useId();
  const me = useMe();
  const form = useNewLead();
  usePageTitle(t("aftersales-lead.new"));
  const names = [...nameFields(language), ...contactFields, ...wishFields, "dealer"];
  const mistakes = mistakesOf(words, aftersalesLead as never, form.problem, names);
  const inputs = (group: readonly string[]) =>
    group.map((name) => (
      <div key={name} className={wide.has(name) ? styles.wide : undefined}>
        <FieldInput
          id={`${base}-${name}`}
          place={{ record: "aftersales-lead", name }}
          field={fields[name] as Field}
          label={t(`aftersales-lead.field.${name}`)}
          error={mistakes.find((mistake) => mistake.name === name)?.text}
          value={form.said[name] ?? null}
          onChange={(value) => form.say(name, value)}
        />
      </div>
    ));
  return (
    <form className={styles.page} noValidate onSubmit={form.send}>
      <h1>{t("aftersales-lead.new")}</h1>
      <p className={styles.about}>{t("aftersales-lead.new.about")}</p>
      <ErrorSummary
        refusal={form.problem}
        mistakes={mistakes.map(({ name, text }) => ({ field: name && `${base}-${name}`, text }))}
      />
      <fieldset className={styles.group}>
        <legend>{t("aftersales-lead.new.person")}</legend>
        <div className={styles.fields}>{inputs([...nameFields(language), ...contactFields])}</div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t("aftersales-lead.new.wish")}</legend>
        <div className={styles.fields}>{inputs(me?.profile?.dealer ? wishFields : [...wishFields, "dealer"])}</div>
      </fieldset>
      <Consents words={words} given={form.consents} onGiven={form.consent} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={form.leave}>
          {t("record.cancel")}
        </Button>
        <Button type="submit" loading={form.isSending}>
          {t("aftersales-lead.new.create")}
        </Button>
      </div>
    </form>
  );
}

type ConsentsProps = { words: Words; given: string[]; onGiven: (given: string[]) => void };

function Consents({ words: { t }, given, onGiven }: ConsentsProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{t("aftersales-lead.new.consents")}</legend>
      <Checkbox.Group value={given} onChange={onGiven}>
        <div className={styles.fields}>
          {consentPurposes.map((purpose) => (
            <Checkbox key={purpose} value={purpose} label={t(`aftersales-lead.field.consents.${purpose}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </fieldset>
  );
}

/** What is typed, sending it once however often the button is pressed, and what the server objects to. */
function useNewLead() {
  const [said, setSaid] = useState<Said>({});
  const [consents, consent] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const key = useRef(newActKey());
  const navigate = useNavigate();
  const change = () => {
    key.current = newActKey();
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    try {
      const call = { body: bodyOf(said, consents), idempotencyKey: key.current };
      const { value } = await api<{ id: string }>("/aftersales-leads", call);
      void navigate({ to: `/aftersales-leads/${value.id}` });
    } catch (error) {
      setProblem(asProblem(error));
      setSending(false);
    }
  };
  return {
    said,
    consents,
    problem,
    isSending,
    say: (name: string, value: unknown) => {
      change();
      setSaid((now) => ({ ...now, [name]: value }));
    },
    consent: (given: string[]) => {
      change();
      consent(given);
    },
    send: (event: FormEvent) => void send(event),
    leave: () => history.back(),
  };
}
