import { Checkbox, Input, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, type Ref, useId } from "react";
import type { Field } from "#platform/record/index.ts";
import { allLanguages, useChoices, useNamed } from "#ui/data/choices.ts";
import { useWords } from "#ui/words/words.tsx";
import { pluralOf } from "./code-name.tsx";
import { DayInput } from "./day-input.tsx";
import styles from "./fields.module.css";
import { InstantInput } from "./instant-input.tsx";
import { type FieldPlace, languageText, valueText } from "./value-text.ts";

export type InputProps = {
  place: FieldPlace;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  label?: ReactNode;
  /** Read by screen readers where no label is shown. */
  spoken?: string;
  description?: ReactNode;
  error?: ReactNode;
  isRequired?: boolean;
  id?: string;
  inputRef?: Ref<HTMLElement>;
  /** The zone of dates with times; the dealer's. */
  zone?: string;
  /** Entries that are not offered. */
  omit?: readonly string[];
  /** The first question of a dialog: it has the focus when the dialog opens. */
  isFirst?: boolean;
};

type Shared = Pick<InputProps, "id" | "label" | "description" | "error"> & {
  withAsterisk?: boolean;
  "aria-label"?: string;
  "data-autofocus"?: true;
};

/** An input that fits the kind of a field; keyboards of phones follow the format (UX-48). */
export function FieldInput(props: InputProps) {
  const { field, value, onChange, inputRef } = props;
  const shared = sharedOf(props);
  if (field.kind === "text") return <TextField {...props} />;
  if (field.kind === "flag")
    return (
      <Checkbox
        {...shared}
        ref={inputRef as Ref<HTMLInputElement>}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (field.kind === "day") return <DayInput {...props} />;
  if (field.kind === "instant") return <InstantInput {...props} />;
  if (field.kind === "choice") return <ChoiceInput {...props} />;
  if (field.kind === "listed") return <ListedInput {...props} list={field.list} />;
  if (field.kind === "code") return <CodeInput {...props} of={field.of} />;
  return (
    <TextInput
      {...shared}
      ref={inputRef as Ref<HTMLInputElement>}
      inputMode={field.kind === "integer" ? "numeric" : "text"}
      value={textIn(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const textIn = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

function sharedOf({ id, label, spoken, description, error, isRequired, isFirst }: InputProps): Shared {
  return {
    ...(id ? { id } : {}),
    label,
    description,
    error,
    ...(spoken ? { "aria-label": spoken } : {}),
    // The server says what is missing, in words; the browser's own bubble would hide that.
    ...(isRequired ? { withAsterisk: true } : {}),
    ...(isFirst ? { "data-autofocus": true } : {}),
  };
}

const inputModes = { phone: "tel", email: "email" } as const;

function TextField(props: InputProps) {
  const { field, value, onChange, inputRef } = props;
  const shared = sharedOf(props);
  if (field.kind !== "text") return null;
  const change = (event: { currentTarget: { value: string } }): void => onChange(event.currentTarget.value);
  if (field.format === "language") return <LanguageInput {...props} />;
  if (field.format === "notes")
    return (
      <Textarea
        {...shared}
        ref={inputRef as Ref<HTMLTextAreaElement>}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={field.maxLength}
        value={textIn(value)}
        onChange={change}
      />
    );
  const mode = field.format === "phone" || field.format === "email" ? inputModes[field.format] : "text";
  return (
    <TextInput
      {...shared}
      ref={inputRef as Ref<HTMLInputElement>}
      inputMode={mode}
      type={mode === "text" ? "text" : mode}
      autoComplete="off"
      autoCapitalize={field.format === "vin" ? "characters" : "off"}
      spellCheck={false}
      maxLength={field.maxLength}
      value={textIn(value)}
      onChange={change}
    />
  );
}

type Option = { value: string; label: string };
type OptionGroup = { group: string; items: Option[] };

function PickOne({ options, ...props }: InputProps & { options: (Option | OptionGroup)[] }) {
  const { t } = useWords();
  return (
    <NativeSelect
      {...sharedOf(props)}
      ref={props.inputRef as Ref<HTMLSelectElement>}
      data={[{ value: "", label: t("record.choose") }, ...options]}
      value={textIn(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  );
}

function LanguageInput(props: InputProps) {
  const words = useWords();
  const known = allLanguages.map((code): string => code);
  const codes = props.value && !known.includes(textIn(props.value)) ? [...known, textIn(props.value)] : known;
  return <PickOne {...props} options={codes.map((code) => ({ value: code, label: languageText(words, code) }))} />;
}

/** A handful of values side by side: one tap or one arrow key each. */
function ChoiceInput(props: InputProps) {
  const words = useWords();
  const own = useId();
  const id = props.id ?? own;
  const values = props.field.kind === "choice" ? props.field.values : [];
  return (
    <Input.Wrapper
      label={props.label}
      description={props.description}
      error={props.error}
      labelElement="div"
      withAsterisk={props.isRequired ?? false}
    >
      <div
        className={styles.options}
        role="radiogroup"
        aria-label={typeof props.label === "string" ? props.label : props.spoken}
      >
        {values.map((value, i) => (
          <label key={value} className={styles.option}>
            <input
              type="radio"
              name={id}
              id={i === 0 ? id : undefined}
              value={value}
              checked={props.value === value}
              onChange={() => props.onChange(value)}
              data-autofocus={(props.isFirst && (props.value ? props.value === value : i === 0)) || undefined}
            />
            <span>{valueText(words, props.place, props.field, value)}</span>
          </label>
        ))}
      </div>
    </Input.Wrapper>
  );
}

/** Entries of an open list, under their category where the list has categories. */
function ListedInput({ list, omit = [], ...props }: InputProps & { list: string }) {
  const entries = useChoices(list).filter(({ code }) => !omit.includes(code));
  const categories = useChoices(list.replace(/-reason$/, "-category"));
  const optionsOf = (category: string | undefined): Option[] =>
    entries.filter((entry) => entry.category === category).map(({ code, name }) => ({ value: code, label: name }));
  const grouped = [...new Set(entries.map((entry) => entry.category))].flatMap((category): (Option | OptionGroup)[] =>
    category === undefined
      ? optionsOf(undefined)
      : [{ group: categories.find(({ code }) => code === category)?.name ?? category, items: optionsOf(category) }],
  );
  return <PickOne {...props} options={grouped} />;
}

function CodeInput({ of, ...props }: InputProps & { of: string }) {
  const options = useNamed(pluralOf(of)).map(({ code, name }) => ({
    value: code,
    label: name === code ? code : `${name} (${code})`,
  }));
  return <PickOne {...props} options={options} />;
}
