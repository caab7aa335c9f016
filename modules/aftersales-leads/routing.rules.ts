import { postalKey } from "#modules/network/index.ts";
import type { Receipt } from "#platform/record/index.ts";

/** What routing looks at: the customer's wish, where they went last, the dealers' areas that hold their postal code, the default. */
export type RoutingInputs = {
  /** The dealer whose staff wrote the lead down: it stays there. */
  own: string | null;
  wish: string | null;
  lastWorkshop: string | null;
  postalCode: string | null;
  areas: readonly { code: string; prefix: string }[];
  defaultDealer: string;
};

/** The dealers' areas that a postal code lies in. */
export function areasOf(
  postalCode: string | null,
  dealers: readonly { code: string; postalAreas: readonly string[] }[],
): RoutingInputs["areas"] {
  if (postalCode === null) return [];
  const sought = postalKey(postalCode);
  return dealers.flatMap(({ code, postalAreas }) =>
    postalAreas
      .filter((prefix) => {
        const key = postalKey(prefix);
        return key !== "" && sought.startsWith(key);
      })
      .map((prefix) => ({ code, prefix })),
  );
}

/**
 * Every lead gets a dealer (AL-09): the one who wrote it down, else the wish, else the last workshop, else the longest matching postal area (of equals the
 * first code in the alphabet), else the market's default dealer. The receipt says why; replaying it gives the same.
 */
export function routeLead(inputs: RoutingInputs): Receipt {
  const longest = inputs.areas.toSorted(
    (a, b) => postalKey(b.prefix).length - postalKey(a.prefix).length || (a.code < b.code ? -1 : 1),
  );
  const candidates = [
    ...(inputs.own ? [{ code: inputs.own, because: "routing.own-dealer" }] : []),
    ...(inputs.wish ? [{ code: inputs.wish, because: "routing.wish" }] : []),
    ...(inputs.lastWorkshop ? [{ code: inputs.lastWorkshop, because: "routing.last-workshop" }] : []),
    ...longest.map(({ code }) => ({ code, because: "routing.postal-area" })),
    { code: inputs.defaultDealer, because: "routing.default-dealer" },
  ];
  const [outcome = { code: inputs.defaultDealer, because: "routing.default-dealer" }] = candidates;
  return { rule: "aftersales-lead-routing", version: 1, inputs, candidates, outcome };
}
