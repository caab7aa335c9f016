import classes from "./keys.module.css";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const shown: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  Escape: "Esc",
  ArrowDown: "↓",
  ArrowUp: "↑",
};
const nameOf = (key: string): string => shown[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** A key as it stands on the keyboard: "Ctrl K", "G L". */
export function KeyName({ of }: { of: string }) {
  return (
    <span className={classes.keys}>
      {of.split(/[ +]/).map((key) => (
        <kbd key={key} className={classes.key}>
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  );
}
