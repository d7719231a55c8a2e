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

interface LaunchedEntry {
  readonly run: RunEntry;
  /** Starts it again by itself when it crashes after it was ready. */
  readonly restartOnCrash?: boolean;
}

interface HttpEntry {
  readonly transport: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
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

/** How a kind of configuration is read. */
export interface ConfigDialect {
  /** The properties under which servers stand. */
  readonly rootKeys: readonly (readonly string[])[];
  /** An entry may say how an HTTP server is launched. */
  readonly launchesHttp: boolean;
  /** `claude` adds `${VAR}` and `${VAR:-default}`. */
  readonly variables: 'vscode' | 'claude';
  /** `${input:…}` may be declared beside the servers. */
  readonly hasInputs: boolean;
}

/** `.vscode/mcp.json` of VS Code. */
export const VSCODE_DIALECT: ConfigDialect = {
  rootKeys: [['servers']],
  launchesHttp: false,
  variables: 'vscode',
  hasInputs: true,
};

/** `.mcp.json` at the root of a project, as Claude Code and newer VS Code read it. */
export const ROOT_DIALECT: ConfigDialect = {
  rootKeys: [['mcpServers'], ['servers']],
  launchesHttp: false,
  variables: 'claude',
  hasInputs: true,
};

/** The key of our own setting, inside a settings file. */
export const SETTING_KEY = 'portcullis.servers';

/** Our own setting in a settings file, or (`[]` as root) its bare value. */
export function settingDialect(root: readonly string[]): ConfigDialect {
  return { rootKeys: [root], launchesHttp: true, variables: 'vscode', hasInputs: false };
}
