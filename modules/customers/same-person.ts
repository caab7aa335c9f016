import { fold } from "#platform/search/fold.ts";

const plain = (text: string): string => fold(text).replace(/[\s・.-]/g, "");

/** Who somebody says to be, and who is known under the same phone or mail. `agreesOnBoth`: phone and mail both agree. */
export type Likeness = {
  said: { firstName?: string | null; lastName?: string | null };
  known: { name: string; firstNameReading: string | null; lastNameReading: string | null };
  agreesOnBoth: boolean;
};

/**
 * Whether a lead is surely the known customer's: phone and mail agree, or one of them with every part of the name that was
 * said, in any width or script of the reading. One phone number alone opens nobody's record to another dealer.
 */
export function isSamePerson({ said, known, agreesOnBoth }: Likeness): boolean {
  if (agreesOnBoth) return true;
  const parts = [said.lastName, said.firstName].flatMap((part) => (part && plain(part) !== "" ? [plain(part)] : []));
  const names = [known.name, `${known.lastNameReading ?? ""}${known.firstNameReading ?? ""}`].map(plain);
  return parts.length > 0 && names.some((name) => parts.every((part) => name.includes(part)));
}
