import { expect, test } from 'vitest';
import { ATTENDED_OFFERS } from '../../../src/proxy/session/offers';
import {
  httpTarget,
  open,
  openBoth,
  RAW,
  reference,
  startEverything,
  startNode,
  stdioTarget,
} from './support';

const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

test.each(VERSIONS)('a server is spoken to in %s and nothing else', async (protocolVersion) => {
  const pinned = { era: 'legacy', protocolVersion, offers: ATTENDED_OFFERS } as const;
  const target = stdioTarget(startNode(reference('everything'), ['stdio']));
  const { session, recorder } = await open(target, pinned);
  expect(session.summary).toMatchObject({ era: 'legacy', protocolVersion });
  const { text } = recorder.all[0]!;
  const { capabilities } = JSON.parse(text).params;
  expect(JSON.parse(text).params.protocolVersion).toBe(protocolVersion);
  // Only what that revision knows is offered in it.
  expect('elicitation' in capabilities).toBe(protocolVersion >= '2025-06-18');
  expect('tasks' in capabilities).toBe(protocolVersion >= '2025-11-25');
  expect(session.state.offers).toEqual(capabilities);
  await session.start();
  expect(session.catalog.errors).toEqual([]);
});

test('over HTTP the header names it', async () => {
  const { url } = await startEverything('streamableHttp');
  const { session } = await open(httpTarget(url), { era: 'legacy', protocolVersion: '2025-06-18' });
  await session.start();
  expect(session.catalog.errors).toEqual([]);
  expect(session.summary.protocolVersion).toBe('2025-06-18');
});

test('the modern era is pinned by its one version', async () => {
  const { session } = await openBoth('modern', 'http', { protocolVersion: '2026-07-28' });
  expect(session.summary.protocolVersion).toBe('2026-07-28');
});

test('a server that answers with another version is not taken', async () => {
  const opening = open(stdioTarget(startNode(RAW, ['bad-version'])), {
    era: 'legacy',
    protocolVersion: '2025-03-26',
  });
  await expect(opening).rejects.toMatchObject({
    failure: { kind: 'version', server: ['1999-01-01'], client: ['2025-03-26'] },
  });
});
