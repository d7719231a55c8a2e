import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { PortReservation } from '../../../../src/proxy/ports/portReservation';

async function listenOn(port: number, host: string) {
  const server = createServer().listen(port, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a held port cannot be bound by anyone, and can after the release', async () => {
  const reservation = await PortReservation.any();
  await expect(listenOn(reservation.port, '127.0.0.1')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await reservation.release();
  expect(await listenOn(reservation.port, '127.0.0.1')).toBe(reservation.port);
  await reservation.end();
});

test.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('a port taken on %s is not free', async (host) => {
  const port = await listenOn(0, host);
  await expect(PortReservation.fixed(port)).rejects.toMatchObject({ code: 'EADDRINUSE', port });
});

test('a released port stays promised until its server has ended', async () => {
  const first = await PortReservation.any();
  await first.release();
  await expect(PortReservation.fixed(first.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.end();
  const second = await PortReservation.fixed(first.port);
  // Ending the first again must not take the promise from the second.
  await first.end();
  await expect(PortReservation.fixed(first.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.end();
});

test('fifty at once are fifty different ports, below those of outgoing connections', async () => {
  const reservations = await Promise.all(Array.from({ length: 50 }, () => PortReservation.any()));
  const ports = new Set(reservations.map(({ port }) => port));
  expect(ports.size).toBe(50);
  expect(Math.max(...ports)).toBeLessThan(32_768);
  await Promise.all(reservations.map((reservation) => reservation.end()));
});
