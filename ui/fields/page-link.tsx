import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A link to a page of ours by its path ("/customers/…"), which is only known when the page runs. */
export function PageLink({ to, children, className }: { to: string; children: ReactNode; className?: string }) {
  return (
    <Link to={to as "/"} search={{} as never} className={className}>
      {children}
    </Link>
  );
}
