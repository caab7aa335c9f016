import { machineMs } from "#platform/clocks/clock.ts";
import type { Door } from "./door.ts";
import { digestOf } from "./secrets.ts";
import { type Tenant, tenantColumns } from "./tenants.ts";

/** What a key opens: the public form, which everybody reads it from, or the intake for programs, which keep it secret. */
export const keyKinds = ["form", "program"] as const;
export type KeyKind = (typeof keyKinds)[number];

/** What a form key says: which tenant its leads go to and which source they carry. It opens nothing else. */
export type FormKey = {
  /** What tells it from every other key, also of the same name: the digest that is stored, in hex. */
  id: string;
  tenant: Tenant;
  source: string;
  name: string;
  /** A key from before keys differed is good for both until it is divided; so is the demo's form. */
  kind: KeyKind | "both";
  /** How many requests a minute a program may send by it; null where no number is set. */
  perMinute: number | null;
};

export const isGoodFor = ({ kind }: FormKey, wanted: KeyKind): boolean => kind === wanted || kind === "both";

/** The key that stands behind these characters, or null when there is none or it was withdrawn. */
export async function formKeyOf(door: Door, key: string): Promise<FormKey | null> {
  const rows = await door.query<Tenant & { key: Omit<FormKey, "tenant"> }>({
    name: "form-key",
    text: `select ${tenantColumns}, json_build_object('id', encode(k.key_digest, 'hex'), 'source', k.source, 'name', k.name,
        'kind', k.kind, 'perMinute', k.per_minute) as key
      from form_key k join tenant t on t.code = k.tenant where k.key_digest = $1 and k.is_active`,
    values: [digestOf(key)],
  });
  if (!rows[0]) return null;
  const { key: said, ...tenant } = rows[0];
  return { ...said, tenant };
}

/** A key that was found is believed for this long without asking again: in a rush of forms it is the same few keys. */
const believedMs = 1000;

/** The same, remembered for a second of machine time; a key that is withdrawn opens nothing after that. */
export function rememberedFormKeys(door: Door): (key: string) => Promise<FormKey | null> {
  const found = new Map<string, { formKey: FormKey; untilMs: number }>();
  return async (key) => {
    const remembered = found.get(key);
    if (remembered && remembered.untilMs > machineMs()) return remembered.formKey;
    const formKey = await formKeyOf(door, key);
    if (formKey) found.set(key, { formKey, untilMs: machineMs() + believedMs });
    else found.delete(key);
    return formKey;
  };
}

/** Adds a form key of a tenant; only its digest is stored. Adding the same key again changes nothing. */
export async function addFormKey(
  door: Door,
  key: string,
  of: { tenant: string } & Pick<FormKey, "name" | "source" | "kind"> & { perMinute?: number | null },
): Promise<void> {
  await door.query({
    text: `insert into form_key (key_digest, tenant, name, source, kind, per_minute) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    values: [digestOf(key), of.tenant, of.name, of.source, of.kind, of.perMinute ?? null],
  });
}
