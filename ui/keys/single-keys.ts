import { useSyncExternalStore } from "react";

const storedAs = "marque.single-keys";
const listeners = new Set<() => void>();

/** Whether single letters work as commands; who speaks to the machine or types with one finger switches them off (WCAG 2.1.4). */
export const areSingleKeysOn = (): boolean => localStorage.getItem(storedAs) !== "off";

export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem(storedAs, isOn ? "on" : "off");
  for (const listener of listeners) listener();
}

export const useSingleKeys = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
