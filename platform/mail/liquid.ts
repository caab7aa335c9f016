import { Liquid, type Template } from "liquidjs";
import type { Fault } from "./template.ts";

/** How many characters of markup Liquid reads. */
export const longestMarkup = 200_000;
const limits = { parseLimit: longestMarkup, renderLimit: 300, memoryLimit: 2_000_000 };

/** Liquid without files, without a way around escaping, and within limits of time, memory and size. */
function engine(isStrict: boolean, isMarkup: boolean): Liquid {
  const liquid = new Liquid({
    ...limits,
    ...(isMarkup ? { outputEscape: "escape" as const } : {}),
    strictVariables: isStrict,
    strictFilters: true,
    lenientIf: false,
    ownPropertyOnly: true,
    relativeReference: false,
    cache: false,
  });
  for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];
  delete liquid.filters.raw;
  return liquid;
}

/** A strict engine refuses names it does not know; a mail that goes out leaves them empty. */
const engines = {
  markup: { strict: engine(true, true), lenient: engine(false, true) },
  line: { strict: engine(true, false), lenient: engine(false, false) },
} as const;
export type Flavour = keyof typeof engines;

/** A parsed template. */
export type Parsed = { templates: Template[]; flavour: Flavour };

export const parseLiquid = (source: string, flavour: Flavour): Parsed => ({
  templates: engines[flavour].lenient.parse(source),
  flavour,
});

export const fillIn = ({ templates, flavour }: Parsed, values: object): string =>
  String(engines[flavour].lenient.renderSync(templates, values));

/** The first fault of a source that is filled in strictly with these values, or null. */
export function liquidFault(source: string, flavour: Flavour, values: object): Fault | null {
  const { strict } = engines[flavour];
  try {
    strict.renderSync(strict.parse(source), values);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

type Placed = { token?: { getPosition?: () => [number, number] } };
function faultOf(error: unknown): Fault {
  const [line, column] = (error as Placed).token?.getPosition?.() ?? [1, 1];
  const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return { line, column, message: said.replace(/, line:\d+, col:\d+$/, "") };
}
