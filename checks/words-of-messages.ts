import { IntlMessageFormat } from "intl-messageformat";

type Parts = ReturnType<IntlMessageFormat["getAst"]>;
type Part = Parts[number];

/** The parts of a message and, below them, the parts of each of its branches. */
function* walk(parts: Parts): Generator<Part> {
  for (const part of parts) {
    yield part;
    if ("options" in part) for (const branch of Object.values(part.options)) yield* walk(branch.value);
    if ("children" in part) yield* walk(part.children);
  }
}

/** Plain text is the parser's kind 0; everything else with a value is an argument. */
const isArgument = (part: Part): boolean => "value" in part && part.type !== 0;
const partsOf = (message: string, language: string): Part[] => [
  ...walk(new IntlMessageFormat(message, language).getAst()),
];

/** The arguments a message takes, sorted, each once; the parser's complaint as text when it cannot be read. */
export function argumentsOf(message: string, language: string): readonly string[] | string {
  try {
    const names = partsOf(message, language)
      .filter(isArgument)
      .map((part) => String("value" in part && part.value));
    return [...new Set(names)].sort();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The plural forms that the language has and a plural of the message lacks. */
export function pluralGaps(message: string, language: string): string[] {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return partsOf(message, language).flatMap((part) =>
    "pluralType" in part && part.pluralType === "cardinal" ? needed.filter((form) => !(form in part.options)) : [],
  );
}
