import { chmod, stat } from 'node:fs/promises';
import { l10n, Uri, window, workspace } from 'vscode';
import type { FixAction } from '../../shared/model/diagnosis';
import type { ServerOutput } from '../output/serverOutput';
import type { InputStore } from '../servers/inputStore';
import type { ConfiguredServer, KnownServer } from '../servers/knownServer';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import { showFile } from '../sources/textEdits';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { createEmptyFile } from './createEmptyFile';
import { setEnvironmentVariable, setHeader } from './setValue';

export interface FixServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly supervisor: ProxySupervisor;
  readonly output: ServerOutput;
  readonly inputs: InputStore;
}

/** Carries out a fix, and starts the server again where the fix may have cured it. */
export async function applyFix(
  server: KnownServer,
  action: FixAction,
  services: FixServices,
): Promise<void> {
  if (await carryOut(server, action, services)) await services.controller.start(server.id);
}

/** Answers whether the server is to be started now. */
async function carryOut(
  server: KnownServer,
  action: FixAction,
  services: FixServices,
): Promise<boolean> {
  const { registry, controller, supervisor, output, inputs } = services;
  switch (action.kind) {
    case 'editEntry': {
      const { source, entry } = configuredOf(server);
      await source.edit(entry, action.edits);
      await registry.reload(source);
      return true;
    }
    case 'openEntry': {
      const { source, entry, location } = configuredOf(server);
      await source.open(location === undefined ? undefined : entry.range);
      return false;
    }
    case 'openFile': {
      const { line = 1, column = 1 } = action;
      await showFile(Uri.file(action.path), { line, column, endLine: line, endColumn: column });
      return false;
    }
    case 'setEnvironmentVariable':
      return setEnvironmentVariable(configuredOf(server), action.name, registry, inputs);
    case 'setHeader':
      return setHeader(configuredOf(server), action.name, registry, inputs);
    case 'createFile':
      await createEmptyFile(action.path);
      await showFile(Uri.file(action.path));
      // An empty file is rarely what the server needs.
      return false;
    case 'createFolder':
      await workspace.fs.createDirectory(Uri.file(action.path));
      return true;
    case 'makeExecutable':
      await chmod(action.path, (await stat(action.path)).mode | 0o111);
      return true;
    case 'stopProcess': {
      if (!(await confirmStop(action.pid))) return false;
      const { pid, startedAt } = action;
      await supervisor.request('process/stop', {
        pid,
        ...(startedAt === undefined ? {} : { startedAt }),
      });
      return true;
    }
    case 'runInTerminal': {
      const terminal = window.createTerminal({
        name: l10n.t('MCP: {0}', server.name),
        ...(action.cwd === undefined ? {} : { cwd: action.cwd }),
      });
      terminal.show();
      terminal.sendText(action.command);
      return false;
    }
    case 'keepWaiting':
      await controller.keepWaiting(server.id, action.ms);
      return false;
    case 'restart':
      return true;
    case 'showOutput':
      output.show(server.id);
      return false;
  }
}

/** @throws when the entry is not in any configuration any more. */
function configuredOf({ name, configured }: KnownServer): ConfiguredServer {
  if (configured === undefined) throw new Error(l10n.t('{0} is no longer configured.', name));
  return configured;
}

async function confirmStop(pid: number): Promise<boolean> {
  const stop = l10n.t('Stop Process');
  const answer = await window.showWarningMessage(
    l10n.t('Stop the process {0}?', pid),
    { modal: true, detail: l10n.t('What it has not saved is lost.') },
    stop,
  );
  return answer === stop;
}
