import { join } from "node:path";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { aftersalesCampaign } from "#modules/aftersales-leads/campaign.record.ts";
import { slaPolicy } from "#modules/aftersales-leads/sla-policy.record.ts";
import { customer, customerConsent } from "#modules/customers/index.ts";
import { regionalMedian } from "#modules/insights/index.ts";
import { mail, mailTemplate, receivedMail } from "#modules/mails/index.ts";
import { dealer, listEntry, region, staff, staffProfile } from "#modules/network/index.ts";
import { appointment, serviceAdvisor, serviceBay, serviceWork } from "#modules/service/index.ts";
import {
  odometerReading,
  serviceVisit,
  vehicle,
  vehicleModel,
  vehicleOwnership,
  vehicleWarranty,
} from "#modules/vehicles/index.ts";
import type { House } from "#platform/db/migrate.ts";
import type { Known } from "#platform/lists/index.ts";
import type { AnyRecord } from "#platform/record/index.ts";

/** Every record of the house, foundations first. */
export const records: readonly AnyRecord[] = [
  region,
  dealer,
  staff,
  staffProfile,
  listEntry,
  customer,
  customerConsent,
  vehicleModel,
  vehicle,
  vehicleWarranty,
  odometerReading,
  vehicleOwnership,
  serviceVisit,
  mailTemplate,
  mail,
  receivedMail,
  aftersalesCampaign,
  slaPolicy,
  aftersalesLead,
  serviceWork,
  serviceBay,
  serviceAdvisor,
  appointment,
  regionalMedian,
] as readonly unknown[] as readonly AnyRecord[];

const rooms = ["network", "customers", "vehicles", "mails", "aftersales-leads", "service", "insights"];

/** What is migrated, in the order in which the rooms need each other. */
export const house: House = {
  records,
  rooms: rooms.map((room) => ({ room, folder: join(import.meta.dirname, "../modules", room, "migrations") })),
};
export const known: Known = new Map(records.map((record) => [record.name, record]));
