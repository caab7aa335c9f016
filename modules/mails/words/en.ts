import type { LanguageWords } from "./mail-words.ts";

export const en: LanguageWords = {
  greeting: { customer: "Dear {{ customer.name }},", dealer: "Hello," },
  when: "When",
  work: "Work",
  car: "Car",
  customer: "Customer",
  notes: "Notes",
  insisted:
    "No bay or advisor was free at this time: the appointment stands beside the plan. Please see that it can be kept.",
  call: "The appointment is near, so it can no longer be changed online. If the time does not suit you after all, please call us{% if dealer.phone %}: {{ dealer.phone }}{% endif %}.",
  button: { customer: "Move or cancel the appointment", dealer: "Open the appointment" },
  regards: { customer: "Kind regards", dealer: "Sent by Marque to the workshop of" },
  phone: "Phone",
  unsubscribe: "No more such mails, please",
  mails: {
    customer: {
      "appointment-confirmed": {
        subject: "Your appointment at {{ dealer.name }}: {{ appointment.when }}",
        opening:
          "Thank you for booking with us. Your appointment is fixed, and we look forward to seeing you and your car.",
        closing: "If the time does not suit you after all, please move or cancel the appointment, or give us a call.",
      },
      "appointment-reminder": {
        subject: "Tomorrow at {{ appointment.time }}: your appointment at {{ dealer.name }}",
        opening: "A short reminder: we are expecting you and your car tomorrow.",
        closing:
          "Should something have come up, please let us know as early as you can, so that we find another time for you.",
      },
      "appointment-moved": {
        subject: "New time for your appointment: {{ appointment.when }}",
        opening: "Your appointment has been moved. The new time is below; the earlier one no longer applies.",
        closing: "If the new time does not suit you, please choose another one, or give us a call.",
      },
      "appointment-cancelled": {
        subject: "Your appointment on {{ appointment.day }} is cancelled",
        opening: "The appointment below has been cancelled. There is nothing else for you to do.",
        closing: "We would be glad to find a new time for you: one call is enough.",
      },
    },
    dealer: {
      "appointment-confirmed": {
        subject: "Booked: {{ customer.name }}, {{ appointment.when }}",
        opening: "A workshop appointment has been booked.",
        closing: "Please see that bay, advisor and parts are ready.",
      },
      "appointment-reminder": {
        subject: "Tomorrow {{ appointment.time }}: {{ customer.name }}",
        opening: "This customer comes tomorrow.",
        closing: "Please check once more that bay, advisor and parts are ready.",
      },
      "appointment-moved": {
        subject: "Moved: {{ customer.name }}, now {{ appointment.when }}",
        opening: "A workshop appointment has been moved. The new time is below; the earlier one is free again.",
        closing: "Please see that bay, advisor and parts are ready at the new time.",
      },
      "appointment-cancelled": {
        subject: "Cancelled: {{ customer.name }}, {{ appointment.when }}",
        opening: "A workshop appointment has been cancelled. Its time is free again.",
        closing: "Please decide with the lead whether to book again or to close it.",
      },
    },
  },
};
