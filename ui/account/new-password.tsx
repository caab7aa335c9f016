import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import classes from "./account.module.css";

const [enough, strong] = [15, 24];

/** The field of a new password with the rules in words and its strength by length; pasting is welcome. */
export function NewPassword({ id, error }: { id: string; error?: string | undefined }) {
  const { t } = useWords();
  const [length, setLength] = useState(0);
  const rules = ["length", "own", "free"];
  const level = length < enough ? "short" : length < strong ? "enough" : "strong";
  return (
    <div className={classes.new}>
      <PasswordInput
        id={id}
        name={id}
        autoComplete="new-password"
        label={t("password.new")}
        error={error}
        aria-describedby={`${id}-rules ${id}-length`}
        onChange={(event) => setLength([...event.currentTarget.value.normalize("NFKC")].length)}
        classNames={{ input: classes.field ?? "", innerInput: classes.field ?? "" }}
        visibilityToggleButtonProps={{ "aria-label": t("sign-in.show"), tabIndex: 0 }}
      />
      <div className={classes.bar} data-level={level} aria-hidden>
        <span style={{ width: `${Math.min(100, (length / strong) * 100)}%` }} />
      </div>
      <p id={`${id}-length`} className={classes.length} role="status">
        {length > 0 && t(level === "short" ? "password.length" : `password.length.${level}`, { count: length })}
      </p>
      <ul id={`${id}-rules`} className={classes.rules}>
        {rules.map((rule) => (
          <li key={rule}>{t(`password.rule.${rule}`)}</li>
        ))}
      </ul>
    </div>
  );
}
