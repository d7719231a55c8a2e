import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareRoutes, scoreServer } from '../../../scripts/conformance/compareRoutes.mjs';
import { scoredScenarios } from '../../../scripts/conformance/requirements.mjs';
import { runRevision } from '../../../scripts/conformance/runRevision.mjs';
import { isPass } from '../../../scripts/conformance/runScenario.mjs';
import { openRoutes, type Routes, type ServerName } from '../../conformance/server';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** One of each kind: plain, streamed, in several rounds, refused, with headers written byte for byte. */
const MODERN_SCENARIOS = [
  'tools-call-with-progress',
  'input-required-result-multi-round',
  'dns-rebinding-protection',
  'tasks-mrtr-input',
  'http-header-validation',
];

let routes: Routes;
const open = (name: ServerName) => {
  beforeAll(async () => {
    routes = await openRoutes(name, ROOT);
  });
  afterAll(() => routes?.close());
};

/** Rows of what differs between the two ways to the server. */
async function bothWays(revision: string, scenario?: string) {
  const direct = await runRevision(routes.direct, revision, scenario);
  const relayed = await runRevision(routes.relayed, revision, scenario);
  const rows = compareRoutes('through the relay', revision, direct, relayed);
  return { direct, rows, different: rows.filter((row) => !isPass(row)) };
}

describe('the server that offers everything', () => {
  open('everythingModern');

  test('passes all of 2025-11-25, directly and through the relay', async () => {
    const { direct, rows, different } = await bothWays('2025-11-25');
    const scored = scoredScenarios('2025-11-25', 'server');
    const scores = scoreServer('directly', '2025-11-25', direct, scored);
    expect(scores).toHaveLength(30);
    expect(scores.filter((row) => !isPass(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(30);
    expect(different).toEqual([]);
  });

  test.each(MODERN_SCENARIOS)(
    'passes %s of 2026-07-28, directly and through the relay',
    async (name) => {
      const { direct, different } = await bothWays('2026-07-28', name);
      const [score] = scoreServer('directly', '2026-07-28', direct, [name]);
      expect(score).toSatisfy(isPass);
      expect(different).toEqual([]);
    },
  );

  test('was watched by the relay meanwhile', () => {
    expect(routes.recorded()).toEqual(
      expect.arrayContaining(['sampling/createMessage', 'tasks/update', 'notifications/progress']),
    );
  });
});

describe('server-everything', () => {
  open('server-everything');

  test('passes through the relay what it passes directly, and nothing else', async () => {
    const { rows, different } = await bothWays('2025-11-25');
    expect(rows.length).toBeGreaterThan(30);
    expect(different).toEqual([]);
  });
});
