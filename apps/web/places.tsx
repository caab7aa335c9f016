import {
  IconAdjustmentsHorizontal,
  IconBolt,
  IconBuildingStore,
  IconCalendar,
  IconCar,
  IconChartBar,
  IconInbox,
  IconMail,
  IconTemplate,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { WorkAddress } from "#apps/addresses.ts";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { customer } from "#modules/customers/customer.record.ts";
import { mail } from "#modules/mails/mail.record.ts";
import { mailTemplate } from "#modules/mails/mail-template.record.ts";
import { dealer } from "#modules/network/dealer.record.ts";
import { appointment } from "#modules/service/appointment.record.ts";
import { vehicle } from "#modules/vehicles/vehicle.record.ts";
import type { AnyRecord, Role } from "#platform/record/index.ts";
import type { Me } from "#ui/data/me.ts";
import type { Place } from "#ui/shell/place.ts";

const work = { view: "my-work-now" };

type Page = { path: WorkAddress; load: () => Promise<Record<string, ComponentType>>; name: string };

const plain = () => import("./plain-pages.tsx");

/** The pages behind sign-in, each in a file of its own that is fetched when it is opened. */
export const pages: readonly Page[] = [
  {
    path: "/aftersales-leads",
    load: () => import("#modules/aftersales-leads/aftersales-lead.queue.tsx"),
    name: "AftersalesLeadQueue",
  },
  {
    path: "/aftersales-leads/new",
    load: () => import("#modules/aftersales-leads/aftersales-lead.new.tsx"),
    name: "NewAftersalesLead",
  },
  { path: "/aftersales-leads/$id", load: () => import("./lead-alone.tsx"), name: "LeadAlone" },
  { path: "/calendar", load: () => import("#modules/service/calendar.page.tsx"), name: "CalendarPage" },
  { path: "/calendar/set-up", load: () => import("#modules/service/calendar.set-up.tsx"), name: "CalendarSetUp" },
  { path: "/mails", load: () => import("#modules/mails/mail.page.tsx"), name: "MailsPage" },
  { path: "/mail-templates", load: () => import("#modules/mails/mail-template.page.tsx"), name: "MailTemplatesPage" },
  {
    path: "/mail-templates/$kind/$audience/$language",
    load: () => import("#modules/mails/mail-template.editor.tsx"),
    name: "MailTemplateEditor",
  },
  { path: "/numbers", load: () => import("#modules/insights/numbers.page.tsx"), name: "NumbersPage" },
  { path: "/numbers/rows", load: () => import("#modules/insights/numbers.rows.tsx"), name: "NumberRows" },
  { path: "/numbers/targets", load: () => import("#modules/insights/targets.page.tsx"), name: "TargetsPage" },
  { path: "/customers", load: plain, name: "Customers" },
  { path: "/customers/$id", load: plain, name: "OneCustomer" },
  { path: "/vehicles", load: plain, name: "Vehicles" },
  { path: "/vehicles/$id", load: plain, name: "OneVehicle" },
  { path: "/dealers", load: plain, name: "Dealers" },
  { path: "/dealers/$id", load: plain, name: "OneDealer" },
];

/** The places of the house in the order of the rail, each with the record it shows or the roles it is for. */
const all: readonly (Place & { of: AnyRecord; for?: readonly Role[] })[] = [
  {
    id: "work",
    label: "place.work",
    to: "/aftersales-leads",
    search: work,
    icon: IconBolt,
    key: "w",
    of: aftersalesLead,
  },
  { id: "leads", label: "place.leads", to: "/aftersales-leads", icon: IconInbox, key: "l", of: aftersalesLead },
  { id: "calendar", label: "place.calendar", to: "/calendar", icon: IconCalendar, key: "a", of: appointment },
  { id: "mails", label: "place.mails", to: "/mails", icon: IconMail, key: "m", of: mail as unknown as AnyRecord },
  { id: "customers", label: "place.customers", to: "/customers", icon: IconUsers, key: "c", of: customer },
  { id: "vehicles", label: "place.vehicles", to: "/vehicles", icon: IconCar, key: "v", of: vehicle },
  {
    id: "numbers",
    label: "place.numbers",
    to: "/numbers",
    icon: IconChartBar,
    key: "n",
    of: aftersalesLead,
    for: ["advisor", "store-manager", "area-manager", "hq"],
  },
  { id: "dealers", label: "place.dealers", to: "/dealers", icon: IconBuildingStore, key: "d", of: dealer },
  {
    id: "mail-templates",
    label: "place.mail-templates",
    to: "/mail-templates",
    icon: IconTemplate,
    key: "t",
    of: mailTemplate as unknown as AnyRecord,
    isAside: true,
  },
  {
    id: "targets",
    label: "place.targets",
    to: "/numbers/targets",
    icon: IconAdjustmentsHorizontal,
    key: "s",
    of: aftersalesLead,
    for: ["hq", "admin"],
    isAside: true,
  },
];

/** Only what the profile may open. */
export const placesOf = ({ profile }: Me): readonly Place[] =>
  all.filter((place) => profile && (place.for?.includes(profile.role) ?? place.of.see[profile.role] !== undefined));

/** Where a profile begins: its work, else the first place it may open. */
export function home(me: Me): { to: string; search: Readonly<Record<string, string>> } {
  const [first] = placesOf(me);
  return { to: first?.to ?? "/dealers", search: first?.search ?? {} };
}
