import type { Transaction } from "#platform/db/database.ts";
import type { Instant, Names } from "#platform/record/index.ts";

/** An appointment as its customer's own page tells it: when, what and where, with the dealer's rule about changes. */
export type LinkedAppointment = {
  id: string;
  status: string;
  sequence: number;
  startsAt: Instant;
  language: string | null;
  /** Whether its customer gets mails about it. */
  isMailed: boolean;
  workNames: Names | null;
  model: Names | null;
  plate: string | null;
  dealerName: string;
  dealerPhone: string | null;
  street: string;
  city: string;
  postalCode: string;
  country: string;
  zone: string;
  customerChangeHours: number;
};

/** Reads the appointment behind a link; `isToChange` locks it, so that of several equal wishes the first one counts. */
export async function linkedAppointment(
  tx: Transaction,
  id: string,
  isToChange = false,
): Promise<LinkedAppointment | undefined> {
  const [found] = await tx.query<LinkedAppointment>({
    name: `appointment:linked:${isToChange}`,
    text: `select a.id, a.status, a.sequence, a.starts_at as "startsAt", a.language,
        a.remind_customer and a.email is not null as "isMailed", w.names as "workNames", m.names as model, v.plate,
        d.name as "dealerName", d.phone as "dealerPhone", d.street, d.city, d.postal_code as "postalCode", d.country, d.zone,
        d.customer_change_hours as "customerChangeHours"
      from appointment a join dealer d on d.code = a.dealer left join service_work w on w.code = a.work
        left join vehicle v on v.id = a.vehicle left join vehicle_model m on m.code = v.model
      where a.id = $1${isToChange ? " for no key update of a" : ""}`,
    values: [id],
  });
  return found;
}
