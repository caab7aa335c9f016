export { odometerReading } from "./odometer-reading.record.ts";
export { normalisePlate } from "./plate.ts";
export { serviceVisit } from "./service-visit.record.ts";
export { vehicle } from "./vehicle.record.ts";
export { type NewVehicle, newVehicle } from "./vehicle.rules.ts";
export { vehicleModel } from "./vehicle-model.record.ts";
export { vehicleOwnership } from "./vehicle-ownership.record.ts";
export { vehicleWarranty } from "./vehicle-warranty.record.ts";
export { hasRightCheckDigit, normaliseVin, type Vin, vinSpellings } from "./vin.ts";
