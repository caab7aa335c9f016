import type { LinkWords } from "./link-words.ts";

export const zh: LinkWords = {
  title: "您的预约",
  languages: "页面语言",
  dealer: "门店",
  when: "预约时间",
  work: "服务项目",
  car: "车辆",
  phone: "电话",
  address: "地址",
  stands: {
    planned: "期待您的光临。",
    arrived: "您的车辆已到店，感谢您的光临。",
    cancelled: "该预约已取消。",
    declined: "该预约已取消。",
    missed: "该预约的时间已过。",
  },
  tooLate: "距离预约时间已很近，无法在此页面更改。请致电门店，我们很乐意为您安排。",
  contact: "请直接联系门店。",
  used: {
    title: "此链接已使用",
    text: "该邮件发出后，预约内容已有变更。请使用最新一封邮件中的链接。",
  },
  unknown: {
    title: "未找到对应的预约",
    text: "请从邮件中重新打开链接。如仍无法打开，请致电门店，电话号码见邮件末尾。",
  },
  tooMany: {
    title: "请稍候一分钟",
    text: "短时间内提交次数过多，本次操作未生效，您的预约没有变化。",
  },
  unreadable: {
    title: "无法读取提交的内容",
    text: "您的预约没有任何变化。请返回上一页重新选择。如仍有问题，请致电门店，电话号码见邮件末尾。",
  },
  moved: {
    title: "您的预约已改期",
    mail: "包含新时间和新链接的邮件即将发送给您，您刚才使用的链接已失效。",
  },
  cancelled: {
    title: "您的预约已取消",
    again: "如需重新预约，请致电门店。",
    mail: "取消确认邮件即将发送给您。",
  },
  move: {
    title: "更改时间",
    hint: (zone) => `门店的空闲时间（${zone}）。`,
    button: "改到这个时间",
    none: "未来两周内没有空闲时间，请致电门店。",
  },
  taken: {
    title: (when) => `${when} 已无空位`,
    next: "您的预约没有变化。目前可选的时间如下：",
    none: "您的预约没有变化。未来两周内没有其他空闲时间，请致电门店。",
    all: "查看全部空闲时间",
  },
  chooseFirst: "请先选择一个时间。",
  cancel: {
    title: "取消预约",
    consequence: "取消后，该时间将留给其他客户。",
    box: "是的，我要取消该预约。",
    button: "取消预约",
    tickFirst: "如要取消预约，请先勾选确认。",
  },
  back: "返回",
};
