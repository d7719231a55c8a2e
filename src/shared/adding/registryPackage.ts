import type { EntryJson } from './entryDraft';
import {
  field,
  InputCollector,
  isObject,
  type NamedInput,
  objectsIn,
  type RegistryInput,
  readInput,
  textField,
} from './registryInputs';
import { namedInputs, optionalOf, type RegistryWay, record } from './registryWay';

type Json = Readonly<Record<string, unknown>>;

interface Argument {
  /** Of the flag; absent for one that stands alone. */
  readonly flag?: string;
  /** What a person knows it by. */
  readonly name: string;
  readonly input: RegistryInput;
}

interface Package {
  readonly type: string;
  readonly identifier: string;
  readonly version?: string;
  readonly hint?: string;
  readonly runtimeArguments: readonly Argument[];
  readonly packageArguments: readonly Argument[];
  readonly environment: readonly NamedInput[];
  /** Of a server over HTTP. */
  readonly transport?: { readonly json: Json; readonly url: string };
}

/** What stands before and behind a package on the command line that runs it. */
interface Runner {
  readonly command: string;
  readonly before: readonly string[];
  readonly target: string;
  readonly after: readonly string[];
}

/** How a package of a `server.json` is run. */
export function packageWay(name: string, json: Json): RegistryWay {
  const found = withOwnPort(readPackage(json));
  const target = [found.identifier, found.version].filter(Boolean).join(' ');
  const args = [...found.runtimeArguments, ...found.packageArguments];
  const optional = [
    ...optionalOf(found.environment),
    ...optionalOf(args.filter(takesValue).map(({ name: known, input }) => [known, input])),
  ];
  const way = { type: found.type, target, optional };
  if (runnerOf(found, []) === undefined) return way;
  return {
    ...way,
    draft: (wanted) => {
      const collector = new InputCollector(name);
      const entry = { ...transportOf(found, collector), ...run(found, collector, wanted) };
      return { name, entry, inputs: collector.inputs };
    },
  };
}

function readPackage(json: Json): Package {
  const type = textField(json, 'registryType') ?? textField(json, 'registryName') ?? '';
  const version = textField(json, 'version');
  const hint = textField(json, 'runtimeHint');
  const transport = field(json, 'transport');
  const url = isObject(transport) ? textField(transport, 'url') : undefined;
  return {
    type: type === 'docker' ? 'oci' : type,
    identifier: textField(json, 'identifier') ?? textField(json, 'name') ?? '',
    runtimeArguments: readArguments(json, 'runtimeArguments'),
    packageArguments: readArguments(json, 'packageArguments'),
    environment: namedInputs(json, 'environmentVariables'),
    ...(version === undefined ? {} : { version }),
    ...(hint === undefined ? {} : { hint }),
    ...(isObject(transport) && url !== undefined ? { transport: { json: transport, url } } : {}),
  };
}

function readArguments(json: Json, key: string): Argument[] {
  return objectsIn(json, key).map((one, index) => {
    const flag = textField(one, 'name');
    const isNamed = field(one, 'type') === 'named' && flag !== undefined;
    const name = flag ?? textField(one, 'valueHint') ?? `argument ${index + 1}`;
    return { name, input: readInput(one), ...(isNamed ? { flag } : {}) };
  });
}

/** A flag of which nothing tells that it has a value stands alone. */
function takesValue({ flag, input }: Argument): boolean {
  return flag === undefined || input.takesValue || input.default !== undefined;
}

function run(
  found: Package,
  collector: InputCollector,
  wanted: ReadonlySet<string>,
): { command: string; args: string[]; env?: Record<string, string> } {
  const words = (args: readonly Argument[]) =>
    args.flatMap((argument) => argumentWords(argument, collector, wanted));
  const runtime = words(found.runtimeArguments);
  const { env } = record('env', found.environment, collector, wanted);
  const runner = runnerOf(found, Object.keys(env ?? {}))!;
  const before = runner.before.filter((word) => !word.startsWith('-') || !runtime.includes(word));
  const own = words(found.packageArguments);
  // Where options of the runner may stand behind the package, those of the package need to be told apart.
  const after = own.length === 0 ? runner.after.filter((word) => word !== '--') : runner.after;
  return {
    command: runner.command,
    args: [...before, ...runtime, runner.target, ...after, ...own],
    ...(env === undefined ? {} : { env }),
  };
}

function argumentWords(
  argument: Argument,
  collector: InputCollector,
  wanted: ReadonlySet<string>,
): string[] {
  const { flag, name, input } = argument;
  if (flag !== undefined && input.value === undefined && !takesValue(argument)) return [flag];
  const text = collector.textOf(name, input, wanted.has(name));
  if (text === undefined) return [];
  if (flag === undefined) return [text];
  return flag.endsWith('=') ? [flag + text] : [flag, text];
}

function runnerOf(found: Package, variables: readonly string[]): Runner | undefined {
  const { type, identifier, version, hint } = found;
  const at = version === undefined ? identifier : `${identifier}@${version}`;
  switch (type) {
    case 'npm':
      return { command: hint ?? 'npx', before: ['-y'], target: at, after: [] };
    case 'pypi':
      if (hint === 'python' || hint === 'python3') {
        const target = identifier.replaceAll('-', '_');
        return { command: hint, before: ['-m'], target, after: [] };
      }
      if (hint === 'pipx') {
        const target = version === undefined ? identifier : `${identifier}==${version}`;
        return { command: hint, before: ['run'], target, after: [] };
      }
      return { command: hint ?? 'uvx', before: [], target: at, after: [] };
    case 'oci': {
      // A container sees no variable that it is not given.
      const passed = variables.flatMap((name) => ['-e', name]);
      const before = ['run', '-i', '--rm', ...passed];
      const target =
        hasTag(identifier) || version === undefined ? identifier : `${identifier}:${version}`;
      return { command: hint ?? 'docker', before, target, after: [] };
    }
    case 'nuget':
      return { command: hint ?? 'dnx', before: [], target: at, after: ['--yes', '--'] };
    default:
      return undefined;
  }
}

function hasTag(image: string): boolean {
  return /:[^/]+$|@sha256:/.test(image);
}

/** A package may be a server over HTTP, which is then started and reached at its address. */
function transportOf({ transport, ...found }: Package, collector: InputCollector): EntryJson {
  if (transport === undefined) return { type: 'stdio' };
  const url = transport.url.replaceAll(REFERENCE, (written, name: string, offset: number) => {
    if (isPortAt(transport.url, offset)) return '${port}';
    const input = argumentsOf(found).find((one) => isNamed(one, name))?.input;
    return input?.value ?? input?.default ?? written;
  });
  return {
    type: textField(transport.json, 'type') === 'sse' ? 'sse' : 'http',
    url,
    ...record('headers', namedInputs(transport.json, 'headers'), collector, new Set()),
    ...(url.includes('${port}') ? { port: 'auto' } : {}),
  };
}

/** What the address takes its port from is told the port that is found free. */
function withOwnPort(found: Package): Package {
  const { url = '' } = found.transport ?? {};
  const names = [...url.matchAll(REFERENCE)]
    .filter(({ index }) => isPortAt(url, index))
    .map(([, name]) => name!);
  const told = (name: string, input: RegistryInput) =>
    names.some((port) => isNamed({ name }, port)) ? { ...input, value: '${port}' } : input;
  const toldArguments = (args: readonly Argument[]) =>
    args.map((one) => ({ ...one, input: told(one.name, one.input) }));
  return {
    ...found,
    runtimeArguments: toldArguments(found.runtimeArguments),
    packageArguments: toldArguments(found.packageArguments),
    environment: found.environment.map(([name, input]) => [name, told(name, input)]),
  };
}

/** `{name}` in an address: of a variable of the environment, a flag, or what an argument hints at. */
const REFERENCE = /\{([^{}]+)\}/g;

function isPortAt(url: string, offset: number): boolean {
  return /^https?:\/\/[^/]*:$/i.test(url.slice(0, offset));
}

function isNamed({ name }: Pick<Argument, 'name'>, reference: string): boolean {
  return name.replace(/^-+/, '') === reference.replace(/^-+/, '');
}

function argumentsOf(found: Omit<Package, 'transport'>): readonly Argument[] {
  const environment = found.environment.map(([name, input]) => ({ name, input }));
  return [...environment, ...found.packageArguments, ...found.runtimeArguments];
}
