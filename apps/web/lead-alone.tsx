import { useParams } from "@tanstack/react-router";
import { AftersalesLeadPage } from "#modules/aftersales-leads/aftersales-lead.screens.tsx";

/** The page of one lead by itself: what a link from a mail or the search opens. */
export function LeadAlone() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  return <AftersalesLeadPage key={id} id={id} />;
}
