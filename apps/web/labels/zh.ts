import type { Labels } from "#ui/words/words.tsx";

const files = import.meta.glob<Labels>(
  [
    "../../../ui/labels/zh.json",
    "../../../modules/*/labels/zh.json",
    "!../../../modules/{insights,mails}/labels/zh.json",
  ],
  {
    eager: true,
    import: "default",
  },
);

export const labels: Labels = Object.assign({}, ...Object.values(files));
