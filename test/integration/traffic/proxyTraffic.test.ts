import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Har } from '../../../src/proxy/traffic/har';
import type { TrafficFilter, TrafficHead } from '../../../src/shared/model/traffic';
import { remote, stdio } from '../engine/definitions';
import { temporaryFolder } from '../engine/harness';
import { buildProxy, forkProxy, gone } from '../engine/proxyProcess';
import { startModernHttp } from '../session/support';

const SECRET = 'not-for-anybody-else';
let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-traffic-'));
  script = await buildProxy(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startProxy(storagePath: string, limits?: { maxBytes: number; maxAgeMs: number }) {
  const proxy = forkProxy(script);
  await proxy.client.request('proxy/initialize', {
    preferredPort: 0,
    storagePath,
    ...(limits && { traffic: limits }),
  });
  const heads = async (serverId: string, filter: TrafficFilter = {}) =>
    (await proxy.client.request('inspector/traffic', { serverId, filter, from: 0, count: 1000 }))
      .heads;
  return { ...proxy, heads };
}

type Proxy = Awaited<ReturnType<typeof startProxy>>;

/** Has the server say something back. */
async function call(proxy: Proxy, serverId: string, message: string) {
  const { id } = await proxy.client.request('inspector/call', {
    serverId,
    method: 'tools/call',
    params: { name: 'echo', arguments: { message } },
  });
  return proxy.untilCall((record) => record.id === id && record.status !== 'running');
}

const byKind = (heads: readonly TrafficHead[], kind: string) =>
  heads.filter((head) => head.kind === kind);

describe('the proxy', () => {
  test('sends a request again, edited or not, and the log tells what it repeats', async () => {
    const proxy = await startProxy(temporaryFolder());
    const definition = stdio('talker', 'modernServer.mjs');
    await proxy.client.request('server/start', { definition });
    await proxy.until(({ session }) => session?.counts !== undefined);
    const { id: serverId } = definition;
    await call(proxy, serverId, 'one');
    const calls = { methods: ['tools/call'], kinds: ['request' as const] };
    const [original] = await proxy.heads(serverId, calls);
    const replayed = await proxy.client.request('inspector/replay', {
      serverId,
      seq: original!.seq,
    });
    expect(replayed).toMatchObject({
      method: 'tools/call',
      params: { arguments: { message: 'one' } },
    });
    await proxy.untilCall(({ id, status }) => id === replayed.id && status !== 'running');
    const edited = await proxy.client.request('inspector/replay', {
      serverId,
      seq: original!.seq,
      params: { name: 'echo', arguments: { message: 'two' } },
    });
    await proxy.untilCall(({ id, status }) => id === edited.id && status !== 'running');
    const [, second, third] = await proxy.heads(serverId, calls);
    expect([original, second, third].map((head) => head?.replayOf)).toEqual([
      undefined,
      original!.seq,
      original!.seq,
    ]);
    expect(third!.preview).toContain('"two"');
    expect(third!.rpcId).not.toBe(original!.rpcId);
    await expect(
      proxy.client.request('inspector/replay', { serverId, seq: 10_000 }),
    ).rejects.toThrow('no such request');
    await proxy.client.request('proxy/shutdown', {});
    await gone(proxy.child);
  });

  test('keeps all of it when it is killed, exports it without secrets, and opens what it exported', async () => {
    const storagePath = temporaryFolder();
    const { url } = await startModernHttp();
    const definition = {
      ...remote('over-http', url),
      headers: { Authorization: `Bearer ${SECRET}` },
    };
    const { id: serverId } = definition;
    const first = await startProxy(storagePath);
    await first.client.request('server/start', { definition });
    await first.until(({ session }) => session?.counts !== undefined);
    await call(first, serverId, `it is ${SECRET}`);
    const before = await first.heads(serverId);
    first.child.kill('SIGKILL');
    await gone(first.child);

    const second = await startProxy(storagePath);
    const kept = await second.heads(serverId);
    expect(kept.slice(0, before.length)).toEqual(before);
    // What lets somebody in is in no file, though what was said is.
    const onDisk = textIn(storagePath);
    expect(onDisk).toContain(`it is ${SECRET}`);
    expect(onDisk).not.toContain(`Bearer ${SECRET}`);
    for (const { kind, method, httpSeq, pairSeq } of kept) {
      if (method !== 'tools/call') continue;
      expect(pairSeq, `${kind} ${method}`).toBeDefined();
      expect(kept[httpSeq!], `${kind} ${method}`).toMatchObject({ kind: 'http', method: 'POST' });
    }

    const file = path.join(storagePath, 'export.ndjson');
    const asked = { serverId, filter: {}, path: file, knownSecrets: [SECRET] };
    const result = await second.client.request('traffic/export', {
      ...asked,
      format: 'ndjson',
      secrets: 'masked',
    });
    expect(result.entries).toBe(kept.length);
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
    const opened = await second.client.request('traffic/open', { path: file });
    expect(opened).toMatchObject({ total: kept.length, servers: [serverId] });
    const back = await second.heads(opened.logId);
    expect(back.map(shape)).toEqual(kept.map(shape));
    await expect(
      second.client.request('inspector/clearTraffic', { serverId: opened.logId }),
    ).rejects.toThrow('cannot be cleared');
    await expect(
      second.client.request('traffic/open', { path: path.join(storagePath, 'none') }),
    ).rejects.toThrow('ENOENT');

    const har = path.join(storagePath, 'export.har');
    await second.client.request('traffic/export', {
      ...asked,
      path: har,
      format: 'har',
      secrets: 'masked',
    });
    const { log }: Har = JSON.parse(readFileSync(har, 'utf8'));
    const posts = log.entries.filter(({ request }) => request.method === 'POST');
    expect(posts.length).toBe(
      byKind(kept, 'request').length +
        byKind(kept, 'notification').filter(({ direction }) => direction === 'clientToServer')
          .length,
    );
    const answered = posts.find(({ request }) => request.postData?.text.includes('tools/call'));
    expect(answered?.response.content.text).toContain('"result"');
    expect(readFileSync(har, 'utf8')).not.toContain(SECRET);
    await second.client.request('proxy/shutdown', {});
    await gone(second.child);
  });

  test('keeps no more than it is told to', async () => {
    const storagePath = temporaryFolder();
    const day = 24 * 60 * 60 * 1000;
    const proxy = await startProxy(storagePath, { maxBytes: 20_000, maxAgeMs: day });
    const definition = stdio('talker', 'modernServer.mjs');
    await proxy.client.request('server/start', { definition });
    await proxy.until(({ session }) => session?.counts !== undefined);
    for (let n = 0; n < 60; n++) await call(proxy, definition.id, `${n} ${'x'.repeat(500)}`);
    const heads = await proxy.heads(definition.id);
    expect(heads.at(-1)?.kind).toBe('response');
    expect(heads[0]!.seq).toBeGreaterThan(0);
    expect(textIn(storagePath).length).toBeLessThan(25_000);
    await proxy.client.request('traffic/setLimits', { maxBytes: 5_000, maxAgeMs: day });
    expect(textIn(storagePath).length).toBeLessThan(10_000);
    await proxy.client.request('proxy/shutdown', {});
    await gone(proxy.child);
  });
});

function textIn(storagePath: string): string {
  return (readdirSync(storagePath, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => readFileSync(path.join(storagePath, name), 'utf8'))
    .join('');
}

/** What an export keeps as it was, whatever was masked. */
function shape({ seq, kind, direction, method, rpcId, pairSeq, httpSeq, time }: TrafficHead) {
  return { seq, kind, direction, method, rpcId, pairSeq, httpSeq, time };
}
