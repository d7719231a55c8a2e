import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allProcesses, processesOfRun } from '../../vscode/processes.mjs';

interface Message {
  readonly type: 'listening' | 'ended' | 'stopped';
  readonly guardPid: number;
  readonly port?: number;
  readonly pid?: number;
  readonly killed?: readonly { readonly command: string }[];
}

/** Only Linux tells which processes inherited the mark. */
describe.runIf(process.platform === 'linux')('the guard of a VS Code', () => {
  let folder: string;
  let mark: string;
  let test: ChildProcess;
  let listening: Message;

  const said = async (type: Message['type']): Promise<Message> => {
    for (;;) {
      const [message] = await once(test, 'message');
      if (message.type === type) return message;
    }
  };
  const left = () => processesOfRun(mark, listening.guardPid);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-guard-'));
    mark = randomUUID();
    test = fork(path.join(import.meta.dirname, 'fixtures/test.mjs'), [mark, folder]);
    listening = await said('listening');
  });
  afterEach(async () => {
    test.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('tells the port and the process, and knows all that belongs to it', () => {
    expect(listening.port).toBe(12345);
    expect(left().map(({ pid }) => pid)).toContain(listening.pid);
    expect(left()).toHaveLength(2);
  });

  it('ends all of it when it is told to, and names what had to be killed', async () => {
    test.send('stop');
    const { killed } = await said('stopped');
    expect(killed).toHaveLength(1);
    expect(killed?.[0]?.command).toContain(mark);
    expect(left()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('ends all of it when the test is killed', async () => {
    test.kill('SIGKILL');
    await expect
      .poll(() => allProcesses().some(({ pid }) => pid === listening.guardPid), { timeout: 30_000 })
      .toBe(false);
    expect(left()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
