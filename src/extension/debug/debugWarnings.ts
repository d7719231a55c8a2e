import { l10n } from 'vscode';
import type { Debuggee } from '../../shared/model/debuggee';

/** A Python program of a server could not load the debugger. */
export function noDebugpyWords(
  name: string,
  { program, problem }: Extract<Debuggee, { kind: 'failed' }>,
): string {
  return l10n.t(
    '{0} runs without a debugger: {1} found no debugpy ({2}). Install it there, with `pip install debugpy` or `uv add --dev debugpy`, or install the Python Debugger extension, which brings it.',
    name,
    program,
    problem,
  );
}

/** A server got ready, and no debugger was asked for. */
export function noneAttachedWords(name: string): string {
  return l10n.t(
    '{0} is ready, but none of its programs came under the debugger. Name a launch configuration that debugs it in `dev.debug.configuration`.',
    name,
  );
}

/** A debug session below that of the server did not begin. */
export function noDebuggerWords(configuration: string): string {
  return l10n.t('No debugger came to {0}.', configuration);
}
