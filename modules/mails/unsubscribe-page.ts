import { type MailLanguage, mailLanguage } from "./first-templates.ts";

type Words = { title: string; asks: string; button: string; done: string; unknown: string };
const words: Readonly<Record<MailLanguage, Words>> = {
  en: {
    title: "News by mail",
    asks: "Do you want no more news and offers by mail? Mails about your own appointments still reach you.",
    button: "No more such mails",
    done: "Done. No more news and offers will reach you by mail.",
    unknown: "This link is not complete. Please open it from the mail once more.",
  },
  ja: {
    title: "メールでのご案内",
    asks: "お得な情報などのご案内メールの配信を停止いたしますか。ご予約に関するご連絡は、引き続きお送りいたします。",
    button: "配信を停止する",
    done: "ご案内メールの配信を停止いたしました。またのご利用を心よりお待ち申し上げております。",
    unknown: "リンクが正しくないようです。お手数ですが、メールからもう一度お開きください。",
  },
  zh: {
    title: "邮件资讯",
    asks: "您希望不再接收资讯和优惠邮件吗？与您本人预约有关的邮件仍会照常发送。",
    button: "不再接收此类邮件",
    done: "已为您退订，今后不会再向您发送资讯和优惠邮件。",
    unknown: "链接不完整，请从邮件中重新打开。",
  },
  ru: {
    title: "Новости по почте",
    asks: "Больше не присылать Вам новости и предложения? Письма о Вашей собственной записи приходить будут.",
    button: "Больше не присылать",
    done: "Готово. Новости и предложения больше приходить не будут.",
    unknown: "Ссылка неполная. Пожалуйста, откройте её из письма ещё раз.",
  },
};

/** The one page about ending marketing mails; it holds nothing that anybody typed. `accept` is Accept-Language. */
export function unsubscribePage(state: "asks" | "done" | "unknown", accept: string): string {
  const language = mailLanguage(accept);
  const its = words[language];
  const button = state === "asks" ? `<form method="post"><button type="submit">${its.button}</button></form>` : "";
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${its.title}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;color:#1d2430;background:#fff}
button{font:inherit;min-height:44px;padding:0 1.25rem;border:0;border-radius:6px;background:#1f3a5f;color:#fff}
button:focus-visible{outline:3px solid #6b9bd1;outline-offset:2px}</style></head>
<body><main><h1>${its.title}</h1><p role="status">${its[state]}</p>${button}</main></body></html>`;
}
