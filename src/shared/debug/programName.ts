import type { RunSpec } from '../model/server';

const INSPECT = /^--inspect(?:-brk|-wait|-port)?(?:=.*)?$/;

/** `C:\Program Files\nodejs\npx.cmd` is `npx`, `/usr/bin/python3.12` is `python3.12`. */
export function programName(command: string): string {
  const last = command.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\.(?:exe|cmd|bat|ps1|com)$/i, '').toLowerCase();
}

/** Node's own flags would have the program wait on a port of their choice, for nobody. */
export function withoutInspectFlags(run: RunSpec): RunSpec {
  if (!/^node(?:js)?\d*$/.test(programName(run.command))) return run;
  const script = run.args.findIndex((argument) => !argument.startsWith('-'));
  const own = script < 0 ? run.args.length : script;
  const args = run.args.filter((argument, at) => at >= own || !INSPECT.test(argument));
  return args.length === run.args.length ? run : { ...run, args };
}
