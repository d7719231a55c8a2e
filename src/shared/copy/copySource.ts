import type { LaunchDefinition } from '../model/server';

/** A request of the log, and all that is known of where it went. */
export interface CopySource {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** As it was on the wire. */
  readonly raw: string;
  /** What the server is called. */
  readonly server: string;
  /** Absent in a file: nobody knows how the server is started. */
  readonly definition?: LaunchDefinition | undefined;
  /** Of a server over HTTP that runs: `${port}` is resolved in it. */
  readonly url?: string | undefined;
  /** The HTTP request that carried it, as it was recorded: without what lets somebody in. */
  readonly http?:
    | {
        readonly method: string;
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
      }
    | undefined;
}

/** How a program reaches the server again. */
export type CopyTarget =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly cwd?: string;
      /** Names; the values may be secret. */
      readonly env: readonly string[];
    }
  | {
      readonly kind: 'http' | 'sse';
      readonly url: string;
      /** Those of the configuration; the values may be secret. */
      readonly headers: readonly string[];
    };

export function targetOf({ definition, url, http }: CopySource): CopyTarget | undefined {
  if (definition?.kind === 'stdio') {
    const { command, args, cwd, env } = definition.run;
    const names = Object.keys(env).filter((name) => env[name] !== null);
    return { kind: 'stdio', command, args, cwd, env: names };
  }
  const address = url ?? http?.url ?? definition?.url;
  if (address === undefined) return undefined;
  const headers = Object.keys(definition?.headers ?? {});
  return { kind: definition?.transport === 'sse' ? 'sse' : 'http', url: address, headers };
}

/** The name of the environment variable that stands for a secret header. */
export function variableOf(header: string): string {
  return header.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}
