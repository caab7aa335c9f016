import type { LanguageWords } from "./mail-words.ts";

export const zh: LanguageWords = {
  greeting: { customer: "尊敬的{{ customer.name }}，您好！", dealer: "售后同事，您好：" },
  when: "时间",
  work: "项目",
  car: "车辆",
  customer: "客户",
  notes: "备注",
  insisted: "该时段没有空闲的工位或服务顾问，此预约不在排班之内，请确认能否接待。",
  call: "由于临近预约时间，已无法在线更改或取消。如您的行程有变，请致电我们{% if dealer.phone %}：{{ dealer.phone }}{% endif %}。",
  button: { customer: "更改或取消预约", dealer: "查看预约" },
  regards: { customer: "顺祝用车愉快", dealer: "本邮件由 Marque 发送至以下门店的售后部门：" },
  phone: "电话",
  unsubscribe: "不再接收此类邮件",
  mails: {
    customer: {
      "appointment-confirmed": {
        subject: "{{ dealer.name }}预约确认：{{ appointment.when }}",
        opening: "感谢您的预约。您的到店时间已经确定，我们恭候您的光临。",
        closing: "如您的行程有变，请更改或取消预约，也可以致电我们，我们将尽快为您安排。",
      },
      "appointment-reminder": {
        subject: "温馨提醒：明天{{ appointment.time }}您在{{ dealer.name }}有预约",
        opening: "温馨提醒您，您明天在本店有一项预约，我们恭候您的光临。",
        closing: "如您临时无法前来，请尽早告知我们，以便为您另行安排时间。",
      },
      "appointment-moved": {
        subject: "您的预约时间已更改：{{ appointment.when }}",
        opening: "您的预约时间已经更改，新的时间如下，原时间不再有效。",
        closing: "如新的时间对您不方便，请另选时间，或致电我们。",
      },
      "appointment-cancelled": {
        subject: "您{{ appointment.day }}的预约已取消",
        opening: "以下预约已经取消，您无需再做任何操作。",
        closing: "如您希望另约时间，欢迎随时致电，我们很乐意为您安排。",
      },
    },
    dealer: {
      "appointment-confirmed": {
        subject: "新预约：{{ customer.name }}，{{ appointment.when }}",
        opening: "有一项新的进厂预约。",
        closing: "请提前安排好工位、服务顾问和配件。",
      },
      "appointment-reminder": {
        subject: "明天{{ appointment.time }}：{{ customer.name }}到店",
        opening: "以下客户将于明天到店。",
        closing: "请再次确认工位、服务顾问和配件均已就绪。",
      },
      "appointment-moved": {
        subject: "改约：{{ customer.name }}，现为{{ appointment.when }}",
        opening: "一项进厂预约已经改期，新的时间如下，原时段已经释放。",
        closing: "请按新的时间安排工位、服务顾问和配件。",
      },
      "appointment-cancelled": {
        subject: "取消：{{ customer.name }}，{{ appointment.when }}",
        opening: "一项进厂预约已经取消，该时段已经释放。",
        closing: "请跟进该线索：重新预约，或予以关闭。",
      },
    },
  },
};
