import type { LaunchDefinition, RunSpec } from '../../shared/model/server';
import type { LaunchFacts } from './facts';

/** The program that a server is started with; undefined when somebody else runs it. */
export function runOf(definition: LaunchDefinition): RunSpec | undefined {
  return definition.kind === 'remote' ? undefined : definition.run;
}

/** Its command line, for reading. */
export function commandLineOf(definition: LaunchDefinition): string | undefined {
  const run = runOf(definition);
  return run ? [run.command, ...run.args].map(quoted).join(' ') : undefined;
}

function quoted(text: string): string {
  return /^[\w@%+=:,./\\${}-]+$/.test(text) ? text : JSON.stringify(text);
}

/** The process has ended, and we did not end it. */
export function hasExited(facts: LaunchFacts): boolean {
  return facts.exit !== undefined || facts.process?.alive === false;
}

/** What the program printed: errors are looked for on stderr first. */
export function outputOf(facts: LaunchFacts): readonly string[] {
  return [...facts.stderr, ...facts.stdout, ...facts.noise];
}

/** Started by Python, or by a tool that runs Python programs. */
export function runsPython(definition: LaunchDefinition): boolean {
  const run = runOf(definition);
  if (!run) return false;
  return /(?:^|[\\/])(?:python[\d.]*|py|uv|uvx|pipx|poetry|fastmcp)(?:\.exe)?$/i.test(run.command);
}

/** The process has ended with one of these exit codes. */
export function exitedWith(facts: LaunchFacts, ...codes: number[]): boolean {
  return facts.exit !== undefined && codes.includes(facts.exit.code ?? -1);
}
