import {
  commands,
  l10n,
  ProgressLocation,
  ShellExecution,
  ShellQuoting,
  Task,
  TaskRevealKind,
  TaskScope,
  type Uri,
  window,
} from 'vscode';
import { TaskRun } from '../dev/taskRun';
import type { InstallStep } from './exampleFiles';

/** What a shell answers that knows no such program. */
const NOT_FOUND = 127;

/**
 * Runs the steps in terminals, one after the other; where one fails, the person may try again.
 * @param folder in which they are run
 * @returns whether all of them have succeeded
 */
export async function installLibraries(
  steps: readonly InstallStep[],
  folder: Uri,
): Promise<boolean> {
  for (;;) {
    const failed = await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Installing the MCP SDK…') },
      () => firstFailure(steps, folder),
    );
    if (failed === undefined) return true;
    const again = l10n.t('Try Again');
    const terminal = l10n.t('Show Terminal');
    const answer = await window.showErrorMessage(reasonOf(failed), again, terminal);
    if (answer === terminal) await commands.executeCommand('workbench.action.terminal.focus');
    if (answer !== again) return false;
  }
}

interface Failure {
  readonly step: InstallStep;
  readonly code: number | undefined;
}

async function firstFailure(
  steps: readonly InstallStep[],
  folder: Uri,
): Promise<Failure | undefined> {
  for (const step of steps) {
    const code = await run(step, folder);
    if (code !== 0) return { step, code };
  }
  return undefined;
}

async function run({ command, args }: InstallStep, folder: Uri): Promise<number | undefined> {
  const execution = new ShellExecution(
    command,
    args.map((value) => ({ value, quoting: ShellQuoting.Strong })),
    { cwd: folder.fsPath },
  );
  const name = [command, ...args].join(' ');
  const task = new Task(
    { type: 'portcullis' },
    TaskScope.Workspace,
    name,
    'Portcullis',
    execution,
    [],
  );
  task.presentationOptions = { reveal: TaskRevealKind.Silent, showReuseMessage: false };
  const running = new TaskRun(() => {});
  try {
    return await running.execute(task);
  } finally {
    running.dispose();
  }
}

function reasonOf({ step: { command }, code }: Failure): string {
  if (code === NOT_FOUND) {
    return l10n.t('{0} was not found, which gets the libraries of the example.', command);
  }
  if (code === undefined) return l10n.t('The installation was stopped.');
  return l10n.t(
    'The libraries of the example were not installed: {0} ended with {1}, and its terminal says why. It needs a network.',
    command,
    code,
  );
}
