import type { Labels } from "#ui/words/words.tsx";

const files = import.meta.glob<Labels>(
  [
    "../../../ui/labels/en.json",
    "../../../modules/*/labels/en.json",
    "!../../../modules/{insights,mails}/labels/en.json",
  ],
  {
    eager: true,
    import: "default",
  },
);

export const labels: Labels = Object.assign({}, ...Object.values(files));
