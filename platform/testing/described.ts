import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Content = Record<string, { schema: object }>;
type Response = { content?: Content } | { $ref: string };
type Operation = { operationId: string; responses: Record<string, Response> };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, { content: Content }> };
};
/** One operation of an API's description: its name, method ("GET") and address with `{id}`. */
export type DescribedOperation = { operation: string; method: string; path: string };
/** What a door said to a request at `path`, an address below the API's root with or without a query. */
export type Answered = {
  method: string;
  path: string;
  status: number;
  type: string | null | undefined;
  text: string;
};

/** An API's description as a judge of answers. */
export type Described = {
  readonly operations: readonly DescribedOperation[];
  /** The operation at an address, or undefined where there is none. */
  operationOf(method: string, path: string): DescribedOperation | undefined;
  /** What of an answer is not as described, in one line; undefined where all is, and for addresses that are not described. */
  faultOf(answered: Answered): string | undefined;
};

/** Reads an OpenAPI 3.1 document; each schema is compiled when an answer first needs it. */
export function describedBy(document: object): Described {
  // ajv knows the document's schemas one by one, by their address in it
  const { paths, components } = JSON.parse(
    JSON.stringify(document).replaceAll('"#/components/schemas/', '"/schemas/'),
  ) as Document;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  for (const [name, schema] of Object.entries(components.schemas)) ajv.addSchema(schema, `/schemas/${name}`);
  const known = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, responses }]) => ({
        operation: { operation: operationId, method: method.toUpperCase(), path },
        address: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
        responses,
      })),
    )
    // a word in an address is meant before anything that may stand there
    .sort((one, other) => Number(one.operation.path.includes("{")) - Number(other.operation.path.includes("{")));
  const find = (method: string, path: string) =>
    known.find((one) => one.operation.method === method && one.address.test(path.split("?")[0] ?? ""));

  function faultIn(response: Response | undefined, { type, text }: Answered): string | undefined {
    if (!response) return "is not described";
    const { content } =
      "$ref" in response ? (components.responses[response.$ref.split("/").at(-1) ?? ""] ?? {}) : response;
    if (!content) return text === "" ? undefined : "has a body and none is described";
    const media = type?.split(";")[0] ?? "";
    const schema = content[media]?.schema;
    if (!schema) return `is ${media}, described is ${Object.keys(content)}`;
    if (!media.endsWith("json")) return undefined;
    const isAsDescribed = ajv.compile(schema);
    if (isAsDescribed(JSON.parse(text))) return undefined;
    const faults = (isAsDescribed.errors ?? []).map(
      (one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`,
    );
    return faults.slice(0, 5).join("; ");
  }

  return {
    operations: known.map(({ operation }) => operation),
    operationOf: (method, path) => find(method, path)?.operation,
    faultOf: (answered) => {
      const found = find(answered.method, answered.path);
      const fault = found && faultIn(found.responses[answered.status], answered);
      return fault && `${found.operation.operation}: ${answered.status} ${fault} in ${answered.text.slice(0, 600)}`;
    },
  };
}
