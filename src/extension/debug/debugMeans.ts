import { type DebugConfiguration, l10n, workspace } from 'vscode';
import { SETTING_KEY } from '../../shared/config/dialects/vscode';
import { planDebugging } from '../../shared/debug/planDebugging';
import type { ConfiguredServer } from '../servers/knownServer';
import { hasDebugger } from './debuggers';

/** How a server is to be debugged. */
export type DebugMeans =
  /** By the debuggers of the languages that its programs may be written in. */
  | { readonly kind: 'programs'; readonly node: boolean; readonly python: boolean }
  /** By a launch configuration of the person's. */
  | { readonly kind: 'configuration'; readonly configuration: DebugConfiguration };

/** Why a server cannot be debugged, and what to do. */
export class NotDebuggable extends Error {
  override readonly name = 'NotDebuggable';
  constructor(
    message: string,
    /** Words by which the missing extension is found. */
    readonly extension?: string,
  ) {
    super(message);
  }
}

/** @throws NotDebuggable */
export function debugMeans(name: string, { entry, source }: ConfiguredServer): DebugMeans {
  const wanted = entry.dev?.debug;
  if (wanted?.type === 'configuration') {
    const configuration = findConfiguration(wanted.name, source.folder);
    if (entry.kind === 'stdio' && configuration.request !== 'attach') {
      throw new NotDebuggable(
        l10n.t(
          '{0} speaks over its standard input and output, so Portcullis must start it itself. The launch configuration "{1}" starts it, too: name one whose "request" is "attach".',
          name,
          wanted.name,
        ),
      );
    }
    return { kind: 'configuration', configuration };
  }
  if (entry.kind === 'remote') {
    throw new NotDebuggable(
      l10n.t(
        '{0} is started by somebody else. To debug it, name a launch configuration for it in `dev.debug.configuration`, or let `{1}` say how to start it.',
        name,
        SETTING_KEY,
      ),
    );
  }
  const run = { ...entry.run, args: [...entry.run.args], cwd: '', env: {} };
  const plan = planDebugging(run, wanted);
  if (plan.kind === 'unsupported') throw new NotDebuggable(refusal(plan.why, plan.program));
  return withDebuggers(name, plan.node, plan.python);
}

function refusal(why: 'bun' | 'elsewhere', program: string): string {
  return why === 'bun'
    ? l10n.t(
        'VS Code cannot debug Bun by itself. Install an extension that does, and name a launch configuration of its kind in `dev.debug.configuration`.',
      )
    : l10n.t(
        "What {0} starts runs apart from this machine's programs, where no debugger of VS Code gets by itself. Name a launch configuration that attaches to it in `dev.debug.configuration`.",
        program,
      );
}

/** What may be either is debugged by the debuggers that there are. */
function withDebuggers(name: string, node: boolean, python: boolean): DebugMeans {
  const canNode = node && hasDebugger('node');
  const canPython = python && hasDebugger('debugpy');
  if (canNode || canPython) return { kind: 'programs', node: canNode, python: canPython };
  if (node && !python) {
    throw new NotDebuggable(
      l10n.t("{0} runs in Node.js, and VS Code's JavaScript debugger is disabled.", name),
      '@builtin js-debug',
    );
  }
  throw new NotDebuggable(
    l10n.t('{0} is written in Python, which the Python Debugger extension debugs.', name),
    'ms-python.debugpy',
  );
}

function findConfiguration(
  name: string,
  folder: ConfiguredServer['source']['folder'],
): DebugConfiguration {
  const scope = folder ?? workspace.workspaceFolders?.[0];
  const all = workspace
    .getConfiguration('launch', scope)
    .get<readonly DebugConfiguration[]>('configurations', []);
  const found = all.find((configuration) => configuration.name === name);
  if (found) return found;
  throw new NotDebuggable(l10n.t('There is no launch configuration "{0}" in launch.json.', name));
}
