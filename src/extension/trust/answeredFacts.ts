import { createHash } from 'node:crypto';
import type { InputDefinition } from '../../shared/config/serverEntry';
import type { LaunchDefinition } from '../../shared/model/server';
import type { ConfiguredServer } from '../servers/knownServer';
import type { LaunchFacts } from './launchFacts';

/** The parts of a launch that say what is run, and where, and whose values commands of VS Code have answered. */
export function answeredFacts(
  { entry, inputs }: Pick<ConfiguredServer, 'entry' | 'inputs'>,
  definition: LaunchDefinition,
): LaunchFacts {
  const parts: [key: string, written: string | undefined, value: string | undefined][] = [];
  if (entry.kind !== 'remote' && definition.kind !== 'remote') {
    parts.push(['command', entry.run.command, definition.run.command]);
    parts.push(['cwd', entry.run.cwd, definition.run.cwd]);
    parts.push(['envFile', entry.run.envFile, definition.run.envFile]);
  }
  if (entry.kind !== 'stdio' && definition.kind !== 'stdio') {
    parts.push(['url', entry.url, definition.url]);
  }
  const answered = parts.flatMap(([key, written, value]) =>
    value !== undefined && written !== undefined && asksCommand(written, inputs)
      ? [[key, { digest: createHash('sha256').update(value).digest('hex'), text: value }] as const]
      : [],
  );
  return Object.fromEntries(answered);
}

function asksCommand(written: string, inputs: readonly InputDefinition[]): boolean {
  return (
    written.includes('${command:') ||
    inputs.some(({ id, type }) => type === 'command' && written.includes(`\${input:${id}}`))
  );
}
