import path from 'node:path';
import { joinCommandLine } from '../shared/config/commandLine';
import { type EraSetting, readEra } from '../shared/model/era';
import type { LaunchDefinition } from '../shared/model/server';
import type { Target } from './args/target';
import { configDefinition, configDefinitions } from './configDefinition';

export const DEFAULT_TIMEOUT_MS = 30_000;

export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** What the command line says over what an entry says. */
export interface Overrides {
  /** In ms. */
  readonly timeout?: number | undefined;
  readonly era?: EraSetting | undefined;
}

/**
 * The server that a target names, ready to be launched.
 * @throws UsageError if a configuration file cannot be read or lacks the server.
 */
export async function targetDefinition(
  target: Target,
  overrides: Overrides,
  surroundings: Surroundings,
): Promise<LaunchDefinition> {
  return override(await plainDefinition(target, surroundings), overrides);
}

/**
 * The servers of a configuration file that are named, or all of them.
 * @throws UsageError if the file cannot be read or lacks one of them.
 */
export async function fileDefinitions(
  file: string,
  servers: readonly string[],
  overrides: Overrides,
  surroundings: Surroundings,
): Promise<LaunchDefinition[]> {
  const found = await configDefinitions(file, servers, DEFAULT_TIMEOUT_MS, surroundings);
  return found.map((definition) => override(definition, overrides));
}

function override(definition: LaunchDefinition, { timeout, era }: Overrides): LaunchDefinition {
  // A revision that the entry pins does not go with another era.
  const { protocolVersion: _pinned, ...unpinned } = definition;
  return {
    ...(era === undefined ? definition : unpinned),
    ...(timeout !== undefined && { readyTimeout: timeout }),
    ...(era !== undefined && readEra(era)),
  };
}

async function plainDefinition(
  target: Target,
  surroundings: Surroundings,
): Promise<LaunchDefinition> {
  if (target.kind === 'config') {
    return configDefinition(target, DEFAULT_TIMEOUT_MS, surroundings);
  }
  const name = nameOf(target);
  const base = {
    id: `command-line/${name}`,
    name,
    readyTimeout: DEFAULT_TIMEOUT_MS,
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
