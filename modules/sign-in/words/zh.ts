import type { ResetWords } from "./reset-words.ts";

export const zh: ResetWords = {
  subject: "重新设置您的 Marque 密码",
  greeting: "{{ person.name }}，您好：",
  opening: "我们收到了为您在 {{ company.name }} 的 Marque 账户重新设置密码的请求。请在这里设置新密码：",
  button: "设置新密码",
  address: "如果按钮无法打开，请将以下地址复制到浏览器中：",
  lives: "此链接只能使用一次，{{ reset.minutes }} 分钟内有效。如收到更新的同类邮件，此链接即失效。",
  unasked: "如果不是您本人申请的，请忽略此邮件，您的密码不会改变。请勿将此链接转发给任何人，包括同事。",
  regards: "{{ company.name }} · Marque",
};
