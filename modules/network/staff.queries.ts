import type { Profile, ProfilesOf, ProfilesOfAll } from "#platform/accounts/index.ts";
import { placeOf, type Role } from "#platform/record/index.ts";

type Line = {
  staff: string;
  name: string;
  email: string;
  language: string;
  profile: string | null;
  role: Role;
  dealer: string | null;
  dealerName: string;
  zone: string;
  region: string | null;
  regionName: string;
  regionDealers: string[] | null;
};

const textWhere = (
  which: string,
): string => `select s.id as staff, s.name, s.email, s.language, p.id as profile, p.role,
    d.code as dealer, d.name as "dealerName", d.zone, r.code as region,
    coalesce(r.names ->> s.language, r.names ->> 'en') as "regionName",
    (select array_agg(x.code order by x.code) from dealer x where x.region = p.region) as "regionDealers"
  from staff s
  left join staff_profile p on p.staff = s.id
  left join dealer d on d.code = p.dealer
  left join region r on r.code = p.region
  where ${which} and s.is_active
  order by p.id`;
const text = textWhere("s.id = $1");
const textOfAll = textWhere("s.id = any($1::uuid[])");

/** An active member of staff with all profiles, oldest first; null when there is none. Ends its transaction: one round trip. */
export const profilesOf: ProfilesOf = async (tx, staffId) => {
  const [lines] = await tx.finish<Line>({ name: "staff-profiles", text, values: [staffId] });
  return lines?.[0] ? memberIn(lines[0], lines) : null;
};

/** The same of several members of staff at once, in one round trip; who is not active is left out. */
export const profilesOfAll: ProfilesOfAll = async (tx, staffIds) => {
  const [lines = []] = await tx.finish<Line>({ name: "staff-profiles-of-all", text: textOfAll, values: [staffIds] });
  const ofEach = Map.groupBy(lines, ({ staff }) => staff);
  return new Map([...ofEach].flatMap(([id, its]) => (its[0] ? [[id, memberIn(its[0], its)] as const] : [])));
};

const memberIn = ({ staff, name, email, language }: Line, lines: readonly Line[]) => ({
  user: { id: staff, name, email, language },
  profiles: lines.flatMap(asProfile),
});

const asProfile = (line: Line): Profile[] =>
  line.profile === null
    ? []
    : [
        {
          id: line.profile,
          role: line.role,
          dealer: line.dealer === null ? null : { code: line.dealer, name: line.dealerName, zone: line.zone },
          region: line.region === null ? null : { code: line.region, name: line.regionName },
          dealers: dealersOf(line),
        },
      ];

/** The dealers in the scope of a role: its own, those of its region, or none where it sees the whole tenant. */
function dealersOf({ role, dealer, regionDealers }: Line): readonly string[] {
  if (placeOf[role] === "dealer") return dealer === null ? [] : [dealer];
  return placeOf[role] === "region" ? (regionDealers ?? []) : [];
}
