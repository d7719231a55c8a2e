import type { VariableDialect } from '../expandVariables';

/** How a server is reached. */
export type EntryType = 'stdio' | 'http' | 'sse';

/** A property that holds the address of a server, and the transport that it implies where no type is given. */
export interface UrlKey {
  readonly key: string;
  readonly transport: 'http' | 'sse';
}

/** How a kind of configuration is read. Everything that sets one client apart from another is data here. */
export interface ConfigDialect {
  readonly syntax: 'json' | 'toml';
  /** The properties under which servers stand. */
  readonly rootKeys: readonly (readonly string[])[];
  readonly variables: VariableDialect;
  /** Where `${input:…}` may be declared; absent where the client knows no inputs. */
  readonly inputs?: readonly string[];
  /** An entry may say how an HTTP server is launched. */
  readonly launchesHttp: boolean;
  /** Properties that may hold the type, the first that is there counts. */
  readonly typeKeys: readonly string[];
  /** What the words of `type` mean. With another word, or none, the other properties tell. */
  readonly types: Readonly<Record<string, EntryType>>;
  /** The first that is there counts. */
  readonly urls: readonly UrlKey[];
  /** Whether an entry without a type that has both a command and an address is reached by its address. */
  readonly prefersUrl: boolean;
  readonly headersKey: string;
  /** An object of headers, each with the name of the environment variable that holds its value. */
  readonly envHeadersKey?: string;
  /** Names the environment variable that holds the bearer token. */
  readonly bearerVariableKey?: string;
  /** `command` may be an object with `path`, `args` and `env`. */
  readonly nestsCommand: boolean;
  /** True under `disabled`, or false under `enabled`, keeps the client from starting the server. */
  readonly canDisable: boolean;
  /** Arrays of the names of servers that the client does not start. */
  readonly disabledLists: readonly (readonly string[])[];
  /** An array of names: where it is there, the client starts no other servers. */
  readonly allowedList?: readonly string[];
  /** The property with the time that a server has to get ready, in seconds. */
  readonly readySecondsKey?: string;
  /** An entry with this property, and with neither command nor address, belongs to an extension of the client. */
  readonly extensionKey?: string;
}

/** What most clients share. */
export const COMMON_DIALECT: ConfigDialect = {
  syntax: 'json',
  rootKeys: [['mcpServers']],
  variables: 'none',
  launchesHttp: false,
  typeKeys: ['type'],
  types: {
    stdio: 'stdio',
    http: 'http',
    'streamable-http': 'http',
    streamableHttp: 'http',
    streamable_http: 'http',
    sse: 'sse',
  },
  urls: [{ key: 'url', transport: 'http' }],
  prefersUrl: false,
  headersKey: 'headers',
  nestsCommand: false,
  canDisable: true,
  disabledLists: [],
};
