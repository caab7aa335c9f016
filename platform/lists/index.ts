export * from "./expressions.ts";
export * from "./filters.ts";
export * from "./list.ts";
export * from "./present.ts";
export * from "./read.ts";
