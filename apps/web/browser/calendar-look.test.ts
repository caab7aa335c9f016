import { after, before } from "node:test";
import { calendarStates } from "./calendar-states.ts";
import { rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const [turn, state] of calendarStates.entries()) testLaws(() => stage, state, rotatingMatrix(turn));
