import { parseArgs } from 'node:util';

/** What is to be checked, as it was asked for. */
export type Target =
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly transport: 'http' | 'sse';
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'config'; readonly file: string; readonly server: string }
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

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'check';
      readonly target: Target;
      readonly json: boolean;
      readonly timeout?: number;
    }
  | {
      readonly kind: 'wait';
      readonly target: Target;
      readonly timeout?: number;
      /** Program and arguments; empty: only wait. */
      readonly program: readonly string[];
    };

/** The command line does not say what to do. The message says why, for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  timeout: { type: 'string' },
  config: { type: 'string' },
  server: { type: 'string' },
  stdio: { type: 'boolean' },
  launch: { type: 'boolean' },
  url: { type: 'string' },
  port: { type: 'string' },
  transport: { type: 'string' },
  header: { type: 'string', multiple: true },
} as const;

/** Options that only make sense with one kind of target. */
const HTTP_OPTIONS = ['transport', 'header'] as const;
const LAUNCH_OPTIONS = ['url', 'port'] as const;

type Values = ReturnType<typeof parse>['values'];

/**
 * Reads the arguments of `portcullis`, without Node and its script.
 * @throws UsageError
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const separator = argv.indexOf('--');
  const own = separator < 0 ? argv : argv.slice(0, separator);
  const rest = separator < 0 ? [] : argv.slice(separator + 1);
  const { values, positionals } = parse(own);
  if (values.help || argv.length === 0) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [name, ...given] = positionals;
  if (name !== 'check' && name !== 'wait') {
    throw new UsageError(
      name ? `There is no command “${name}”.` : 'Say what to do: check or wait.',
    );
  }
  const timeout = readTimeout(values.timeout);
  const common = timeout === undefined ? {} : { timeout };
  if (name === 'check') {
    const target = readTarget(values, given, rest);
    return { kind: 'check', target, json: values.json ?? false, ...common };
  }
  if (values.json) throw new UsageError('--json belongs to check.');
  const { server, program } = splitWait(values, rest);
  return { kind: 'wait', target: readTarget(values, given, server), program, ...common };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional.*$/, '.'));
  }
}

/** A program of the server stands before the one to run: the last `--` parts them. */
function splitWait(
  values: Values,
  rest: readonly string[],
): { server: string[]; program: string[] } {
  if (!values.stdio && !values.launch) return { server: [], program: [...rest] };
  const last = rest.lastIndexOf('--');
  if (last < 0) return { server: [...rest], program: [] };
  return { server: rest.slice(0, last), program: rest.slice(last + 1) };
}

function readTarget(values: Values, given: readonly string[], program: readonly string[]): Target {
  const kinds = [
    given.length > 0 && 'a URL',
    (values.config !== undefined || values.server !== undefined) && '--config',
    values.stdio && '--stdio',
    values.launch && '--launch',
  ].filter((kind) => typeof kind === 'string');
  if (kinds.length === 0) {
    throw new UsageError('Name a server: a URL, --config with --server, --stdio or --launch.');
  }
  if (kinds.length > 1) throw new UsageError(`Only one target at a time: ${kinds.join(' or ')}.`);
  refuseForeign(values, kinds[0]!);
  if (values.stdio) return { kind: 'stdio', ...readProgram('--stdio', program) };
  if (values.launch) return readLaunch(values, program);
  if (program.length > 0) throw new UsageError('A program after -- needs --stdio or --launch.');
  return given.length > 0 ? readUrl(values, given) : readConfig(values);
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

function readUrl(values: Values, given: readonly string[]): Target {
  const [url, surplus] = given;
  if (surplus !== undefined) throw new UsageError(`“${surplus}” is one argument too many.`);
  return { kind: 'url', url: url!, transport: readTransport(values), headers: readHeaders(values) };
}

function readConfig({ config, server }: Values): Target {
  if (config === undefined) throw new UsageError('--server needs --config FILE.');
  if (server === undefined) throw new UsageError('--config needs --server NAME.');
  return { kind: 'config', file: config, server };
}

function readLaunch(values: Values, program: readonly string[]): Target {
  const url = values.url ?? 'http://127.0.0.1:{port}/mcp';
  return {
    kind: 'launch',
    ...readProgram('--launch', program),
    url,
    transport: readTransport(values),
    headers: readHeaders(values),
    port: readPort(values.port, url),
  };
}

function readProgram(option: string, [command, ...args]: readonly string[]) {
  if (!command) throw new UsageError(`${option} needs a program: ${option} -- COMMAND ARGS…`);
  return { command, args };
}

function readPort(text: string | undefined, url: string): 'auto' | number {
  if (text === undefined || text === 'auto') {
    if (text === 'auto' && !url.includes('{port}')) {
      throw new UsageError('--port auto needs {port} in the URL.');
    }
    return 'auto';
  }
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

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (ms < 1) throw new UsageError('--timeout must be a number of milliseconds.');
  return ms;
}
