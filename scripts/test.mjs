// `npm test`: sets up what is missing, builds, and runs every stage; `npm test unit e2e` some of them.
// Its last line is `N passed, N failed` over all.

import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { runStages } = await import('./support/stages.mjs');
process.exitCode = await runStages(process.argv.slice(2));
