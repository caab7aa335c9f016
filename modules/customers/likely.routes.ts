import { z } from "zod";
import { seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { rowKey } from "#platform/http/change-routes.ts";
import { notFound } from "#platform/http/problem.ts";
import { personal, type Route } from "#platform/http/route.ts";
import { customer } from "./customer.record.ts";
import { type Likeness, likenessOf, type SaidName } from "./same-person.ts";

type Known = Required<SaidName> & {
  id: string;
  name: string;
  phone: string | null;
  otherPhone: string | null;
  email: string | null;
  city: string | null;
};
/** Somebody behind the same phone or mail who may be the same person. */
export type LikelyCustomer = Pick<Known, "id" | "name" | "phone" | "email" | "city"> & {
  /** "same": nothing parts them, and they were opened apart; "likely": a person decides. */
  likeness: Exclude<Likeness, "other">;
};

const columns = `c.id, c.name, c.first_name as "firstName", c.last_name as "lastName", c.first_name_reading as "firstNameReading",
  c.last_name_reading as "lastNameReading", c.phone, c.other_phone as "otherPhone", c.email, c.city`;
const atMost = 50;

/**
 * Who may be the same person as a customer: those behind a phone or the mail of theirs whose name does not say otherwise, in
 * so far as the actor sees both. It is worked out at every reading, so that it is true after any correction, and nothing of
 * it is kept where somebody could read that another dealer knows the phone. Undefined: the actor does not see the customer.
 */
export async function likelyCustomers(tx: Transaction, id: string): Promise<LikelyCustomer[] | undefined> {
  const [known] = await read(tx, (values) => `c.id = $${values.push(id)}`);
  if (!known) return undefined;
  const phones = phonesOf(known);
  const others = await read(tx, (values) => {
    const [own, all, mail] = [values.push(id), values.push(phones), values.push(known.email)];
    return `c.id <> $${own} and (c.phone = any($${all}) or c.other_phone = any($${all}) or c.email = $${mail})`;
  });
  return others.flatMap((one) => {
    const sharesPhone = phonesOf(one).some((phone) => phones.includes(phone));
    const agreesOnBoth = sharesPhone && one.email !== null && one.email === known.email;
    const likeness = likenessOf({ said: one, known, agreesOnBoth });
    const { name, phone, email, city } = one;
    return likeness === "other" ? [] : [{ id: one.id, name, phone, email, city, likeness }];
  });
}

const phonesOf = ({ phone, otherPhone }: Known): string[] => [phone, otherPhone].filter((one) => one !== null);

function read(tx: Transaction, where: (values: unknown[]) => string): Promise<Known[]> {
  const values: unknown[] = [];
  const condition = where(values);
  const seen = seePredicate(customer, tx.actor, values, "c");
  const text = `select ${columns} from customer c where ${condition} and ${seen} order by c.created_at, c.id limit ${atMost}`;
  return tx.query<Known>({ text, values });
}

const shape = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      city: z.string().nullable(),
      likeness: z.enum(["same", "likely"]),
    }),
  ),
});

/** GET /customers/{id}/likely: who may be the same person, of those whom the asker sees; joining them is another matter. */
export const likelyRoute: Route = {
  method: "GET",
  path: "/customers/{id}/likely",
  operation: "customer.likely",
  summary: "Who may be the same person",
  policy: { sees: customer },
  described: { answers: { 200: { description: "Customers behind the same phone or mail", shape } } },
  handle: (anyCall) => {
    const call = personal(anyCall);
    const key = rowKey(customer, call);
    return call.db.as(call.person, async (tx) => {
      const items = await likelyCustomers(tx, key);
      if (!items) throw notFound();
      return { status: 200, body: { items } };
    });
  },
};
