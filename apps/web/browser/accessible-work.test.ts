import { after, before } from "node:test";
import { fullMatrix, rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, type Stage } from "./stage.ts";
import { dialogStates, mainStates } from "./states.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const state of mainStates) testLaws(() => stage, state, fullMatrix);
for (const [turn, state] of dialogStates.entries()) testLaws(() => stage, state, rotatingMatrix(turn));
