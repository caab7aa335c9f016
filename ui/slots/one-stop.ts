import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";

const stops = "button[data-stop]:not(:disabled)";

/** The button that an arrow, Home or End leads to: beside it, or the nearest one in the row above or below. */
function nextOf(buttons: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const at = buttons.indexOf(from);
  if (key === "ArrowRight") return buttons[at + 1];
  if (key === "ArrowLeft") return buttons[at - 1];
  const group = buttons.filter((one) => one.parentElement === from.parentElement);
  if (key === "Home") return group[0];
  if (key === "End") return group.at(-1);
  if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
  const here = from.getBoundingClientRect();
  const downOf = (one: HTMLElement): number => {
    const apart = one.getBoundingClientRect().top - here.top;
    return key === "ArrowDown" ? apart : -apart;
  };
  const asideOf = (one: HTMLElement): number => Math.abs(one.getBoundingClientRect().left - here.left);
  // Buttons of one row may differ by a pixel or two in height.
  const beyond = buttons.filter((one) => downOf(one) > 6).sort((a, b) => downOf(a) - downOf(b));
  const nearest = beyond[0] ? downOf(beyond[0]) + 6 : 0;
  return beyond.filter((one) => downOf(one) <= nearest).sort((a, b) => asideOf(a) - asideOf(b))[0];
}

/**
 * Makes buttons that carry `data-stop` one stop of the Tab key, walked with the arrows, Home and End. The stop is what had the
 * focus last, else the first of `wished` that is among `present`.
 */
export function useOneStop(
  frame: RefObject<HTMLElement | null>,
  wished: readonly (string | null | undefined)[],
  present: readonly string[],
) {
  const [focused, setFocused] = useState<string>();
  const stop = [focused, ...wished].find((one) => present.some((there) => there === one));
  return {
    tabIndexOf: (one: string): 0 | -1 => (one === stop ? 0 : -1),
    onFocus: ({ target }: FocusEvent<HTMLElement>): void => setFocused(target.dataset["stop"]),
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      const { target } = event;
      if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
      const buttons = [...(frame.current?.querySelectorAll<HTMLElement>(stops) ?? [])];
      const next = buttons.includes(target) ? nextOf(buttons, target, event.key) : undefined;
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}
