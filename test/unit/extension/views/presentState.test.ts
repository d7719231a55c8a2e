import { describe, expect, it } from 'vitest';
import { presentState, stepName } from '../../../../src/extension/views/presentState';
import type { Diagnosis } from '../../../../src/shared/model/diagnosis';
import { STEP_IDS } from '../../../../src/shared/model/launch';
import type { SessionSummary } from '../../../../src/shared/model/session';
import type { ServerSnapshot, ServerState } from '../../../../src/shared/model/state';
import { english } from '../words';

const diagnosis: Diagnosis = {
  code: 'process.exited',
  title: 'Exited with code 1',
  explanation: '',
  evidence: [],
  fixes: [],
};

const present = (state: ServerState, more: Partial<ServerSnapshot> = {}) =>
  presentState({ id: 'x', name: 'x', warnings: [], state, ...more }, english);

describe('presentState', () => {
  it('tells that a server runs under the debugger', () => {
    expect(present({ status: 'ready' }, { debugged: true })).toMatchObject({
      icon: 'debug-alt',
      word: 'Ready, under the debugger',
    });
  });

  it('tells that a debugger holds a server, whatever it does', () => {
    const word = 'Stopped at a breakpoint';
    for (const state of [{ status: 'ready' }, { status: 'probing', step: 'mcp' }] as const) {
      expect(present(state, { debugged: true, held: true })).toEqual({
        icon: 'debug-pause',
        word,
        description: 'time-outs are suspended',
      });
    }
    expect(present({ status: 'stopped' }, { held: true }).word).toBe('Stopped');
  });

  it('tells why a server restarts, until it is ready again', () => {
    const dev = {
      restartsOnSave: true,
      watched: ['src/**'],
      activity: { kind: 'restarting', cause: 'server.ts saved' },
    } as const;
    for (const state of [{ status: 'stopping' }, { status: 'probing', step: 'mcp' }] as const) {
      expect(present(state, { dev })).toMatchObject({
        icon: 'loading~spin',
        word: 'Restarting: server.ts saved',
        description: 'restarting: server.ts saved',
      });
    }
    expect(present({ status: 'ready' }, { dev }).word).toBe('Ready');
  });

  it('tells how the build of a server stands that still runs as it was', () => {
    const dev = { restartsOnSave: true, watched: ['src/**'] };
    const activity = { kind: 'building', task: 'tsc', cause: 'server.ts saved' } as const;
    expect(present({ status: 'ready' }, { dev: { ...dev, activity } })).toMatchObject({
      word: 'Ready; building: server.ts saved',
      description: 'building: tsc',
    });
    const notice = { kind: 'buildFailed', task: 'tsc', exitCode: 2 } as const;
    expect(present({ status: 'ready' }, { dev: { ...dev, notice } })).toMatchObject({
      icon: 'warning',
      word: 'Ready, but the build failed',
      description: 'build failed: tsc',
    });
  });

  it('tells that a server runs by another configuration than it has', () => {
    const dev = { restartsOnSave: false, watched: [], isOutdated: true };
    expect(present({ status: 'ready' }, { dev })).toMatchObject({
      word: 'Ready',
      description: 'configuration changed: restart to apply',
    });
  });

  it.each<[ServerState, string, string, string]>([
    [{ status: 'idle' }, 'circle-large-outline', 'Not started', ''],
    [{ status: 'checking', step: 'port' }, 'loading~spin', 'Checking', 'checking the port'],
    [{ status: 'starting', step: 'process' }, 'loading~spin', 'Starting', 'starting the process'],
    [
      { status: 'probing', step: 'tcp', detail: 'ECONNREFUSED' },
      'loading~spin',
      'Waiting for the server',
      'connecting',
    ],
    [{ status: 'ready' }, 'pass-filled', 'Ready', ''],
    [{ status: 'degraded', diagnosis }, 'warning', 'Ready, with a problem', 'Exited with code 1'],
    [{ status: 'stopping' }, 'loading~spin', 'Stopping', 'stopping'],
    [{ status: 'stopped' }, 'circle-slash', 'Stopped', 'stopped'],
    [{ status: 'failed', diagnosis }, 'error', 'Failed', 'Exited with code 1'],
  ])('tells %o by icon and word', (state, icon, word, description) => {
    expect(present(state)).toMatchObject({ icon, word, description });
  });

  it.each([
    [
      { tools: 2, resources: 1, prompts: 0 },
      'http://127.0.0.1:3001/mcp',
      '2 tools, 1 resource · :3001',
    ],
    [{ tools: 1, resources: 0, prompts: 1 }, undefined, '1 tool, 1 prompt'],
    [{ tools: 0, resources: 0, prompts: 0 }, 'http://[::1]:80/', ':80'],
    [undefined, 'https://example.com:8443/mcp', ''],
  ])('says what a ready server offers: %o at %s', (counts, url, description) => {
    const session = { ...(counts && { counts }) } as SessionSummary;
    expect(present({ status: 'ready' }, { session, ...(url && { url }) }).description).toBe(
      description,
    );
  });

  it('has a name for every step', () => {
    expect(new Set(STEP_IDS.map((step) => stepName(step, english))).size).toBe(STEP_IDS.length);
  });
});

describe('what waits for the person', () => {
  const waits = (state: ServerState, waiting: number) =>
    presentState({ id: 'x', name: 'x', warnings: [], state }, english, waiting);

  it('comes before what a running server offers', () => {
    expect(waits({ status: 'ready' }, 1)).toMatchObject({
      icon: 'bell-dot',
      word: 'Waits for you',
      description: '1 request waits for your answer',
    });
    expect(waits({ status: 'ready' }, 2).description).toBe('2 requests wait for your answer');
  });

  it('is nothing where nothing runs', () => {
    expect(waits({ status: 'stopped' }, 1).word).toBe('Stopped');
  });
});
