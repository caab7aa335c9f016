-- A repeated request is answered with the very text of the first answer; jsonb gives its keys back in another order.
-- Answers kept before have their body alone, and are gone after 24 hours.
alter table idempotency add column answer text;
alter table idempotency add column version integer;
