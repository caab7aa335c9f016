import type { LanguageWords } from "./mail-words.ts";

export const ja: LanguageWords = {
  greeting: { customer: "{{ customer.name }} 様", dealer: "サービスご担当者様" },
  when: "日時",
  work: "作業内容",
  car: "お車",
  customer: "お客様",
  notes: "備考",
  insisted:
    "この時間帯にはストールまたは担当者の空きがなく、予定表の枠外で承っております。対応の可否をご確認ください。",
  call: "ご予約日時が近いため、オンラインでのご変更・キャンセルは承れません。ご都合が悪くなられました際は、お手数ではございますが、お電話{% if dealer.phone %}（{{ dealer.phone }}）{% endif %}にてお知らせくださいますようお願い申し上げます。",
  button: { customer: "ご予約の変更・キャンセル", dealer: "予約を開く" },
  regards: {
    customer: "今後とも変わらぬお引き立てのほど、よろしくお願い申し上げます。",
    dealer: "Marqueより、次のディーラーのサービス部門へお送りしています：",
  },
  phone: "お電話",
  unsubscribe: "このようなご案内の配信を停止する",
  mails: {
    customer: {
      "appointment-confirmed": {
        subject: "【{{ dealer.name }}】ご予約の確認 {{ appointment.when }}",
        opening:
          "平素より格別のお引き立てを賜り、誠にありがとうございます。このたびはご予約をいただき、厚く御礼申し上げます。下記の日時にて承りましたので、ご確認くださいますようお願い申し上げます。",
        closing:
          "ご都合が悪くなられました際は、お手数ではございますが、ご変更またはキャンセルのお手続きをいただくか、お電話にてお知らせください。ご来店を心よりお待ち申し上げております。",
      },
      "appointment-reminder": {
        subject: "【{{ dealer.name }}】明日{{ appointment.time }}のご予約のご案内",
        opening:
          "平素より格別のお引き立てを賜り、誠にありがとうございます。明日のご予約につきまして、あらためてご案内申し上げます。",
        closing:
          "ご都合が悪くなられました際は、お早めにお知らせくださいますと幸いに存じます。お気をつけてお越しくださいませ。",
      },
      "appointment-moved": {
        subject: "【{{ dealer.name }}】ご予約日時変更のお知らせ {{ appointment.when }}",
        opening:
          "平素より格別のお引き立てを賜り、誠にありがとうございます。ご予約の日時を下記のとおり変更いたしました。変更前の日時は無効となりますので、あらかじめご了承ください。",
        closing:
          "新しい日時のご都合がつかない場合は、お手数ではございますが、あらためてご変更いただくか、お電話にてお申し付けください。",
      },
      "appointment-cancelled": {
        subject: "【{{ dealer.name }}】{{ appointment.day }}のご予約キャンセルのお知らせ",
        opening:
          "平素より格別のお引き立てを賜り、誠にありがとうございます。下記のご予約は、キャンセルとなりました。お客様にお手続きいただくことはございません。",
        closing:
          "あらためてのご予約をご希望の際は、お電話にてお気軽にお申し付けください。またのご来店を心よりお待ち申し上げております。",
      },
    },
    dealer: {
      "appointment-confirmed": {
        subject: "【予約】{{ customer.name }} 様 {{ appointment.when }}",
        opening: "入庫のご予約を承りましたので、お知らせいたします。",
        closing: "ストール、担当者、部品の手配をお願いいたします。",
      },
      "appointment-reminder": {
        subject: "【明日 {{ appointment.time }}】{{ customer.name }} 様のご来店",
        opening: "明日ご来店のお客様をお知らせいたします。",
        closing: "ストール、担当者、部品の準備状況を、いま一度ご確認ください。",
      },
      "appointment-moved": {
        subject: "【日時変更】{{ customer.name }} 様 {{ appointment.when }}",
        opening: "入庫予約の日時が変更されました。変更前の枠は空きに戻っております。",
        closing: "新しい日時での手配をお願いいたします。",
      },
      "appointment-cancelled": {
        subject: "【キャンセル】{{ customer.name }} 様 {{ appointment.when }}",
        opening: "入庫予約がキャンセルされました。該当の枠は空きに戻っております。",
        closing: "再度のご予約をお勧めするか、リードを完了するか、ご判断をお願いいたします。",
      },
    },
  },
};
