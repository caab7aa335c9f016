import { useParams } from "@tanstack/react-router";
import { customer } from "#modules/customers/customer.record.ts";
import { dealer } from "#modules/network/dealer.record.ts";
import { vehicle } from "#modules/vehicles/vehicle.record.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { PlainList } from "#ui/list/plain-list.tsx";
import { RecordView } from "#ui/list/record-view.tsx";

function View({ of }: { of: AnyRecord }) {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  return <RecordView key={id} of={of} id={id} />;
}

export const Customers = () => <PlainList of={customer} />;
export const OneCustomer = () => <View of={customer} />;
export const Vehicles = () => <PlainList of={vehicle} />;
export const OneVehicle = () => <View of={vehicle} />;
export const Dealers = () => <PlainList of={dealer} />;
export const OneDealer = () => <View of={dealer} />;
