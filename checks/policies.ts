import type { Route } from "#platform/http/route.ts";

/** Operations that say nobody's right, or that two routes share. */
export function policyBreaches(routes: readonly Route[]): string[] {
  const without = routes.filter(
    ({ policy }) => !policy || Object.keys(policy).length === 0 || Object.values(policy).some((part) => !part),
  );
  const names = routes.map((route) => route.operation);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  return [
    ...without.map((route) => `${route.operation} has no policy`),
    ...twice.map((name) => `${name} is declared twice`),
  ];
}
