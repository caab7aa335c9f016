export { aftersalesLead } from "./aftersales-lead.record.ts";
export {
  contactTimes,
  evidenceSteps,
  funnel,
  groupFields,
  madeOf,
  partsOf,
  type Rate,
  reportClasses,
  runningCounts,
  runningOf,
  signCounts,
  slaRates,
} from "./kpis.ts";
export { contractSla, type DatedSla, endsInLife, type Sla, slaOn, termsOf } from "./sla.rules.ts";
export { slaPolicy } from "./sla-policy.record.ts";
