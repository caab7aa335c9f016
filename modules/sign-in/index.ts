export { type ResetHome, resetKind, resetLetters } from "./reset-letter.ts";
