-- A booked lead whose appointment was cancelled or missed waits for another one, or for its closing.
alter table aftersales_lead drop constraint aftersales_lead_booked;
