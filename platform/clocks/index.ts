export * from "./chance.ts";
export * from "./clock.ts";
export * from "./due.ts";
export * from "./zone.ts";
