export * from "./days.ts";
export * from "./durations.ts";
export * from "./fields.ts";
export * from "./record.ts";
export * from "./roles.ts";
