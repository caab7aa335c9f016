import { now, plusMs } from "#platform/clocks/clock.ts";
export function beginLead(dealer: string, nth: number): Record<string, unknown> {
  return {
    name: `佐藤 ${nth}`,
    dealer,
    campaign: "oil",
    source: ["web", "phone"][nth % 2],
    drivenBy: ["customer", "hq"][nth % 2],
    persona: "prospect",
    email: "a@example.test",
    phone: nth % 3 ? `+8131234${nth}` : null,
    lastName: "佐藤",
    assignedAt: plusMs(now(), -(nth % 4) * 86_400_000),
    campaignNotes: ["=1+2", null][nth % 2],
    isRecontact: nth % 4 === 0,
  };
}
