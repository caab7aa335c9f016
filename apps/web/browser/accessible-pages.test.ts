import { after, before } from "node:test";
import { rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, type Stage } from "./stage.ts";
import { doorStates, formStates, leadStates, listStates } from "./states.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const [turn, state] of [...doorStates, ...listStates, ...leadStates, ...formStates].entries())
  testLaws(() => stage, state, rotatingMatrix(turn));
