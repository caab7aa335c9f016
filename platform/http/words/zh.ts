import type { PageWords } from "./page-words.ts";

export const zh: PageWords = {
  notFound: { title: "页面不存在", text: "请检查网址，或从首页进入。" },
  tooLarge: {
    title: "提交的内容过大",
    text: "内容尚未提交。请在浏览器中返回上一页，缩短文字、去掉附件后重新提交。",
  },
  unreadable: { title: "无法读取提交的内容", text: "内容尚未受理。请重新打开页面，填写后再次提交。" },
  refused: { title: "此处无法进行该操作", text: "未做任何更改。请重新打开页面后再试。" },
  tooMany: { title: "请稍等一分钟", text: "请求过于频繁，请等待一分钟后再试。" },
  away: { title: "暂时无法使用", text: "请等待一分钟后再试。" },
  failed: { title: "系统出错了", text: "给您带来不便，十分抱歉。请过几分钟再试。" },
  start: "回到首页",
  again: "返回该页面",
};
