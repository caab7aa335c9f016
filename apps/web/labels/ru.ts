import type { Labels } from "#ui/words/words.tsx";

const files = import.meta.glob<Labels>(
  [
    "../../../ui/labels/ru.json",
    "../../../modules/*/labels/ru.json",
    "!../../../modules/{insights,mails}/labels/ru.json",
  ],
  {
    eager: true,
    import: "default",
  },
);

export const labels: Labels = Object.assign({}, ...Object.values(files));
