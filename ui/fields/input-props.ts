import type { ReactNode, Ref } from "react";
import type { Field } from "#platform/record/index.ts";
import type { FieldPlace } from "./value-text.ts";

export type InputProps = {
  place: FieldPlace;
  field: Field;
  value: unknown;
  /** `typed`: what stands in the input, where it was typed as text. */
  onChange: (value: unknown, typed?: string) => void;
  /** The reader goes on to something else. */
  onLeave?: () => void;
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

export const textIn = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

/** What all inputs have in common. */
export function sharedOf({ id, label, spoken, description, error, isRequired, isFirst }: InputProps): Shared {
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
