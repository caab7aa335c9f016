import { useQuery } from "@tanstack/react-query";
import type { AnyRecord } from "#platform/record/index.ts";
import { api } from "#ui/data/api.ts";
import { useMe } from "#ui/data/me.ts";
import type { AnyRow, RowPage } from "#ui/data/records.ts";
import { FieldValue } from "#ui/fields/field-value.tsx";
import { PageLink } from "#ui/fields/page-link.tsx";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./related.module.css";

type Shown = {
  of: AnyRecord;
  /** The field of `of` that names the record whose page this is, and that record's id. */
  by: string;
  id: string;
  columns: readonly string[];
  /** The first column leads to the row's own page. */
  hasPage?: boolean;
};

const most = 50;

function useRelated({ of, by, id }: Shown, isWanted: boolean) {
  return useQuery({
    queryKey: [of.plural, "related", by, id],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ [`filter[${by}][eq]`]: id, limit: String(most) });
      return (await api<RowPage>(`/${of.plural}?${params}`, { signal })).value;
    },
    enabled: isWanted,
  });
}

/** What belongs to a record, to read, in the order of its own list; nothing for a profile that may not see such rows. */
export function Related(props: Shown) {
  const { of, columns } = props;
  const words = useWords();
  const role = useMe()?.profile?.role;
  const maySee = role !== undefined && of.see[role] !== undefined;
  const { data, error } = useRelated(props, maySee);
  if (!maySee) return null;
  return (
    <section className={styles.related} aria-busy={!data && !error}>
      <h2>{words.t(`${of.name}.plural`)}</h2>
      {error ? <p role="alert">{words.t("list.broken.title")}</p> : null}
      {data?.items.length === 0 ? <p>{words.t("record.history.none")}</p> : null}
      {data && data.items.length > 0 ? (
        <table>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {fieldLabel(words, { record: of.name, name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((row) => (
              <tr key={row.id}>
                {columns.map((name, at) => (
                  <td key={name}>
                    <Cell of={of} row={row} name={name} isLink={at === 0 && props.hasPage === true} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function Cell({ of, row, name, isLink }: { of: AnyRecord; row: AnyRow; name: string; isLink: boolean }) {
  const { t, instantShort } = useWords();
  if (name === "status") return t(`${of.name}.status.${row.status}`);
  if (name === "createdAt") return instantShort(String(row.createdAt));
  const field = of.fields[name];
  if (!field) return null;
  const value = <FieldValue place={{ record: of.name, name }} field={field} value={row[name]} />;
  return isLink ? <PageLink to={`/${of.plural}/${row.id}`}>{value}</PageLink> : value;
}
