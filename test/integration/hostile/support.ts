import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import type { ServerLogLimits } from '../../../src/proxy/traffic/serverLog';
import { openTrafficLog } from '../../../src/proxy/traffic/trafficLog';
import type { TrafficHead } from '../../../src/shared/model/traffic';
import { call, httpTarget, open, startNode, stdioTarget } from '../session/support';

export const HOSTILE = path.join(import.meta.dirname, 'hostileServer.mjs');
/** The ways in which a server can answer. */
export const KINDS = ['stdio', 'HTTP, as JSON', 'HTTP, as events'] as const;
export type Kind = (typeof KINDS)[number];
const SERVER = 'hostile';
export const MB = 1_000_000;
/** For what takes seconds on a quiet machine. */
export const UNHURRIED = { timeout: 240_000 };

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portcullis-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** The hostile server over HTTP, until the test ends. */
export async function startHttp(events: boolean): Promise<{ readonly url: string }> {
  const server = startNode(HOSTILE, ['http', ...(events ? ['events'] : [])]);
  const [, port] = await server.stderr(/^listening (\d+)$/);
  return { url: `http://127.0.0.1:${port}/mcp` };
}

async function targetOf(kind: Kind) {
  if (kind === 'stdio') return stdioTarget(startNode(HOSTILE, ['stdio']));
  const { url } = await startHttp(kind === 'HTTP, as events');
  return httpTarget(url);
}

export interface Hostile {
  readonly session: InspectorSession;
  /** Calls a tool. @returns its result. @throws what became of the call instead */
  tool(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** What was recorded, from a position on; a negative one counts from the end. */
  heads(from: number): Promise<{ readonly total: number; readonly heads: readonly TrafficHead[] }>;
  /** The recorded text of the latest answer. */
  latestAnswer(): Promise<string>;
}

/** A session with the hostile server, and a log on disk as the proxy has it. */
export async function openHostile(
  kind: Kind,
  limits: Partial<ServerLogLimits> = {},
): Promise<Hostile> {
  const problems: string[] = [];
  const log = openTrafficLog({
    folder: temporaryFolder(),
    onProblem: (message) => problems.push(message),
    limits,
  });
  onTestFinished(() => log.close());
  const { session } = await open(await targetOf(kind), { recorder: log.recorder(SERVER) });
  const heads = (from: number) => log.window(SERVER, {}, from, Math.abs(from));
  return {
    session,
    heads,
    tool: async (name, args = {}) => {
      const { status, result, error } = await call(session, 'tools/call', {
        name,
        arguments: args,
      });
      if (problems.length > 0) throw new Error(problems[0]);
      if (status !== 'succeeded') throw new Error(`${name} ${status}: ${error?.message}`);
      return result as Record<string, unknown>;
    },
    latestAnswer: async () => {
      const latest = (await heads(-10)).heads.findLast((head) => head.kind === 'response');
      return (await log.entry(SERVER, latest!.seq))!.raw;
    },
  };
}

/** The text in the result of a tool. */
export function textOf(result: Record<string, unknown>): string {
  return (result.content as [{ text: string }])[0].text;
}

/** How much more memory this process ever had than now, in bytes, when asked later. */
export function memoryWatch(): () => number {
  const before = process.memoryUsage.rss();
  return () => process.resourceUsage().maxRSS * 1024 - before;
}
