import type { Transaction } from "#platform/db/database.ts";
import type { Instant } from "#platform/record/index.ts";

/** A mail about an appointment, and what it told of. */
export type KnownMail = {
  cause: string;
  status: string;
  sequence: number;
  audience: "customer" | "dealer";
  toEmail: string;
  /** The time it told; null where it told that the appointment was called off. */
  startsAt: Instant | null;
  /** Whether the kind of work then is the one of now. */
  isSameWork: boolean;
  /** Whether the customer moved it since by their link, whose page told them another time. */
  isOvertaken: boolean;
};

/** Every mail about an appointment. What kind of work was told stands in the history: it is what it was before it next changed. */
export const mailsOf = (tx: Transaction, id: string): Promise<KnownMail[]> =>
  tx.query<KnownMail>({
    name: "appointment:mails",
    text: `select m.cause, m.status, m.sequence, m.audience, m.to_email as "toEmail", m.useless_from as "startsAt",
        coalesce((select nullif(h.old_value, 'null') is not distinct from to_jsonb(a.work) from appointment_history h
          where h.record_id = a.id and h.field = 'work' and h.version > coalesce(
            (select min(s.version) from appointment_history s
              where s.record_id = a.id and s.field = 'sequence' and s.new_value = to_jsonb(m.sequence)), 1)
          order by h.version limit 1), true) as "isSameWork",
        exists (select from appointment_history h where h.record_id = a.id and h.move = 'reschedule' and h.user_id is null
          and h.version > coalesce((select min(s.version) from appointment_history s
            where s.record_id = a.id and s.field = 'sequence' and s.new_value = to_jsonb(m.sequence)), 1)) as "isOvertaken"
      from mail m join appointment a on a.id = $1 where m.about_record = 'appointment' and m.about_id = $1::text`,
    values: [id],
  });
