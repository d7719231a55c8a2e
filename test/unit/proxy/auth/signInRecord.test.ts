import { expect, test } from 'vitest';
import { MemoryAuthStore } from '../../../../src/proxy/auth/authStore';
import { SignInRecord } from '../../../../src/proxy/auth/signInRecord';

const URL_OF_SERVER = 'https://server.example/mcp';
const tokens = (name: string, issuer = 'https://issuer.example') => ({
  access_token: name,
  token_type: 'Bearer',
  issuer,
});
const client = { information: { client_id: 'id' }, redirectUrl: 'http://127.0.0.1:1/callback' };

/** As two windows see the same sign-in. */
function twoRecords() {
  const store = new MemoryAuthStore();
  return [new SignInRecord(store, URL_OF_SERVER), new SignInRecord(store, URL_OF_SERVER)] as const;
}

test('what one has written the other reads, when it looks again', async () => {
  const [mine, other] = twoRecords();
  expect(await other.load()).toEqual({ clients: {} });
  await mine.saveClient('https://issuer.example', client);
  await mine.saveTokens(tokens('first'));
  expect((await other.load()).tokens).toBeUndefined();
  expect((await other.reload()).tokens?.access_token).toBe('first');
  expect((await other.load()).clients).toEqual({ 'https://issuer.example': client });
});

test('tokens that were refused are forgotten, and registrations kept', async () => {
  const [mine, other] = twoRecords();
  await mine.saveClient('https://issuer.example', client);
  await mine.saveTokens(tokens('first'));
  await mine.forgetTokens();
  expect(await other.reload()).toEqual({
    clients: { 'https://issuer.example': client },
    boundIssuer: 'https://issuer.example',
  });
});

test('tokens that another has renewed meanwhile are not forgotten', async () => {
  const [mine, other] = twoRecords();
  await mine.saveTokens(tokens('first'));
  await other.load();
  await other.saveTokens(tokens('second'));
  await mine.forgetTokens();
  expect((await mine.load()).tokens?.access_token).toBe('second');
});

test('a client of the user belongs to the issuer that it was first used with', async () => {
  const [mine] = twoRecords();
  await mine.saveTokens(tokens('first', 'https://one.example'));
  await mine.saveTokens(tokens('second', 'https://two.example'));
  expect((await mine.load()).boundIssuer).toBe('https://one.example');
});

test('nothing is left when all is forgotten', async () => {
  const [mine, other] = twoRecords();
  await mine.saveTokens(tokens('first'));
  await mine.forgetAll();
  expect([await mine.load(), await other.reload()]).toEqual([{ clients: {} }, { clients: {} }]);
});
