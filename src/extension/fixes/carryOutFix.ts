import { chmod, mkdir, stat } from 'node:fs/promises';
import { replaceVariable } from '../../shared/config/replaceVariable';
import type { FixAction } from '../../shared/model/diagnosis';
import type { EntryEdit } from '../sources/configSource';
import { createEmptyFile } from './createEmptyFile';
import type { FixHost } from './fixHost';

/**
 * Carries out a fix, and starts the server again where that may have cured it. Where the rest is up to the
 * person, it is opened for them.
 */
export async function carryOutFix(action: FixAction, host: FixHost): Promise<void> {
  switch (action.kind) {
    case 'editEntry':
      await host.editEntry(action.edits);
      return host.start();
    case 'openEntry':
      return host.openEntry();
    case 'openFile': {
      const { path, line = 1, column = 1 } = action;
      return host.openFile(path, { line, column });
    }
    case 'setEnvironmentVariable':
      return setValue(host, action.name, (value) => variableEdits(host, action.name, value));
    case 'setHeader':
      return setValue(host, action.name, (value) => [{ path: ['headers', action.name], value }]);
    case 'createFile':
      await createEmptyFile(action.path);
      // An empty file is rarely what the server needs.
      return host.openFile(action.path);
    case 'createFolder':
      await mkdir(action.path, { recursive: true });
      return host.start();
    case 'makeExecutable':
      await chmod(action.path, (await stat(action.path)).mode | 0o111);
      return host.start();
    case 'stopProcess':
      if (!(await host.confirmStop(action.pid))) return;
      await host.stopProcess(action.pid, action.startedAt);
      return host.start();
    case 'runInTerminal':
      return host.runInTerminal(action.command, action.cwd, () => host.start());
    case 'signIn':
      return (await host.signIn()) ? host.start() : undefined;
    case 'showOutput':
      return host.showOutput();
    case 'restart':
      return host.start();
  }
}

async function setValue(
  host: FixHost,
  name: string,
  editsFor: (value: string) => readonly EntryEdit[],
): Promise<void> {
  const value = await host.askForValue(name);
  if (value === undefined) return;
  await host.editEntry(editsFor(value));
  await host.start();
}

/** Where the entry takes it from VS Code's own environment, setting the server's would not help. */
function variableEdits(host: FixHost, name: string, value: string): readonly EntryEdit[] {
  const { entry, variables } = host.entry();
  const references = replaceVariable(entry, name, value, variables);
  return references.length > 0 ? references : [{ path: ['env', name], value }];
}
