import path from 'node:path';
import { expect, test } from 'vitest';
import { type Approver, AuthorizationError } from '../../../src/proxy/auth/approver';
import { Authorizer, type AuthorizerOptions } from '../../../src/proxy/auth/authorizer';
import { MemoryAuthStore } from '../../../src/proxy/auth/authStore';
import { loopbackApprover } from '../../../src/proxy/auth/loopbackApprover';
import { HandshakeError } from '../../../src/proxy/session/sessionTarget';
import { call, httpTarget, open, ROOT, startNode } from '../session/support';

const SERVER = path.join(ROOT, 'test/fixtures/servers/oauthServer.mjs');

interface Asked {
  readonly asked: string;
  readonly scope?: string;
  readonly token?: string;
  readonly redirect?: string;
}

async function startServer(env: NodeJS.ProcessEnv = {}) {
  const server = startNode(SERVER, [], { PORT: '0', ...env });
  const [, origin] = await server.stderr(/^Listening on (\S+)$/);
  const log = async () => (await (await fetch(`${origin}/log`)).json()) as Asked[];
  /** What the authorization server was asked. */
  const asked = async () =>
    (await log()).filter(({ token }) => token === undefined).map(({ asked }) => asked);
  return { url: `${origin}/mcp`, log, asked };
}

/** A browser whose person consents to all, and whose pages are followed to the end. */
const browser: Approver = loopbackApprover({
  reach: async (local) => local,
  open: async (url) => {
    // A person does not wait for the page: nor does the one who opens it.
    fetch(url).then((response) => response.text());
    return true;
  },
});

function authorizer(serverUrl: string, options: Partial<AuthorizerOptions> = {}) {
  return new Authorizer({
    serverUrl,
    store: new MemoryAuthStore(),
    client: { name: 'Portcullis' },
    approver: browser,
    ...options,
  });
}

test('a person signs in once, and what they began goes on', async () => {
  const server = await startServer();
  const { session } = await open(httpTarget(server.url), { auth: authorizer(server.url) });
  await session.start();
  expect(session.catalog.tools.map(({ name }) => name)).toEqual(['look', 'write']);
  expect((await call(session, 'tools/call', { name: 'look' })).status).toBe('succeeded');
  expect(await server.asked()).toEqual(['register', 'authorize', 'authorization_code']);
});

test('what wants more is consented to, and nothing is lost by it', async () => {
  const server = await startServer();
  const { session } = await open(httpTarget(server.url), { auth: authorizer(server.url) });
  expect((await call(session, 'tools/call', { name: 'write' })).status).toBe('succeeded');
  const scopes = (await server.log()).flatMap(({ asked, scope }) =>
    asked === 'authorize' ? [scope] : [],
  );
  expect(scopes).toEqual(['read', 'read write']);
  const { status } = await call(session, 'tools/call', { name: 'look' });
  expect(status).toBe('succeeded');
});

test('a token that is used up is renewed without a person', async () => {
  const server = await startServer({ TOKEN_USES: '3' });
  const { session } = await open(httpTarget(server.url), { auth: authorizer(server.url) });
  for (let times = 0; times < 6; times++) {
    expect((await call(session, 'tools/call', { name: 'look' })).status).toBe('succeeded');
  }
  const asked = await server.asked();
  expect(asked.filter((what) => what === 'authorize')).toHaveLength(1);
  expect(asked.filter((what) => what === 'refresh_token').length).toBeGreaterThan(0);
});

test('many requests that need a token wait for the same one', async () => {
  const server = await startServer({ TOKEN_USES: '5' });
  const { session } = await open(httpTarget(server.url), { auth: authorizer(server.url) });
  const calls = Array.from({ length: 3 }, () => call(session, 'tools/call', { name: 'look' }));
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(statuses).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect((await server.asked()).filter((what) => what === 'authorize')).toHaveLength(1);
});

test('a sign-in is kept, and used by the next session without a person', async () => {
  const server = await startServer({ TOKEN_USES: '3' });
  const store = new MemoryAuthStore();
  const first = await open(httpTarget(server.url), { auth: authorizer(server.url, { store }) });
  await first.session.start();
  await first.session.close();
  const later = new Authorizer({ serverUrl: server.url, store, client: { name: 'Portcullis' } });
  const { session } = await open(httpTarget(server.url), { auth: later });
  expect((await call(session, 'tools/call', { name: 'look' })).status).toBe('succeeded');
  expect((await server.asked()).filter((what) => what === 'authorize')).toHaveLength(1);

  await store.write(server.url, undefined);
  later.reload();
  const { status, error } = await call(session, 'tools/call', { name: 'look' });
  expect([status, error?.data]).toEqual(['failed', expect.objectContaining({ status: 401 })]);
});

test('where nobody may be asked, the refusal is the answer', async () => {
  const server = await startServer();
  const quiet = new Authorizer({
    serverUrl: server.url,
    store: new MemoryAuthStore(),
    client: { name: 'Portcullis' },
  });
  const failure = await open(httpTarget(server.url), { auth: quiet }).catch((error) => error);
  expect(failure).toBeInstanceOf(HandshakeError);
  expect(failure.failure).toMatchObject({ kind: 'http', exchange: { status: 401 } });
  expect(await server.asked()).toEqual([]);
});

test('a refusal of the authorization server is told in its words', async () => {
  const server = await startServer({ CONSENT: 'deny' });
  const auth = authorizer(server.url);
  const failure = await auth.renew({ kind: 'unauthorized' }, undefined).catch((error) => error);
  expect(failure).toBeInstanceOf(AuthorizationError);
  expect(failure.problem).toBe('denied');
  expect(failure.message).toContain('Nobody was willing.');
  expect(await server.asked()).toEqual(['register', 'authorize']);
});

test('who asks again and again is not followed', async () => {
  const server = await startServer({ CONSENT: 'deny' });
  const auth = authorizer(server.url);
  const problems: string[] = [];
  for (let times = 0; times < 5; times++) {
    await auth.renew({ kind: 'unauthorized' }, undefined).catch((error) => {
      problems.push(error.problem);
    });
  }
  expect(problems).toEqual(['denied', 'denied', 'denied', 'tooOften', 'tooOften']);
});

test('a registration is made anew where its port is taken, and kept where it is free', async () => {
  const server = await startServer();
  const store = new MemoryAuthStore();
  const auth = authorizer(server.url, { store });
  const consent = async () =>
    auth.renew({ kind: 'insufficientScope', scope: 'read' }, await auth.token());
  await consent();
  await consent();
  expect((await server.asked()).filter((what) => what === 'register')).toHaveLength(1);

  const [redirect] = (await server.log()).flatMap(({ redirect }) => redirect ?? []);
  const taken = await browser.open(redirect);
  try {
    expect(taken.redirectUrl).toBe(redirect);
    await consent();
  } finally {
    taken.dispose();
  }
  expect((await server.asked()).filter((what) => what === 'register')).toHaveLength(2);
});

test('who closed the page may sign in anew', async () => {
  const server = await startServer();
  const opened: URL[] = [];
  const first = Promise.withResolvers<void>();
  const distracted = loopbackApprover({
    reach: async (local) => local,
    open: async (url) => {
      opened.push(url);
      first.resolve();
      if (opened.length > 1) fetch(url).then((response) => response.text());
      return true;
    },
  });
  const auth = authorizer(server.url, { approver: distracted });
  const abandoned = auth.renew({ kind: 'unauthorized' }, undefined).catch((error) => error);
  await first.promise;
  await auth.signIn();
  expect(opened).toHaveLength(2);
  expect(await auth.token()).toBeDefined();
  expect(await abandoned).toMatchObject({ problem: 'dismissed' });
});

test('a renewal that may ask nobody does not stand for one that may', async () => {
  const server = await startServer();
  const auth = authorizer(server.url);
  const quiet = auth.quietly.renew({ kind: 'unauthorized' }, undefined).catch((error) => error);
  await auth.renew({ kind: 'unauthorized' }, undefined);
  expect(await quiet).toMatchObject({ problem: 'signInRequired' });
  expect(await auth.token()).toBeDefined();
});

test('what waits for a person ends with the one who wanted it', async () => {
  const server = await startServer();
  const opened = Promise.withResolvers<void>();
  const nobody = loopbackApprover({
    reach: async (local) => local,
    open: async () => {
      opened.resolve();
      return true;
    },
  });
  const auth = authorizer(server.url, { approver: nobody });
  const cancel = new AbortController();
  const waiting = auth.renew({ kind: 'unauthorized' }, undefined, cancel.signal);
  const other = auth.renew({ kind: 'unauthorized' }, undefined);
  await opened.promise;
  cancel.abort(new Error('not wanted any more'));
  await expect(waiting).rejects.toThrow('not wanted any more');
  expect(auth.renewing).toBeDefined();
  auth.dispose();
  await expect(other).rejects.toThrow('given up');
  expect(auth.renewing).toBeUndefined();
});
