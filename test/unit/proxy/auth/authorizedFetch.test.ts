import type { FetchLike } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { createAuthorizedFetch } from '../../../../src/proxy/auth/authorizedFetch';
import type { Challenge, TokenSource } from '../../../../src/proxy/auth/authorizer';

const URL_OF_SERVER = 'https://server.example/mcp';

/** Counts its tokens: `t0`, `t1`, … */
class Tokens implements TokenSource {
  readonly challenges: Challenge[] = [];
  readonly renewing = undefined;
  async token() {
    return `t${this.challenges.length}`;
  }
  async renew(challenge: Challenge) {
    this.challenges.push(challenge);
  }
}

/** Answers with one response after the other; the last one again and again. */
function server(...answers: (() => Response)[]) {
  const sent: (string | null)[] = [];
  const fetch: FetchLike = async (_, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]!;
    sent.push(new Headers(init?.headers).get('authorization'));
    return answer();
  };
  return { fetch, sent };
}

const ok = () => new Response('fine');
const refuse = (status: number, challenge?: string) => () =>
  new Response('no', { status, headers: challenge ? { 'www-authenticate': challenge } : {} });
const unauthorized = refuse(401, 'Bearer scope="a", resource_metadata="https://server.example/m"');
const insufficient = refuse(403, 'Bearer error="insufficient_scope", scope="b"');

async function ask(answers: (() => Response)[], url = URL_OF_SERVER, init?: RequestInit) {
  const tokens = new Tokens();
  const { fetch, sent } = server(...answers);
  const { status } = await createAuthorizedFetch(fetch, tokens, URL_OF_SERVER)(url, init);
  return { status, sent, challenges: tokens.challenges };
}

test('a refused request is sent once more with another token', async () => {
  const { status, sent, challenges } = await ask([unauthorized, ok]);
  expect([status, sent]).toEqual([200, ['Bearer t0', 'Bearer t1']]);
  expect(challenges).toEqual([
    { kind: 'unauthorized', scope: 'a', resourceMetadataUrl: new URL('https://server.example/m') },
  ]);
});

test('once for the token, once for the scope, and no more', async () => {
  const both = await ask([unauthorized, insufficient, ok]);
  expect([both.status, both.challenges.map(({ kind }) => kind)]).toEqual([
    200,
    ['unauthorized', 'insufficientScope'],
  ]);
  const never = await ask([unauthorized]);
  expect([never.status, never.sent.length]).toEqual([401, 2]);
  const stubborn = await ask([insufficient, insufficient, unauthorized, insufficient]);
  expect([stubborn.status, stubborn.sent.length]).toEqual([403, 2]);
});

test('a refusal that no token would change is the answer', async () => {
  for (const answer of [refuse(403), refuse(403, 'Bearer error="other"'), refuse(500)]) {
    const { sent, challenges } = await ask([answer, ok]);
    expect([sent.length, challenges]).toEqual([1, []]);
  }
});

test.each([
  ['another origin', 'https://other.example/mcp', undefined, null],
  ['another port', 'https://server.example:8443/mcp', undefined, null],
  ['without TLS', 'http://server.example/mcp', undefined, null],
  ['a header of its own', URL_OF_SERVER, { headers: { Authorization: 'Basic x' } }, 'Basic x'],
])('%s gets no token', async (_, url, init, authorization) => {
  const { status, sent, challenges } = await ask([unauthorized, ok], url, init);
  expect([status, sent, challenges]).toEqual([401, [authorization], []]);
});
