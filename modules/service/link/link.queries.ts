import type { Transaction } from "#platform/db/database.ts";
import type { Instant, Names } from "#platform/record/index.ts";
import { lastTold, tellsNow, toldKey } from "../appointment.mails.ts";
import { mailsOf } from "../told-mails.queries.ts";

/** An appointment as its customer's own page tells it: when, what and where, with the dealer's rule about changes. */
export type LinkedAppointment = {
  id: string;
  status: string;
  sequence: number;
  /** The version that its customer was told last before this one. */
  toldSequence: number | null;
  /** Whether what was told then is what holds now: a move was undone before anybody heard of it. */
  isToldNow: boolean;
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

type Read = Omit<LinkedAppointment, "toldSequence" | "isToldNow"> & { email: string | null };

/** What the customer's last mail said of it; the mails of somebody at another address count for nothing. */
async function withTold(tx: Transaction, { email, ...one }: Read): Promise<LinkedAppointment> {
  const known = one.sequence > 0 && email !== null ? await mailsOf(tx, one.id) : [];
  const last = lastTold(one, known).get(toldKey({ audience: "customer", toEmail: email ?? "" }));
  return { ...one, toldSequence: last?.sequence ?? null, isToldNow: last !== undefined && tellsNow(last, one) };
}

/** Reads the appointment behind a link; `isToChange` locks it, so that of several equal wishes the first one counts. */
export async function linkedAppointment(
  tx: Transaction,
  id: string,
  isToChange = false,
): Promise<LinkedAppointment | undefined> {
  const [found] = await tx.query<Read>({
    name: `appointment:linked:${isToChange}`,
    text: `select a.id, a.status, a.sequence, a.starts_at as "startsAt", a.language, a.email,
        a.remind_customer and a.email is not null as "isMailed", w.names as "workNames", m.names as model, v.plate,
        d.name as "dealerName", d.phone as "dealerPhone", d.street, d.city, d.postal_code as "postalCode", d.country, d.zone,
        d.customer_change_hours as "customerChangeHours"
      from appointment a join dealer d on d.code = a.dealer left join service_work w on w.code = a.work
        left join vehicle v on v.id = a.vehicle left join vehicle_model m on m.code = v.model
      where a.id = $1${isToChange ? " for no key update of a" : ""}`,
    values: [id],
  });
  return found && withTold(tx, found);
}
