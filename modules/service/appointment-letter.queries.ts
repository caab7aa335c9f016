import type { Transaction } from "#platform/db/database.ts";
import type { Instant, Names } from "#platform/record/index.ts";

/** An appointment with what its mails tell: the dealer, the kind of work, the car. */
export type ToldAppointment = {
  id: string;
  status: string;
  sequence: number;
  lead: string | null;
  name: string;
  email: string | null;
  language: string | null;
  remindCustomer: boolean;
  startsAt: Instant;
  endsAt: Instant;
  isBesidePlan: boolean;
  notes: string | null;
  workNames: Names | null;
  model: Names | null;
  plate: string | null;
  dealer: string;
  dealerName: string;
  dealerEmail: string | null;
  dealerPhone: string | null;
  street: string;
  city: string;
  postalCode: string;
  zone: string;
  country: string;
  customerChangeHours: number;
  /** The language that most of the dealer's people work in: their mailbox is one. */
  dealerLanguage: string | null;
};

/** Reads one appointment for its mails; the program asks, so every dealer's is seen. */
export async function toldAppointment(tx: Transaction, id: string): Promise<ToldAppointment | undefined> {
  const [found] = await tx.query<ToldAppointment>({
    name: "appointment:told",
    text: `select a.id, a.status, a.sequence, a.lead, a.name, a.email, a.language, a.remind_customer as "remindCustomer",
        a.starts_at as "startsAt", a.ends_at as "endsAt", a.is_beside_plan as "isBesidePlan", a.notes,
        w.names as "workNames", m.names as model, v.plate,
        d.code as dealer, d.name as "dealerName", d.email as "dealerEmail", d.phone as "dealerPhone", d.street, d.city, d.postal_code as "postalCode", d.zone, d.country,
        d.customer_change_hours as "customerChangeHours",
        (select s.language from staff s where s.is_active and d.code = any(s.dealers)
          group by s.language order by count(*) desc, s.language limit 1) as "dealerLanguage"
      from appointment a join dealer d on d.code = a.dealer left join service_work w on w.code = a.work
        left join vehicle v on v.id = a.vehicle left join vehicle_model m on m.code = v.model
      where a.id = $1`,
    values: [id],
  });
  return found;
}
