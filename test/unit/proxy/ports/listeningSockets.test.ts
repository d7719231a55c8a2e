import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import {
  listeningSockets,
  parseLsof,
  parseNetstat,
} from '../../../../src/proxy/ports/listeningSockets';
import { parseProcNet } from '../../../../src/proxy/ports/procNet';

test('/proc/net/tcp: sockets that listen, with address and inode', () => {
  const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0
   1: 0100007F:0BB9 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0
`;
  expect(parseProcNet(text)).toEqual([{ address: '127.0.0.1', port: 3000, inode: '4711' }]);
});

test.each([
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000001000000', '::1'],
  ['0000000000000000FFFF00000100007F', '127.0.0.1'],
])('/proc/net/tcp6: %s is %s', (hex, address) => {
  const text = `head\n   0: ${hex}:0050 0:0 0A 0:0 0:0 0 0 0 9 1\n`;
  expect(parseProcNet(text)).toEqual([{ address, port: 80, inode: '9' }]);
});

test('lsof: sockets under their process', () => {
  expect(parseLsof('p12\nf20\nn127.0.0.1:3000\nf21\nn*:9229\np13\nn[::1]:80\n')).toEqual([
    { address: '127.0.0.1', port: 3000, pid: 12 },
    { address: '0.0.0.0', port: 9229, pid: 12 },
    { address: '::1', port: 80, pid: 13 },
  ]);
});

test('netstat: listening in any language', () => {
  const text = `  Proto  Lokale Adresse   Remoteadresse    Status           PID
  TCP    127.0.0.1:3000   0.0.0.0:0        ABHÖREN          42
  TCP    127.0.0.1:3000   127.0.0.1:5000   HERGESTELLT      42
  TCP    [::1]:80         [::]:0           ABHÖREN          7
`;
  expect(parseNetstat(text)).toEqual([
    { address: '127.0.0.1', port: 3000, pid: 42 },
    { address: '::1', port: 80, pid: 7 },
  ]);
});

test('our own sockets are found on this machine', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await listeningSockets([process.pid])).toContainEqual({
    address: '127.0.0.1',
    port,
    pid: process.pid,
  });
  server.close();
  await once(server, 'close');
  expect((await listeningSockets([process.pid])).some((socket) => socket.port === port)).toBe(
    false,
  );
});
