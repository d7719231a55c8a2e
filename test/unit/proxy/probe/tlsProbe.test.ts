import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import * as tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { speaksTls } from '../../../../src/proxy/probe/speaksTls';
import { tlsProbe } from '../../../../src/proxy/probe/tlsProbe';
import {
  type Certificate,
  createAuthority,
  createCertificate,
} from '../../../fixtures/faults/certificate';

const DAY = 86_400_000;
const servers: Server[] = [];
let authority: Certificate;

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  authority = await createAuthority();
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.cert]);
});

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

describe('tlsProbe', () => {
  test('trusts a certificate that a known authority signed for this address', async () => {
    const host = await listen(createHttpsServer(await createCertificate({ authority })));
    expect(await tlsProbe(`https://${host}/mcp`)).toMatchObject({
      kind: 'trusted',
      protocol: 'TLSv1.3',
    });
  });

  test('refuses one that nobody signed, and reads it', async () => {
    const host = await listen(createHttpsServer(await createCertificate()));
    const result = await tlsProbe(`https://${host}/mcp`);
    expect(result).toMatchObject({
      kind: 'refused',
      tls: {
        error: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        issuer: 'fixture, Portcullis',
        subject: 'fixture, Portcullis',
        altNames: expect.stringContaining('DNS:localhost'),
      },
    });
    expect(result.kind === 'refused' && result.tls.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}/);
  });

  test('trusts one that nobody signed by its fingerprint, and no other', async () => {
    const host = await listen(createHttpsServer(await createCertificate()));
    const refused = await tlsProbe(`https://${host}/`);
    const fingerprint = refused.kind === 'refused' ? refused.tls.fingerprint256 : undefined;
    const trusted = await tlsProbe(`https://${host}/`, { trustedFingerprint: fingerprint });
    expect(trusted.kind).toBe('trusted');
    const other = fingerprint?.replace(/^../, (byte) => (byte === '00' ? '01' : '00'));
    expect((await tlsProbe(`https://${host}/`, { trustedFingerprint: other })).kind).toBe(
      'refused',
    );
  });

  test('refuses one whose time is over', async () => {
    const notAfter = new Date(Date.now() - DAY);
    const notBefore = new Date(Date.now() - 30 * DAY);
    const host = await listen(
      createHttpsServer(await createCertificate({ authority, notBefore, notAfter })),
    );
    const result = await tlsProbe(`https://${host}/mcp`);
    expect(result).toMatchObject({ kind: 'refused', tls: { error: 'CERT_HAS_EXPIRED' } });
    const validTo = result.kind === 'refused' ? Date.parse(result.tls.validTo ?? '') : Number.NaN;
    expect(Math.abs(validTo - notAfter.getTime())).toBeLessThan(2_000);
  });

  test('refuses one that was made for another name', async () => {
    const certificate = await createCertificate({
      authority,
      names: ['elsewhere.test'],
      addresses: [],
    });
    const host = await listen(createHttpsServer(certificate));
    expect(await tlsProbe(`https://${host}/mcp`)).toMatchObject({
      kind: 'refused',
      tls: { error: 'ERR_TLS_CERT_ALTNAME_INVALID', altNames: 'DNS:elsewhere.test' },
    });
  });

  test('recognises plain HTTP on the port', async () => {
    const host = await listen(createHttpServer((_request, response) => response.end('hello')));
    expect(await tlsProbe(`https://${host}/mcp`)).toMatchObject({
      kind: 'refused',
      tls: { plainHttpAnswers: true },
    });
  });

  test('tells plain HTTP from another protocol that is no TLS', async () => {
    const host = await listen(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.resume().end('SSH-2.0-OpenSSH_9.6\r\n');
      }),
    );
    const result = await tlsProbe(`https://${host}/mcp`);
    expect(result.kind === 'refused' && result.tls.plainHttpAnswers).not.toBe(true);
    expect(result.kind).not.toBe('trusted');
  });

  test('reports a port that hangs up, and one that is closed', async () => {
    const host = await listen(createServer((socket) => socket.resetAndDestroy()));
    expect(await tlsProbe(`https://${host}/`)).toMatchObject({
      kind: 'network',
      code: 'ECONNRESET',
    });
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await tlsProbe(`https://${host}/`)).toMatchObject({
      kind: 'network',
      code: 'ECONNREFUSED',
    });
  });

  test('reports silence after its time', async () => {
    const host = await listen(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.resume();
      }),
    );
    expect(await tlsProbe(`https://${host}/`, { timeoutMs: 50 })).toMatchObject({ kind: 'silent' });
  });
});

describe('speaksTls', () => {
  test('is true for any certificate, false for plain HTTP', async () => {
    const secure = await listen(createHttpsServer(await createCertificate()));
    const plain = await listen(createHttpServer((_request, response) => response.end('hello')));
    expect(await speaksTls(`http://${secure}/mcp`)).toBe(true);
    expect(await speaksTls(`http://${plain}/mcp`)).toBe(false);
  });
});
