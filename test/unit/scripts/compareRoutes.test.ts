import { expect, test } from 'vitest';
import {
  compareRoutes,
  GUARDED,
  scoreServer,
} from '../../../scripts/conformance/compareRoutes.mjs';
import { isPass } from '../../../scripts/conformance/runScenario.mjs';

const findings = (scenario: string, ...checks: [id: string, status: string][]) =>
  new Map([[scenario, checks.map(([id, status]) => ({ id, status, description: id }))]]);

const compare = (direct: ReturnType<typeof findings>, relayed: ReturnType<typeof findings>) =>
  compareRoutes('relay', '2026-07-28', direct, relayed);

test('what fails both ways is the same', () => {
  const both = findings('ping', ['answers', 'FAILURE'], ['valid', 'SUCCESS']);
  const [row] = compare(both, both);
  expect(row).toMatchObject({ checks: 2, passed: 2, problems: [], note: '1 passed directly' });
});

test.each([
  ['fails only through the relay', ['SUCCESS', 'SUCCESS'], ['SUCCESS', 'FAILURE']],
  ['passes only through the relay', ['FAILURE', 'SUCCESS'], ['SUCCESS', 'SUCCESS']],
  ['is made fewer times through the relay', ['SUCCESS', 'SUCCESS'], ['SUCCESS']],
  ['is only warned of through the relay', ['SUCCESS'], ['WARNING']],
])('a check that %s is a difference', (_what, before, after) => {
  const of = (statuses: string[]) =>
    findings('ping', ...statuses.map((status): [string, string] => ['answers', status]));
  const [row] = compare(of(before), of(after));
  expect(row).not.toSatisfy(isPass);
  expect(row!.problems).toHaveLength(1);
});

test('a scenario that ran one way only is a difference', () => {
  const one = findings('ping', ['answers', 'SUCCESS']);
  expect(compare(one, new Map())[0]).not.toSatisfy(isPass);
  expect(compare(new Map(), one)[0]).not.toSatisfy(isPass);
});

test('the relay may refuse a foreign Host that the server would not, but not the other way round', () => {
  const refused = findings('dns', [GUARDED, 'SUCCESS']);
  const accepted = findings('dns', [GUARDED, 'FAILURE']);
  const [better] = compare(accepted, refused);
  expect(better).toSatisfy(isPass);
  expect(better!.note).toContain('by the relay, not by the server');
  expect(compare(refused, accepted)[0]).not.toSatisfy(isPass);
});

test('a server is scored by the scenarios that count, and one that did not run is not passed', () => {
  const found = findings('ping', ['answers', 'SUCCESS'], ['noted', 'INFO']);
  const [ping, other] = scoreServer('direct', '2025-11-25', found, ['ping', 'other']);
  expect(ping).toMatchObject({ checks: 1, passed: 1 });
  expect(ping).toSatisfy(isPass);
  expect(other).not.toSatisfy(isPass);
});
