import { Button, Checkbox, Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { AnyRecord } from "#platform/record/index.ts";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { type Cells, useCells } from "./cell-text.ts";
import classes from "./top.module.css";

type Option = { code: string; name: string };

/** What a field can be filtered by: its states, its choices, or the entries behind its codes. */
function optionsOf({ t }: Words, record: AnyRecord, { codes }: Cells, name: string): Option[] {
  if (name === "status")
    return Object.keys(record.states ?? {}).map((code) => ({ code, name: t(`${record.name}.status.${code}`) }));
  const field = record.fields[name];
  if (field?.kind === "choice")
    return field.values.map((code) => ({ code, name: t(`${record.name}.choice.${name}.${code}`) }));
  return [...(codes[name] ?? [])].map(([code, text]) => ({ code, name: text }));
}

/** One filter: a button that says what is chosen, and the choices behind it. */
export function FilterMenu({
  record,
  name,
  chosen,
  onChoose,
}: {
  record: AnyRecord;
  name: string;
  chosen: readonly string[];
  onChoose: (codes: readonly string[]) => void;
}) {
  const words = useWords();
  const options = optionsOf(words, record, useCells(), name);
  const label = fieldLabel(words, { record: record.name, name });
  const said = chosen.map((code) => options.find((option) => option.code === code)?.name ?? code);
  const toggle = (code: string): void =>
    onChoose(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <Popover position="bottom-start" trapFocus withRoles returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          className={classes.filter}
          data-set={chosen.length > 0 || undefined}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          {said.length === 0
            ? label
            : words.t("filter.set", {
                field: label,
                value: said.length > 2 ? words.t("filter.many", { count: said.length }) : said.join(", "),
              })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={classes.filterChoices}>
        {options.map(({ code, name: text }) => (
          <Checkbox key={code} size="xs" label={text} checked={chosen.includes(code)} onChange={() => toggle(code)} />
        ))}
        {chosen.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onChoose([])}>
            {words.t("filter.clear-one")}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
