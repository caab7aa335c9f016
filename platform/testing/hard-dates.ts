/** Moments at which what counts days goes wrong first, as MARQUE_TEST_AT takes them. */
export const hardDates: readonly string[] = [
  "2028-02-29T09:00:00+09:00", // the leap day, midnight in UTC
  "2026-12-31T18:30:00+09:00", // the last evening of a year, before three closing days in Japan
  "2027-03-28T01:50:00+01:00", // ten minutes before summer time begins in Europe
  "2027-04-28T23:50:00+09:00", // ten minutes before Golden Week in Tokyo
];
