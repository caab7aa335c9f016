/** Where a block stands: its column by number, and its first row. */
export type Stop = { id: string; column: number; row: number };
export type Direction = "up" | "down" | "left" | "right";

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
export const directionOf = (key: string): Direction | undefined => directions[key];

const inOrder = (a: Stop, b: Stop): number => a.row - b.row || (a.id < b.id ? -1 : 1);

/** The block that an arrow leads to: the next one of the column, or the nearest in time of the next column that has any. */
export function nextStop(stops: readonly Stop[], from: Stop, direction: Direction): Stop | undefined {
  if (direction === "up" || direction === "down") {
    const column = stops.filter(({ column }) => column === from.column).sort(inOrder);
    const at = column.findIndex(({ id }) => id === from.id);
    return column[at + (direction === "down" ? 1 : -1)];
  }
  const beyond = stops.filter(({ column }) => (direction === "right" ? column > from.column : column < from.column));
  const far = (stop: Stop): number => Math.abs(stop.column - from.column) * 10_000 + Math.abs(stop.row - from.row);
  return beyond.sort((a, b) => far(a) - far(b) || inOrder(a, b))[0];
}
