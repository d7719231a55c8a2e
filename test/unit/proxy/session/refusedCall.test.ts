import { expect, test } from 'vitest';
import { ATTENDED_OFFERS } from '../../../../src/proxy/session/offers';
import { PendingRequests } from '../../../../src/proxy/session/pendingRequests';
import { RefusedCall, requiredElicitations } from '../../../../src/proxy/session/refusedCall';
import { Roots } from '../../../../src/proxy/session/roots';

const elicitation = (elicitationId: string) => ({
  mode: 'url',
  message: 'Sign in',
  url: 'https://example.org/',
  elicitationId,
});

function refuse(...ids: string[]) {
  const pending = new PendingRequests({ serverId: 's', sessionId: 'one' }, 0);
  const answering = { offers: ATTENDED_OFFERS, roots: new Roots([]), pending };
  const refused = new RefusedCall(ids.map(elicitation), 'call', answering);
  return { pending, refused, requests: pending.list() };
}
const accept = { result: { action: 'accept' } };

test('it may be sent again when every address was visited and is done with', async () => {
  const { pending, refused, requests } = refuse('a', 'b');
  for (const { id } of requests) pending.answer(id, accept);
  pending.complete('b');
  const settled = refused.settled.then((isComplete) => `complete: ${isComplete}`);
  expect(await Promise.race([settled, 'waits'])).toBe('waits');
  pending.complete('a');
  expect(await settled).toBe('complete: true');
});

test('it is given up when one of them is declined', async () => {
  const { pending, refused, requests } = refuse('a', 'b');
  pending.answer(requests[1]!.id, { action: 'decline' });
  expect(await refused.settled).toBe(false);
  refused.drop('cancelled');
  expect(pending.list().map(({ status }) => status)).toEqual(['cancelled', 'declined']);
});

test.each([
  [{ code: -32042, message: 'm', data: { elicitations: [elicitation('a')] } }, 1],
  [{ code: -32042, message: 'm', data: { elicitations: [] } }, undefined],
  [{ code: -32042, message: 'm', data: { elicitations: [{ message: 'no address' }] } }, undefined],
  [{ code: -32042, message: 'm' }, undefined],
  [{ code: -32000, message: 'm', data: { elicitations: [elicitation('a')] } }, undefined],
])('%j requires %s addresses', (error, count) => {
  expect(requiredElicitations(error)?.length).toBe(count);
});
