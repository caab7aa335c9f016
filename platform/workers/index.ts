export { type RoomChoice, WorkRoom } from "./room.ts";
export { type Because, type Work, WorkRefused, workOf } from "./work.ts";
