import type { Profile, ProfilesOf } from "#platform/accounts/index.ts";
import { placeOf, type Role } from "#platform/record/index.ts";

type Line = {
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

const text = `select s.name, s.email, s.language, p.id as profile, p.role,
    d.code as dealer, d.name as "dealerName", d.zone, r.code as region,
    coalesce(r.names ->> s.language, r.names ->> 'en') as "regionName",
    (select array_agg(x.code order by x.code) from dealer x where x.region = p.region) as "regionDealers"
  from staff s
  left join staff_profile p on p.staff = s.id
  left join dealer d on d.code = p.dealer
  left join region r on r.code = p.region
  where s.id = $1 and s.is_active
  order by p.id`;

/** An active member of staff with all profiles, oldest first; null when there is none. Ends its transaction: one round trip. */
export const profilesOf: ProfilesOf = async (tx, staffId) => {
  const [lines] = await tx.finish<Line>({ name: "staff-profiles", text, values: [staffId] });
  const first = lines?.[0];
  if (!lines || !first) return null;
  const { name, email, language } = first;
  return { user: { id: staffId, name, email, language }, profiles: lines.flatMap(asProfile) };
};

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
