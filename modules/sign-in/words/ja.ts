import type { ResetWords } from "./reset-words.ts";

export const ja: ResetWords = {
  subject: "Marque パスワード再設定のご案内",
  greeting: "{{ person.name }} 様",
  opening:
    "{{ company.name }} の Marque アカウントについて、パスワード再設定のお申し込みを受け付けました。下のボタンから新しいパスワードを設定してください。",
  button: "新しいパスワードを設定する",
  address: "ボタンが開かない場合は、次のアドレスをブラウザーに貼り付けてください。",
  lives:
    "リンクの有効期限は {{ reset.minutes }} 分で、一度だけ使えます。新しいメールが届いた場合、以前のリンクは無効になります。",
  unasked:
    "お心当たりがない場合は、このメールを破棄してください。パスワードは変更されません。このリンクは、社内の方にもお伝えにならないでください。",
  regards: "{{ company.name }} Marque",
};
