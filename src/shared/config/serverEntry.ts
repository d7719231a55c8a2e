import type { Offers } from '../model/server';
import type { FileProblem, TextRange } from './configText';

/** A program as an entry describes it: nothing is expanded or resolved yet. */
export interface RunEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** `null` deletes. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly envFile?: string;
}

/** What an entry says for those who develop its server. */
export interface DevEntry {
  /** Globs, from the folder of the entry; what is saved there restarts the server. */
  readonly watch?: readonly string[];
  /** Name of the task that builds the server before it is restarted. */
  readonly build?: string;
  readonly debug?: DebugEntry;
}

/** How "Debug Server" debugs it. */
export type DebugEntry =
  | { readonly type: 'node' }
  /** `debugpyPath`: the program, where it is not on the path. */
  | { readonly type: 'debugpy'; readonly debugpyPath?: string }
  /** Name of a launch configuration of the person's. */
  | { readonly type: 'configuration'; readonly name: string };

interface EntryBase {
  readonly name: string;
  /** JSON path of the entry in its file. */
  readonly path: readonly string[];
  /** Where the name of the entry stands. */
  readonly range: TextRange;
  /** The whole entry, with its name. */
  readonly fullRange: TextRange;
  readonly problems: readonly FileProblem[];
  /** Its client does not start it; a person may all the same. */
  readonly disabled?: true;
  /** In ms. */
  readonly readyTimeout?: number;
  readonly era?: 'auto' | 'legacy' | 'modern';
  /** The only version of that era that will do. */
  readonly protocolVersion?: string;
  readonly offers?: Offers;
  /** In ms; 0: no limit. */
  readonly answerTimeout?: number;
  readonly dev?: DevEntry;
}

export interface LaunchedEntry {
  readonly run: RunEntry;
  /** Starts it again by itself when it crashes after it was ready. */
  readonly restartOnCrash?: boolean;
}

/** A header whose value an environment variable holds. */
export interface EnvHeader {
  readonly variable: string;
  /** Stands before the value. */
  readonly prefix: string;
  /** Whether the header is left out when the variable has no value; else that is a problem. */
  readonly isOptional: boolean;
}

export interface HttpEntry {
  readonly transport: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers whose values are in environment variables. */
  readonly envHeaders?: Readonly<Record<string, EnvHeader>>;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedCertificate?: string;
}

/** One server of a configuration file. An entry with errors has empty strings for what could not be read. */
export type ServerEntry = EntryBase &
  (
    | (LaunchedEntry & { readonly kind: 'stdio' })
    | (LaunchedEntry &
        HttpEntry & { readonly kind: 'launchedHttp'; readonly port: 'auto' | number })
    | (HttpEntry & { readonly kind: 'remote' })
  );

/** What `${input:id}` asks a person for. */
export type InputDefinition = { readonly id: string; readonly description?: string } & (
  | { readonly type: 'promptString'; readonly default?: string; readonly password: boolean }
  | {
      readonly type: 'pickString';
      readonly options: readonly { readonly label: string; readonly value: string }[];
      readonly default?: string;
    }
  | { readonly type: 'command'; readonly command: string; readonly args?: unknown }
);
