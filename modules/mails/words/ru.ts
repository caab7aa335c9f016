import type { LanguageWords } from "./mail-words.ts";

export const ru: LanguageWords = {
  greeting: { customer: "Здравствуйте, {{ customer.name }}!", dealer: "Здравствуйте!" },
  when: "Когда",
  work: "Работы",
  car: "Автомобиль",
  customer: "Клиент",
  notes: "Примечания",
  insisted:
    "На это время не было свободного поста или мастера: запись сделана вне плана. Проверьте, пожалуйста, сможете ли вы принять клиента.",
  button: { customer: "Перенести или отменить запись", dealer: "Открыть запись" },
  regards: { customer: "С уважением,", dealer: "Письмо отправлено системой Marque в сервис:" },
  phone: "Телефон",
  unsubscribe: "Больше не присылать такие письма",
  mails: {
    customer: {
      "appointment-confirmed": {
        subject: "Вы записаны в {{ dealer.name }}: {{ appointment.when }}",
        opening: "Благодарим Вас за запись. Время закреплено за Вами, ждём Вас и Ваш автомобиль.",
        closing: "Если Ваши планы изменятся, пожалуйста, перенесите или отмените запись либо позвоните нам.",
      },
      "appointment-reminder": {
        subject: "Завтра в {{ appointment.time }} ждём Вас в {{ dealer.name }}",
        opening: "Напоминаем, что завтра мы ждём Вас и Ваш автомобиль.",
        closing: "Если Вы не сможете приехать, сообщите нам, пожалуйста, заранее, и мы подберём другое время.",
      },
      "appointment-moved": {
        subject: "Новое время Вашей записи: {{ appointment.when }}",
        opening: "Ваша запись перенесена. Новое время указано ниже, прежнее больше не действует.",
        closing: "Если новое время Вам неудобно, выберите, пожалуйста, другое либо позвоните нам.",
      },
      "appointment-cancelled": {
        subject: "Запись отменена: {{ appointment.when }}",
        opening: "Запись, указанная ниже, отменена. От Вас больше ничего не требуется.",
        closing: "Мы с удовольствием подберём для Вас другое время, достаточно одного звонка.",
      },
    },
    dealer: {
      "appointment-confirmed": {
        subject: "Новая запись: {{ customer.name }}, {{ appointment.when }}",
        opening: "Клиент записан в сервис.",
        closing: "Подготовьте, пожалуйста, пост, мастера и запчасти.",
      },
      "appointment-reminder": {
        subject: "Завтра в {{ appointment.time }}: {{ customer.name }}",
        opening: "Этот клиент приезжает завтра.",
        closing: "Ещё раз проверьте, пожалуйста, что пост, мастер и запчасти готовы.",
      },
      "appointment-moved": {
        subject: "Перенос: {{ customer.name }}, теперь {{ appointment.when }}",
        opening: "Запись в сервис перенесена. Новое время указано ниже, прежнее снова свободно.",
        closing: "Подготовьте, пожалуйста, пост, мастера и запчасти к новому времени.",
      },
      "appointment-cancelled": {
        subject: "Отмена: {{ customer.name }}, {{ appointment.when }}",
        opening: "Запись в сервис отменена. Это время снова свободно.",
        closing: "Решите, пожалуйста, по лиду: записать клиента снова или закрыть.",
      },
    },
  },
};
