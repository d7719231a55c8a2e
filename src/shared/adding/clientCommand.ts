import { splitCommandLine } from '../config/commandLine';
import type { EntryJson } from './entryDraft';
import type { LinkedServer } from './installLink';

/**
 * Reads the commands by which people are told to add a server to a client: `claude mcp add …`,
 * `claude mcp add-json NAME JSON`, `codex mcp add NAME -- COMMAND`, `gemini mcp add …` and
 * `code --add-mcp JSON`. Undefined for all else.
 */
export function readClientCommand(text: string): LinkedServer | undefined {
  const words = splitCommandLine(text.trim()) ?? [];
  const [program = '', second, third, ...rest] = words;
  if (/^(?:code|code-insiders|codium)$/.test(program) && second === '--add-mcp') {
    return fromJson(undefined, third);
  }
  if (!/^(?:claude|codex|gemini|droid|copilot)$/.test(program) || second !== 'mcp')
    return undefined;
  if (third === 'add-json') {
    const [name, json] = rest.filter((word) => !word.startsWith('-'));
    return fromJson(name, json);
  }
  return third === 'add' ? readAdd(rest) : undefined;
}

function fromJson(name: string | undefined, json = ''): LinkedServer | undefined {
  try {
    const { name: own, ...entry } = JSON.parse(json) as Record<string, unknown>;
    return { name: name ?? String(own ?? ''), entry };
  } catch {
    return undefined;
  }
}

const TAKES_VALUE =
  /^(?:-t|--transport|-s|--scope|-e|--env|-H|--header|--url|--callback-port|--client-id)$/;

/** Options stand before, between and behind the name and the address; what is behind `--` is the server's. */
function readAdd(words: readonly string[]): LinkedServer | undefined {
  const split = words.indexOf('--');
  const own = split < 0 ? words : words.slice(0, split);
  const command = split < 0 ? [] : words.slice(split + 1);
  const plain: string[] = [];
  const options: [name: string, value: string][] = [];
  for (let index = 0; index < own.length; index++) {
    const [flag = '', ...value] = own[index]!.split('=');
    if (!TAKES_VALUE.test(flag)) {
      // Once a command has begun, its options are its own.
      if (!own[index]!.startsWith('-') || plain.length > 1) plain.push(own[index]!);
    } else if (value.length > 0) options.push([flag, value.join('=')]);
    else options.push([flag, own[++index] ?? '']);
  }
  const [name, ...target] = plain;
  if (name === undefined) return undefined;
  const entry = entryOf([...target, ...command], options);
  return entry && { name, entry };
}

function entryOf(
  target: readonly string[],
  options: readonly (readonly [string, string])[],
): EntryJson | undefined {
  const of = (...names: string[]) =>
    options.filter(([name]) => names.includes(name)).map(([, value]) => value);
  const [first = of('--url')[0], ...args] = target;
  if (first === undefined) return undefined;
  if (/^https?:\/\//i.test(first)) {
    const headers = pairs(of('-H', '--header'), /^([^:]+):\s*(.*)$/);
    const type = of('-t', '--transport')[0] === 'sse' ? 'sse' : 'http';
    return { type, url: first, ...(headers && { headers }) };
  }
  const env = pairs(of('-e', '--env'), /^([^=]+)=(.*)$/);
  return { type: 'stdio', command: first, args, ...(env && { env }) };
}

function pairs(texts: readonly string[], pattern: RegExp): Record<string, string> | undefined {
  const found = texts.flatMap((text) => {
    const match = pattern.exec(text);
    return match === null ? [] : [[match[1]!, match[2]!] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
