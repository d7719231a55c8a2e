import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { clientArguments } from '../../../scripts/conformance/clientSide.mjs';
import { scoredScenarios } from '../../../scripts/conformance/requirements.mjs';
import { isPass, runScenario } from '../../../scripts/conformance/runScenario.mjs';
import { root } from '../../../scripts/support/paths.mjs';

/** One of each kind; `npm run conformance` runs them all. */
const SCENARIOS = [
  ['2025-11-25', 'initialize'],
  ['2025-11-25', 'elicitation-sep1034-client-defaults'],
  ['2025-11-25', 'sse-retry'],
  ['2025-11-25', 'auth/scope-step-up'],
  ['2026-07-28', 'request-metadata'],
  ['2026-07-28', 'sep-2322-client-request-state'],
  ['2026-07-28', 'http-custom-headers'],
  ['2026-07-28', 'http-invalid-tool-headers'],
  ['2026-07-28', 'auth/authorization-server-migration'],
  ['2026-07-28', 'auth/iss-wrong-issuer'],
] as const;

let args: string[];
beforeAll(async () => {
  args = await clientArguments(path.join(root, 'out/conformance/short'));
});

test.concurrent.each(SCENARIOS)('%s %s', async (revision, scenario) => {
  const row = await runScenario({ side: 'client', revision, scenario, args });
  expect(row.problems).toEqual([]);
  expect(row.checks).toBeGreaterThan(0);
  expect(row.passed).toBe(row.checks);
});

// The suite has none to say against either; who does nothing breaks no rule.
test.concurrent.each([
  ['2025-11-25', 'initialize'],
  ['2026-07-28', 'http-standard-headers'],
])('a client that does nothing does not pass %s %s', async (revision, scenario) => {
  const nothing = ['client', '--command', `"${process.execPath}" -e 0`];
  const row = await runScenario({ side: 'client', revision, scenario, args: nothing });
  expect([row.checks, isPass(row)]).toEqual([0, false]);
});

test('the scored scenarios are those that the suite has frozen', () => {
  expect(scoredScenarios('2025-11-25', 'client')).toHaveLength(18);
  expect(scoredScenarios('2026-07-28', 'client')).toHaveLength(32);
});
