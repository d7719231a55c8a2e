import {
  field,
  InputCollector,
  isObject,
  objectsIn,
  type RegistryInput,
  readInput,
  textField,
} from './registryInputs';
import { packageWay } from './registryPackage';
import { namedInputs, optionalOf, type RegistryWay, record } from './registryWay';

type Json = Readonly<Record<string, unknown>>;

/** What a `server.json` of the MCP registry says. */
export interface RegistryServer {
  /** `io.github.somebody/weather` */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly version?: string;
  readonly ways: readonly RegistryWay[];
}

/**
 * Reads a parsed `server.json`, of 2025-12-11 or of any revision before it, or what the API of a registry
 * answers for one server. Undefined when it is none.
 * https://github.com/modelcontextprotocol/registry/tree/main/docs/reference/server-json
 */
export function readServerJson(value: unknown): RegistryServer | undefined {
  if (!isObject(value)) return undefined;
  // The API wraps it.
  if (isObject(value.server)) return readServerJson(value.server);
  const name = textField(value, 'name');
  const hasWays = ['packages', 'remotes'].some((key) => Array.isArray(value[key]));
  if (name === undefined || !hasWays) return undefined;
  const short = shortName(name);
  const detail = field(value, 'versionDetail');
  const version = textField(value, 'version') ?? (isObject(detail) && textField(detail, 'version'));
  const title = textField(value, 'title');
  const description = textField(value, 'description');
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(version ? { version } : {}),
    ways: [
      ...objectsIn(value, 'packages').map((one) => packageWay(short, one)),
      ...objectsIn(value, 'remotes').flatMap((one) => remoteWay(short, one)),
    ],
  };
}

/** `io.github.somebody/weather-mcp` is called `weather`. */
function shortName(name: string): string {
  const last = name.split('/').at(-1)!;
  return last.replace(/^(mcp-)?server-(?=.)|(?<=.)-mcp(-server)?$/g, '') || name;
}

function remoteWay(name: string, remote: Json): RegistryWay[] {
  const url = textField(remote, 'url');
  if (url === undefined) return [];
  const type = textField(remote, 'type') ?? textField(remote, 'transportType') ?? 'streamable-http';
  const address: RegistryInput = { ...readInput(remote), value: url };
  const headers = namedInputs(remote, 'headers');
  return [
    {
      type,
      target: url,
      optional: optionalOf(headers),
      draft: (wanted) => {
        const collector = new InputCollector(name);
        const entry = {
          type: type === 'sse' ? 'sse' : 'http',
          url: collector.textOf('url', address),
          ...record('headers', headers, collector, wanted),
        };
        return { name, entry, inputs: collector.inputs };
      },
    },
  ];
}
