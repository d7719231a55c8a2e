import { describe, expect, it } from 'vitest';
import { carryOutFix } from '../../../../src/extension/fixes/carryOutFix';
import type { FixHost } from '../../../../src/extension/fixes/fixHost';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';

/** A host that notes what it is told, and a person who declines everything unless `answers` say otherwise. */
function noting(answers: Partial<FixHost> = {}, text = '{"weather":{"command":"node"}}') {
  const said: string[] = [];
  const note =
    (what: string) =>
    async (...args: unknown[]) => {
      said.push([what, ...args.map((arg) => JSON.stringify(arg))].join(' '));
    };
  const host: FixHost = {
    entry: () => ({
      entry: readConfig(text, settingDialect([])).entries[0]!,
      variables: 'vscode',
    }),
    editEntry: note('edit'),
    openEntry: note('open entry'),
    openFile: note('open file'),
    askForValue: async () => undefined,
    confirmStop: async () => false,
    stopProcess: note('stop'),
    runInTerminal: note('terminal'),
    signIn: async () => false,
    showOutput: () => void said.push('output'),
    start: note('start'),
    ...answers,
  };
  return { host, said };
}

describe('carryOutFix', () => {
  it('starts the server when a person has signed in, and not otherwise', async () => {
    const willing = noting({ signIn: async () => true });
    await carryOutFix({ kind: 'signIn' }, willing.host);
    expect(willing.said).toEqual(['start']);
    const unwilling = noting();
    await carryOutFix({ kind: 'signIn' }, unwilling.host);
    expect(unwilling.said).toEqual([]);
  });

  it('stops no process that the person did not agree to', async () => {
    const { host, said } = noting();
    await carryOutFix({ kind: 'stopProcess', pid: 7, startedAt: 1 }, host);
    expect(said).toEqual([]);
  });

  it('stops the process that was meant, and starts the server then', async () => {
    const { host, said } = noting({ confirmStop: async (pid) => pid === 7 });
    await carryOutFix({ kind: 'stopProcess', pid: 7, startedAt: 1 }, host);
    expect(said).toEqual(['stop 7 1', 'start']);
  });

  it('does not start the server when stopping the process has failed', async () => {
    const { host, said } = noting({
      confirmStop: async () => true,
      stopProcess: () => Promise.reject(new Error('It is another process by now.')),
    });
    await expect(carryOutFix({ kind: 'stopProcess', pid: 7 }, host)).rejects.toThrow('another');
    expect(said).toEqual([]);
  });

  it.each(['setEnvironmentVariable', 'setHeader'] as const)(
    'leaves everything as it is when the value of %s is not given',
    async (kind) => {
      const { host, said } = noting();
      await carryOutFix({ kind, name: 'KEY' }, host);
      expect(said).toEqual([]);
    },
  );

  it('sets a variable where the entry refers to it, else in its environment', async () => {
    const askForValue = async () => 'right';
    const plain = noting({ askForValue });
    await carryOutFix({ kind: 'setEnvironmentVariable', name: 'KEY' }, plain.host);
    expect(plain.said).toEqual(['edit [{"path":["env","KEY"],"value":"right"}]', 'start']);

    const text = '{"weather":{"command":"node","args":["--key=${env:KEY}"]}}';
    const referring = noting({ askForValue }, text);
    await carryOutFix({ kind: 'setEnvironmentVariable', name: 'KEY' }, referring.host);
    expect(referring.said).toEqual(['edit [{"path":["args",0],"value":"--key=right"}]', 'start']);
  });

  it('starts the server only when the command in the terminal has succeeded', async () => {
    let succeed: (() => Promise<void>) | undefined;
    const { host, said } = noting({
      runInTerminal: async (_command, _cwd, onSuccess) => {
        succeed = onSuccess;
      },
    });
    await carryOutFix({ kind: 'runInTerminal', command: 'npm install' }, host);
    expect(said).toEqual([]);
    await succeed?.();
    expect(said).toEqual(['start']);
  });
});
