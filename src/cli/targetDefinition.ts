import path from 'node:path';
import { joinCommandLine } from '../shared/config/commandLine';
import type { LaunchDefinition } from '../shared/model/server';
import type { Target } from './commandLine';
import { configDefinition } from './configDefinition';

export const DEFAULT_TIMEOUT_MS = 30_000;

export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The server that a target names, ready to be launched.
 * @param timeout replaces what the entry says, in ms.
 * @throws UsageError if a configuration file cannot be read or lacks the server.
 */
export async function targetDefinition(
  target: Target,
  timeout: number | undefined,
  surroundings: Surroundings,
): Promise<LaunchDefinition> {
  if (target.kind === 'config') {
    const definition = await configDefinition(target, DEFAULT_TIMEOUT_MS, surroundings);
    return timeout === undefined ? definition : { ...definition, readyTimeout: timeout };
  }
  const name = nameOf(target);
  const base = {
    id: `command-line/${name}`,
    name,
    readyTimeout: timeout ?? DEFAULT_TIMEOUT_MS,
    era: 'auto' as const,
    roots: [],
    source: { label: 'command line' },
    problems: [],
  };
  if (target.kind === 'url') {
    const { url, transport, headers } = target;
    return { ...base, kind: 'remote', url, transport, headers };
  }
  const { cwd } = surroundings;
  if (target.kind === 'stdio') {
    const { command, args } = target;
    return { ...base, kind: 'stdio', run: { command, args: [...args], cwd, env: {} } };
  }
  const { command, args, url, transport, headers, port } = target;
  return {
    ...base,
    kind: 'launchedHttp',
    run: { command, args: args.map(withPort), cwd, env: {} },
    transport,
    url: withPort(url),
    headers,
    port,
  };
}

/** `{port}` needs no quoting in a shell, as the `${port}` of a configuration file does. */
function withPort(text: string): string {
  return text.replace(/(?<!\$)\{port\}/g, '$' + '{port}');
}

const NAME_LENGTH = 60;

function nameOf(target: Exclude<Target, { kind: 'config' }>): string {
  if (target.kind !== 'url') {
    const words = [path.basename(target.command), ...target.args];
    return joinCommandLine(words).slice(0, NAME_LENGTH);
  }
  return URL.canParse(target.url) ? new URL(target.url).host : target.url;
}
