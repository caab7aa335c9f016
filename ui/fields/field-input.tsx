import { Checkbox, Textarea, TextInput } from "@mantine/core";
import type { Ref } from "react";
import { DayInput } from "./day-input.tsx";
import { type InputProps, sharedOf, textIn } from "./input-props.ts";
import { InstantInput } from "./instant-input.tsx";
import { ChoiceInput, CodeInput, LanguageInput, ListedInput } from "./pick-inputs.tsx";

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
