import type { Values } from './options';
import { UsageError } from './usageError';

/** A server, as it was asked for. */
export type Target =
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly transport: 'http' | 'sse';
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'config';
      readonly file: string;
      /** Absent: the only one of the file. */
      readonly server?: string;
    }
  | { readonly kind: 'stdio'; readonly command: string; readonly args: readonly string[] }
  | {
      readonly kind: 'launch';
      readonly command: string;
      readonly args: readonly string[];
      /** With `{port}` as it was written. */
      readonly url: string;
      readonly transport: 'http' | 'sse';
      readonly headers: Readonly<Record<string, string>>;
      readonly port: 'auto' | number;
    };

/** Options that only make sense with one kind of target. */
const HTTP_OPTIONS = ['transport', 'header'] as const;
const LAUNCH_OPTIONS = ['url', 'port'] as const;
const NAME_A_SERVER = 'Name a server: a URL, --config with --server, --stdio or --launch.';

/**
 * Reads the target. A URL is the first of the positional arguments; the others are left over in `rest`.
 * @param program what stands after `--`
 * @throws UsageError
 */
export function readTarget(
  values: Values,
  positionals: readonly string[],
  program: readonly string[],
): { readonly target: Target; readonly rest: readonly string[] } {
  const options = [
    (values.config !== undefined || values.server !== undefined) && '--config',
    values.stdio && '--stdio',
    values.launch && '--launch',
  ].filter((kind) => typeof kind === 'string');
  const [first, ...others] = positionals;
  const isUrl = first !== undefined && (options.length === 0 || /^https?:\/\//i.test(first));
  const kinds = [...(isUrl ? ['a URL'] : []), ...options];
  if (kinds.length === 0) throw new UsageError(NAME_A_SERVER);
  if (kinds.length > 1) throw new UsageError(`Only one target at a time: ${kinds.join(' or ')}.`);
  refuseForeign(values, kinds[0]!);
  if (isUrl) refuseProgram(program);
  return isUrl
    ? { target: readUrl(values, first), rest: others }
    : { target: readOption(values, program), rest: positionals };
}

/** @throws UsageError if what stands for the URL cannot be meant as one: the target was forgotten. */
export function refuseWord(target: Target): void {
  if (target.kind === 'url' && !/[:/]/.test(target.url)) throw new UsageError(NAME_A_SERVER);
}

function readOption(values: Values, program: readonly string[]): Target {
  if (values.stdio) return { kind: 'stdio', ...readProgram('--stdio', program) };
  if (values.launch) return readLaunch(values, program);
  refuseProgram(program);
  return readConfig(values);
}

function refuseProgram(program: readonly string[]): void {
  if (program.length > 0) throw new UsageError('A program after -- needs --stdio or --launch.');
}

function refuseForeign(values: Values, kind: string): void {
  const allowed: readonly string[] =
    kind === '--launch'
      ? [...HTTP_OPTIONS, ...LAUNCH_OPTIONS]
      : kind === 'a URL'
        ? HTTP_OPTIONS
        : [];
  for (const option of [...HTTP_OPTIONS, ...LAUNCH_OPTIONS]) {
    if (values[option] !== undefined && !allowed.includes(option)) {
      throw new UsageError(`--${option} does not go with ${kind}.`);
    }
  }
}

function readUrl(values: Values, url: string): Target {
  return { kind: 'url', url, transport: readTransport(values), headers: readHeaders(values) };
}

function readConfig({ config, server = [] }: Values): Target {
  if (config === undefined) throw new UsageError('--server needs --config FILE.');
  const [name, ...more] = server;
  if (more.length > 0) throw new UsageError('Only one --server at a time.');
  return { kind: 'config', file: config, ...(name !== undefined && { server: name }) };
}

function readLaunch(values: Values, program: readonly string[]): Target {
  const url = values.url ?? 'http://127.0.0.1:{port}/mcp';
  const port = readPort(values.port);
  if (values.port === 'auto' && !url.includes('{port}')) {
    throw new UsageError('--port auto needs {port} in the URL.');
  }
  return {
    kind: 'launch',
    ...readProgram('--launch', program),
    url,
    transport: readTransport(values),
    headers: readHeaders(values),
    port,
  };
}

function readProgram(option: string, [command, ...args]: readonly string[]) {
  if (!command) throw new UsageError(`${option} needs a program: ${option} -- COMMAND ARGS…`);
  return { command, args };
}

/** @throws UsageError */
export function readPort(text: string | undefined): 'auto' | number {
  if (text === undefined || text === 'auto') return 'auto';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new UsageError('--port must be auto, or 1 to 65535.');
  return port;
}

function readTransport({ transport = 'http' }: Values): 'http' | 'sse' {
  if (transport === 'http' || transport === 'sse') return transport;
  throw new UsageError('--transport must be http or sse.');
}

function readHeaders({ header = [] }: Values): Record<string, string> {
  return Object.fromEntries(
    header.map((text) => {
      const found = /^([\w!#$%&'*+.^`|~-]+):\s*([^\r\n]*)$/.exec(text);
      if (!found) throw new UsageError(`--header must be NAME:VALUE, not “${text}”.`);
      return [found[1]!, found[2]!];
    }),
  );
}
