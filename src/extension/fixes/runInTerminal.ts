import {
  Disposable,
  type Terminal,
  type TerminalShellExecution,
  type TerminalShellIntegration,
  window,
} from 'vscode';

/** A shell that tells of its commands says so when it has started; others never do. */
const INTEGRATION_MS = 2_000;

export interface TerminalCommand {
  /** Of the terminal. */
  readonly name: string;
  /** A line for a shell. */
  readonly command: string;
  readonly cwd: string | undefined;
}

/**
 * Opens a terminal and runs a command in it. Settles when the command was given to the shell.
 * @param onSuccess called when the command has ended with 0, as far as the shell tells
 */
export async function runInTerminal(
  { name, command, cwd }: TerminalCommand,
  onSuccess: () => void,
): Promise<void> {
  const terminal = window.createTerminal({ name, ...(cwd === undefined ? {} : { cwd }) });
  terminal.show();
  let execution: TerminalShellExecution | undefined;
  const watch = Disposable.from(
    window.onDidEndTerminalShellExecution((end) => {
      // A shell that was slow to start tells of what was typed ahead, too.
      const isOurs = end.execution === execution || end.execution.commandLine.value === command;
      if (end.terminal !== terminal || !isOurs) return;
      watch.dispose();
      if (end.exitCode === 0) onSuccess();
    }),
    window.onDidCloseTerminal((closed) => {
      if (closed === terminal) watch.dispose();
    }),
  );
  const shell = await shellIntegration(terminal);
  if (shell === undefined) terminal.sendText(command);
  else execution = shell.executeCommand(command);
}

/** Undefined when the shell has none, or the terminal is gone. */
function shellIntegration(terminal: Terminal): Promise<TerminalShellIntegration | undefined> {
  return new Promise((resolve) => {
    const settle = (integration: TerminalShellIntegration | undefined) => {
      clearTimeout(timer);
      watch.dispose();
      resolve(integration);
    };
    const timer = setTimeout(() => settle(undefined), INTEGRATION_MS);
    const watch = Disposable.from(
      window.onDidChangeTerminalShellIntegration((change) => {
        if (change.terminal === terminal) settle(change.shellIntegration);
      }),
      window.onDidCloseTerminal((closed) => {
        if (closed === terminal) settle(undefined);
      }),
    );
    if (terminal.shellIntegration !== undefined) settle(terminal.shellIntegration);
  });
}
