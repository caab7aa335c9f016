import type { Transaction } from "#platform/db/database.ts";
import type { Instant } from "#platform/record/index.ts";

/** What a mail about a lead can tell; `when` is the appointment, where there is one. */
export type LeadLetterValues = {
  lead: { name: string; phone: string | null; email: string | null; request: string | null; notes: string | null };
  dealer: { name: string; phone: string | null; street: string; city: string; postalCode: string; country: string };
  car: { model: string | null; plate: string | null };
  appointmentAt: Instant | null;
  zone: string;
};
type Row = LeadLetterValues["lead"] &
  Omit<LeadLetterValues, "lead" | "dealer" | "car"> & {
    dealerName: string;
    dealerPhone: string | null;
    street: string;
    city: string;
    postalCode: string;
    country: string;
    model: string | null;
    plate: string | null;
  };

/** The values of a lead for the preview of a template, as far as the actor sees it; null where it is not there. */
export async function leadLetterValues(
  tx: Transaction,
  id: string,
  language: string,
): Promise<LeadLetterValues | null> {
  const [row] = await tx.query<Row>({
    text: `select l.name, l.phone, l.email, l.request, l.customer_notes as notes, l.appointment_at as "appointmentAt", d.zone,
        d.name as "dealerName", d.phone as "dealerPhone", d.street, d.city, d.postal_code as "postalCode", d.country, m.names ->> $2 as model, v.plate
      from aftersales_lead l join dealer d on d.code = l.dealer left join vehicle v on v.id = l.vehicle
      left join vehicle_model m on m.code = v.model where l.id = $1`,
    values: [id, language],
  });
  if (!row) return null;
  const { name, phone, email, request, notes, model, plate, appointmentAt, zone } = row;
  const { street, city, postalCode, country } = row;
  return {
    lead: { name, phone, email, request, notes },
    dealer: { name: row.dealerName, phone: row.dealerPhone, street, city, postalCode, country },
    car: { model, plate },
    appointmentAt,
    zone,
  };
}
