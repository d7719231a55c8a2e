import { parseArgs } from 'node:util';
import { editDistance } from '../../proxy/process/nearNames';
import { type CommandName, isCommandName } from './commandNames';
import { UsageError } from './usageError';

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  timeout: { type: 'string' },
  era: { type: 'string' },
  record: { type: 'string' },
  config: { type: 'string' },
  server: { type: 'string', multiple: true },
  stdio: { type: 'boolean' },
  launch: { type: 'boolean' },
  url: { type: 'string' },
  port: { type: 'string' },
  transport: { type: 'string' },
  header: { type: 'string', multiple: true },
  arg: { type: 'string', multiple: true },
  elicit: { type: 'string', multiple: true },
  sampling: { type: 'string', multiple: true },
} as const;

type OptionName = keyof typeof OPTIONS;
type Parsed = ReturnType<typeof parseStrictly>;
/** The options as they were given. */
export type Values = Parsed['values'];

const ALL: readonly OptionName[] = ['timeout', 'era', 'record'];
const TARGET: readonly OptionName[] = [
  ...ALL,
  'config',
  'server',
  'stdio',
  'launch',
  'url',
  'port',
  'transport',
  'header',
];

/** What each command understands. */
const ALLOWED: Readonly<Record<CommandName, readonly OptionName[]>> = {
  check: [...TARGET, 'json'],
  wait: TARGET,
  serve: [...ALL, 'config', 'server', 'port', 'json'],
  list: [...TARGET, 'json'],
  call: [...TARGET, 'json', 'arg', 'elicit', 'sampling'],
  request: [...TARGET, 'json', 'elicit', 'sampling'],
};

/**
 * Parts options from the rest, and refuses those that are not the command's.
 * @throws UsageError
 */
export function parseOptions(args: readonly string[]): Parsed {
  const parsed = parse(args);
  const [name] = parsed.positionals;
  if (name === undefined || !isCommandName(name)) return parsed;
  for (const option of Object.keys(parsed.values) as OptionName[]) {
    if (option === 'help' || option === 'version' || ALLOWED[name].includes(option)) continue;
    throw new UsageError(`--${option} does not go with ${name}.`);
  }
  return parsed;
}

function parse(args: readonly string[]): Parsed {
  try {
    return parseStrictly(args);
  } catch (error) {
    const message = (error as Error).message.replace(/\. To specify a positional.*$/s, '.');
    throw new UsageError(`${message}${suggestion(message)}`);
  }
}

function parseStrictly(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function suggestion(message: string): string {
  const wrong = /^Unknown option '--([^']+)'/.exec(message)?.[1];
  const near = wrong === undefined ? undefined : nearest(wrong, Object.keys(OPTIONS));
  return near === undefined ? '' : ` Did you mean --${near}?`;
}

/** The name that was probably meant; undefined if none is near. */
export function nearest(wrong: string, names: readonly string[]): string | undefined {
  const limit = wrong.length <= 3 ? 1 : 2;
  const [best] = names
    .map((name) => ({
      name,
      distance: editDistance(wrong.toLowerCase(), name.toLowerCase(), limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}
