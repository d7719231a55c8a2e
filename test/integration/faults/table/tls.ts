import * as tls from 'node:tls';
import {
  type CertificateOptions,
  createAuthority,
  createCertificate,
} from '../../../fixtures/faults/certificate';
import type { Fault } from '../fault';
import type { World } from '../world';

const DAY_MS = 86_400_000;

/** A server over https with a certificate of its own. */
async function secure(world: World, options: CertificateOptions = {}): Promise<number> {
  const { key, cert } = await createCertificate(options);
  return (await world.start('tls.server.mjs', { KEY: key, CERT: cert })).port;
}

/** An authority that this process trusts until the end of the fault. */
async function trustedAuthority(world: World) {
  const authority = await createAuthority();
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, authority.cert]);
  world.onEnd(() => tls.setDefaultCACertificates(before));
  return authority;
}

export const tlsFaults: readonly Fault[] = [
  {
    code: 'tls.on-plain-port',
    name: 'https to http',
    step: 'tls',
    entry: async (world) => {
      const { port } = await world.start('healthyHttp.mjs');
      return { type: 'http', url: world.expect(`https://127.0.0.1:${port}/mcp`) };
    },
    fixes: ['useScheme'],
  },
  {
    code: 'http.on-tls-port',
    name: 'http to https',
    step: 'http',
    entry: async (world) => {
      const port = await secure(world, { authority: await trustedAuthority(world) });
      return { type: 'http', url: world.expect(`http://127.0.0.1:${port}/mcp`) };
    },
    fixes: ['useScheme'],
  },
  {
    code: 'tls.untrusted',
    name: 'signed by itself',
    step: 'tls',
    entry: async (world) => {
      const port = await secure(world);
      return { type: 'http', url: `https://127.0.0.1:${port}/mcp` };
    },
    evidence: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    fixes: ['trust'],
  },
  {
    code: 'tls.expired',
    name: 'since yesterday',
    step: 'tls',
    entry: async (world) => {
      const port = await secure(world, {
        authority: await trustedAuthority(world),
        notBefore: new Date(Date.now() - 30 * DAY_MS),
        notAfter: new Date(Date.now() - DAY_MS),
      });
      return { type: 'http', url: `https://127.0.0.1:${port}/mcp` };
    },
    evidence: 'CERT_HAS_EXPIRED',
    fixes: ['trust'],
  },
  {
    code: 'tls.hostname',
    name: 'made for another name',
    step: 'tls',
    entry: async (world) => {
      const authority = await trustedAuthority(world);
      const port = await secure(world, { authority, names: ['localhost'], addresses: [] });
      return { type: 'http', url: `https://127.0.0.1:${port}/mcp` };
    },
    evidence: 'DNS:localhost',
    fixes: ['useName-localhost', 'trust'],
  },
  {
    code: 'tls.handshake',
    name: 'neither TLS nor HTTP',
    step: 'tls',
    entry: async (world) => {
      const { port } = await world.start('http.not-http.mjs');
      return { type: 'http', url: world.expect(`https://127.0.0.1:${port}/mcp`) };
    },
  },
];
