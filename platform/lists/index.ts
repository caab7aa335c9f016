export * from "./expressions.ts";
export * from "./filters.ts";
export * from "./list.ts";
export * from "./read.ts";
export * from "./present.ts";
