import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  openTrafficLog,
  type TrafficLog,
  type TrafficLogOptions,
} from '../../../../src/proxy/traffic/trafficLog';
import type { TrafficFilter } from '../../../../src/shared/model/traffic';

export const SERVER = 'workspace/some server';

export function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openLog(folder: string, options: Partial<TrafficLogOptions> = {}) {
  const problems: string[] = [];
  const log = openTrafficLog({ folder, onProblem: (text) => problems.push(text), ...options });
  onTestFinished(() => log.close());
  return { log, problems, recorder: log.recorder(SERVER) };
}

export const request = (id: number | string, method = 'tools/call', params: object = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });
export const response = (id: number | string, result: object = { ok: 1 }) =>
  JSON.stringify({ jsonrpc: '2.0', id, result });
export const failure = (id: number | string) =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code: -1, message: 'no' } });

export async function seqsOf(log: TrafficLog, filter: TrafficFilter): Promise<number[]> {
  return (await log.window(SERVER, filter, 0, 1000)).heads.map(({ seq }) => seq);
}

/** Resolves when so many ms have passed by the clock that durations are measured with. */
export async function pass(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await new Promise(setImmediate);
}
