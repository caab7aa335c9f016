/**
 * The one way in: `npm start`, `npm test`, `npm run marque`, `npm run bench` and `npm run check` all come here.
 * Old Node versions must be able to read this file far enough to say what is wrong, so nothing new stands in it.
 */
import process from "node:process";

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Marque needs Node 20 or newer to start; this is Node ${process.versions.node}.`);
  process.exit(1);
}

import("./bootstrap/launch.mjs")
  .then(function begin(module) {
    return module.launch(process.argv.slice(2));
  })
  .catch(function end(problem) {
    console.error(problem.isPlain ? problem.message : problem);
    process.exit(1);
  });
