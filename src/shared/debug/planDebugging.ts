import type { DebugEntry } from '../config/serverEntry';
import type { RunSpec } from '../model/server';
import { programName, withoutInspectFlags } from './programName';

/** How a server that we start comes under a debugger. */
export type DebugPlan =
  /** Its programs say so themselves, whatever starts them. */
  | {
      readonly kind: 'programs';
      readonly run: RunSpec;
      readonly node: boolean;
      readonly python: boolean;
    }
  | { readonly kind: 'unsupported'; readonly why: 'bun' | 'elsewhere'; readonly program: string };

const NODE =
  /^(?:node(?:js)?\d*|npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack|tsx|ts-node(?:-esm)?|nodemon)$/;
const PYTHON =
  /^(?:python[\d.]*|pythonw|py|pypy[\d.]*|uv|uvx|pipx|poetry|pdm|hatch|pipenv|rye|uvicorn|gunicorn|hypercorn|fastmcp)$/;
const ELSEWHERE = /^(?:docker|podman|nerdctl|wsl|ssh|kubectl)$/;

/**
 * Says how to debug what a command starts. What cannot be told by its name may be both: a shell script, `make`,
 * or the program of a package.
 * @param wanted what the entry says, if it says anything
 */
export function planDebugging(run: RunSpec, wanted?: DebugEntry): DebugPlan {
  const name = programName(run.command);
  const program = run.command;
  if (wanted?.type === 'debugpy') return { kind: 'programs', run, node: false, python: true };
  if (/^bunx?$/.test(name)) return { kind: 'unsupported', why: 'bun', program };
  if (ELSEWHERE.test(name)) return { kind: 'unsupported', why: 'elsewhere', program };
  if (name === 'deno')
    return { kind: 'programs', run: waitingDeno(run), node: true, python: false };
  const node = wanted?.type === 'node' || !PYTHON.test(name);
  const python = wanted?.type !== 'node' && !NODE.test(name);
  return { kind: 'programs', run: node ? withoutInspectFlags(run) : run, node, python };
}

/** Deno takes its flags after the subcommand, and says on stderr where it waits. */
function waitingDeno(run: RunSpec): RunSpec {
  const at = run.args.findIndex((argument) => !argument.startsWith('-'));
  const flag = '--inspect-wait=127.0.0.1:0';
  const rest = run.args.filter((argument) => !/^--inspect(?:-brk|-wait)?(?:=|$)/.test(argument));
  return at < 0
    ? { ...run, args: [flag, ...rest] }
    : { ...run, args: rest.toSpliced(at + 1, 0, flag) };
}
