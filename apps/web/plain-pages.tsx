import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { customer } from "#modules/customers/customer.record.ts";
import { dealer } from "#modules/network/dealer.record.ts";
import { odometerReading } from "#modules/vehicles/odometer-reading.record.ts";
import { serviceVisit } from "#modules/vehicles/service-visit.record.ts";
import { vehicle } from "#modules/vehicles/vehicle.record.ts";
import { vehicleOwnership } from "#modules/vehicles/vehicle-ownership.record.ts";
import { vehicleWarranty } from "#modules/vehicles/vehicle-warranty.record.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { PlainList } from "#ui/list/plain-list.tsx";
import { RecordView } from "#ui/list/record-view.tsx";
import { Related } from "#ui/record/related.tsx";

function View({ of, related }: { of: AnyRecord; related?: (id: string) => ReactNode }) {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  return (
    <RecordView key={id} of={of} id={id}>
      {related?.(id)}
    </RecordView>
  );
}

/** The leads of a customer or about a car, newest first. */
const Leads = (of: { by: "customer" | "vehicle"; id: string }) => (
  <Related {...of} of={aftersalesLead} columns={["name", "createdAt", "status", "campaign"]} hasPage />
);

/** Whom a customer is to the workshop: what was asked for, and which cars are theirs. */
const ofCustomer = (id: string): ReactNode => (
  <>
    <Leads by="customer" id={id} />
    <Related of={vehicleOwnership} by="customer" id={id} columns={["vehicle", "startsOn", "endsOn"]} />
  </>
);

/** The story of a car: leads, owners as far as this profile sees them, warranties, visits, kilometres. */
const ofVehicle = (id: string): ReactNode => (
  <>
    <Leads by="vehicle" id={id} />
    <Related of={vehicleOwnership} by="vehicle" id={id} columns={["customer", "startsOn", "endsOn"]} />
    <Related of={vehicleWarranty} by="vehicle" id={id} columns={["names", "startsOn", "endsOn"]} />
    <Related of={serviceVisit} by="vehicle" id={id} columns={["visitedOn", "dealer", "odometerKm", "works"]} />
    <Related of={odometerReading} by="vehicle" id={id} columns={["readOn", "km", "reason"]} />
  </>
);

export const Customers = () => <PlainList of={customer} />;
export const OneCustomer = () => <View of={customer} related={ofCustomer} />;
export const Vehicles = () => <PlainList of={vehicle} />;
export const OneVehicle = () => <View of={vehicle} related={ofVehicle} />;
export const Dealers = () => <PlainList of={dealer} />;
export const OneDealer = () => <View of={dealer} />;
