import { Input, NativeSelect } from "@mantine/core";
import { type Ref, useId } from "react";
import { allLanguages, useChoices, useNamed } from "#ui/data/choices.ts";
import { useWords } from "#ui/words/words.tsx";
import { pluralOf } from "./code-name.tsx";
import styles from "./fields.module.css";
import { type InputProps, sharedOf, textIn } from "./input-props.ts";
import { languageText, valueText } from "./value-text.ts";

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

export function LanguageInput(props: InputProps) {
  const words = useWords();
  const known = allLanguages.map((code): string => code);
  const codes = props.value && !known.includes(textIn(props.value)) ? [...known, textIn(props.value)] : known;
  return <PickOne {...props} options={codes.map((code) => ({ value: code, label: languageText(words, code) }))} />;
}

/** A handful of values side by side: one tap or one arrow key each. */
export function ChoiceInput(props: InputProps) {
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
export function ListedInput({ list, omit = [], ...props }: InputProps & { list: string }) {
  const entries = useChoices(list).filter(({ code }) => !omit.includes(code));
  const categories = useChoices(list.replace(/-reason$/, "-category"));
  const categoryOf = (entry: { category?: string | null }): string => entry.category ?? "";
  const optionsOf = (category: string): Option[] =>
    entries.filter((entry) => categoryOf(entry) === category).map(({ code, name }) => ({ value: code, label: name }));
  const grouped = [...new Set(entries.map(categoryOf))].flatMap((category): (Option | OptionGroup)[] =>
    category === ""
      ? optionsOf(category)
      : [{ group: categories.find(({ code }) => code === category)?.name ?? category, items: optionsOf(category) }],
  );
  return <PickOne {...props} options={grouped} />;
}

/** What has a code is picked by its name; the code itself stands where it is set up. */
export function CodeInput({ of, ...props }: InputProps & { of: string }) {
  const options = useNamed(pluralOf(of)).map(({ code, name }) => ({ value: code, label: name }));
  return <PickOne {...props} options={options} />;
}
