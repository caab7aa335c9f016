export { regionalMedian } from "./regional-median.record.ts";
