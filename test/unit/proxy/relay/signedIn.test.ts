import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { Challenge, TokenSource } from '../../../../src/proxy/auth/authorizer';
import { ask, type Handler, PATH, start } from './support';

/** Tokens that a person has consented to, one after the other as they are refused. */
class Tokens implements TokenSource {
  readonly renewing = undefined;
  readonly refusals: [Challenge, string | undefined][] = [];
  #left: string[];

  constructor(...tokens: string[]) {
    this.#left = tokens;
  }
  async token(): Promise<string | undefined> {
    return this.#left[0];
  }
  async renew(challenge: Challenge, refused: string | undefined): Promise<void> {
    this.refusals.push([challenge, refused]);
    if (this.#left.length < 2) throw new Error('A person must be asked.');
    this.#left.shift();
  }
}

/** A server that lets in who has the right token, and writes down what it was sent. */
function guardedServer(right: string) {
  const seen: { authorization: string | undefined; body: string }[] = [];
  const handler: Handler = async (request: IncomingMessage, response) => {
    const { authorization } = request.headers;
    seen.push({ authorization, body: await text(request) });
    if (authorization === `Bearer ${right}`) {
      response.setHeader('content-type', 'application/json');
      response.end('{"jsonrpc":"2.0","id":1,"result":{}}');
      return;
    }
    const challenge = 'Bearer resource_metadata="http://127.0.0.1:1/meta", scope="read"';
    response.writeHead(401, { 'www-authenticate': challenge });
    response.end('No');
  };
  return { seen, handler };
}

const BODY = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
const post = { method: 'POST', body: BODY };

describe('to a server that a person has signed in to', () => {
  test('requests go with the token, and each is recorded once', async () => {
    const { seen, handler } = guardedServer('good-secret');
    const { listener, recorded, facts } = await start(
      handler,
      {},
      { tokens: new Tokens('good-secret') },
    );
    const answer = await ask(listener, post).answered;
    expect(answer.statusCode).toBe(200);
    await text(answer);
    expect(seen).toEqual([{ authorization: 'Bearer good-secret', body: BODY }]);
    expect(recorded.map(({ raw }) => raw)).toEqual([BODY, '{"jsonrpc":"2.0","id":1,"result":{}}']);
    expect(facts.map(({ type }) => type)).toEqual(['request', 'response']);
  });

  test('a token that got old is renewed without the client, and the request sent once more', async () => {
    const { seen, handler } = guardedServer('new');
    const tokens = new Tokens('old', 'new');
    const { listener, recorded, facts } = await start(handler, {}, { tokens });
    const answer = await ask(listener, post).answered;
    expect(answer.statusCode).toBe(200);
    await text(answer);
    expect(seen).toEqual([
      { authorization: 'Bearer old', body: BODY },
      { authorization: 'Bearer new', body: BODY },
    ]);
    expect(tokens.refusals).toEqual([
      [
        {
          kind: 'unauthorized',
          resourceMetadataUrl: new URL('http://127.0.0.1:1/meta'),
          scope: 'read',
        },
        'old',
      ],
    ]);
    expect(recorded).toHaveLength(2);
    await expect
      .poll(() => facts.map(({ type }) => type).sort())
      .toEqual(['request', 'request', 'response', 'response']);
  });

  test('a refusal that no token cures is the answer, whole', async () => {
    const { seen, handler } = guardedServer('other');
    const { listener } = await start(handler, {}, { tokens: new Tokens('old') });
    const answer = await ask(listener, post).answered;
    expect([answer.statusCode, await text(answer)]).toEqual([401, 'No']);
    expect(answer.headers['www-authenticate']).toContain('resource_metadata');
    expect(seen).toHaveLength(1);
  });

  test('who is refused again is not tried for ever', async () => {
    const { seen, handler } = guardedServer('other');
    const { listener } = await start(handler, {}, { tokens: new Tokens('a', 'b', 'c') });
    expect((await ask(listener, post).answered).statusCode).toBe(401);
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer a', 'Bearer b']);
  });

  test('a client with a token of its own for the server is left alone', async () => {
    const { seen, handler } = guardedServer('own');
    const { listener } = await start(handler, {}, { tokens: new Tokens('ours') });
    const headers = { authorization: 'Bearer own', 'x-portcullis-token': listener.token };
    const answer = await ask(listener, { ...post, path: PATH, headers }).answered;
    expect(answer.statusCode).toBe(200);
    expect(seen).toEqual([{ authorization: 'Bearer own', body: BODY }]);
  });

  test('a refusal of its own token is its own', async () => {
    const { seen, handler } = guardedServer('right');
    const tokens = new Tokens('ours', 'right');
    const { listener } = await start(handler, {}, { tokens });
    const headers = { authorization: 'Bearer own', 'x-portcullis-token': listener.token };
    const answer = await ask(listener, { ...post, path: PATH, headers }).answered;
    expect(answer.statusCode).toBe(401);
    expect(seen).toHaveLength(1);
    expect(tokens.refusals).toEqual([]);
  });

  test('a header of the configuration is not replaced', async () => {
    const { seen, handler } = guardedServer('configured');
    const headers = { Authorization: 'Bearer configured' };
    const { listener } = await start(handler, {}, { headers, tokens: new Tokens('ours') });
    expect((await ask(listener, post).answered).statusCode).toBe(200);
    expect(seen).toEqual([{ authorization: 'Bearer configured', body: BODY }]);
  });

  test('the token of the relay as a bearer token makes room for it', async () => {
    const { seen, handler } = guardedServer('good');
    const { listener } = await start(handler, {}, { tokens: new Tokens('good') });
    const headers = { authorization: `Bearer ${listener.token}` };
    const answer = await ask(listener, { ...post, path: PATH, headers }).answered;
    expect(answer.statusCode).toBe(200);
    expect(seen).toEqual([{ authorization: 'Bearer good', body: BODY }]);
  });

  test('before anybody has signed in, nothing is added', async () => {
    const { seen, handler } = guardedServer('good');
    const { listener } = await start(handler, {}, { tokens: new Tokens() });
    expect((await ask(listener, post).answered).statusCode).toBe(401);
    expect(seen).toEqual([{ authorization: undefined, body: BODY }]);
  });
});
