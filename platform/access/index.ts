export * from "./actor.ts";
export * from "./predicate.ts";
