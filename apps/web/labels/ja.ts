import type { Labels } from "#ui/words/words.tsx";

const files = import.meta.glob<Labels>(
  [
    "../../../ui/labels/ja.json",
    "../../../modules/*/labels/ja.json",
    "!../../../modules/{insights,mails}/labels/ja.json",
  ],
  {
    eager: true,
    import: "default",
  },
);

export const labels: Labels = Object.assign({}, ...Object.values(files));
