import { machineMs } from "#platform/clocks/clock.ts";
import type { Door } from "./door.ts";
import { digestOf } from "./secrets.ts";
import { type Tenant, tenantColumns } from "./tenants.ts";

/** What the key of a web form says: which tenant its leads go to and which source they carry. It opens nothing else. */
export type FormKey = { tenant: Tenant; source: string; name: string };

/** The form key that the header `X-Form-Key` carries, or null when there is none or it was withdrawn. */
export async function formKeyOf(door: Door, key: string): Promise<FormKey | null> {
  const rows = await door.query<Tenant & { keySource: string; keyName: string }>({
    name: "form-key",
    text: `select ${tenantColumns}, k.source as "keySource", k.name as "keyName"
      from form_key k join tenant t on t.code = k.tenant where k.key_digest = $1 and k.is_active`,
    values: [digestOf(key)],
  });
  if (!rows[0]) return null;
  const { keySource: source, keyName: name, ...tenant } = rows[0];
  return { tenant, source, name };
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
  of: { tenant: string; name: string; source: string },
): Promise<void> {
  await door.query({
    text: `insert into form_key (key_digest, tenant, name, source) values ($1, $2, $3, $4) on conflict do nothing`,
    values: [digestOf(key), of.tenant, of.name, of.source],
  });
}
