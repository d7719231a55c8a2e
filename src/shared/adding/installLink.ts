import type { EntryJson } from './entryDraft';

/** A server as a link or a command of another program describes it. */
export interface LinkedServer {
  readonly name: string;
  readonly entry: EntryJson;
}

/**
 * Reads what buttons in READMEs lead to: `vscode:mcp/install?{…}`, a page that passes such a link on
 * (`…/mcp/install?name=…&config=…`), and `cursor://…/mcp/install?name=…&config=…`. Undefined for all else.
 */
export function readInstallLink(text: string): LinkedServer | undefined {
  const match = /^(?:[a-z][\w+.-]*:)(?:\/\/)?\S*\bmcp\/install\?(\S+)$/i.exec(text.trim());
  if (match === null) return undefined;
  const query = match[1]!;
  const whole = parseObject(decoded(query));
  if (whole !== undefined) return linked(whole.name, whole);
  const params = new Map(
    query.split('&').map((part): [string, string] => {
      const [key = '', ...value] = part.split('=');
      return [key, decoded(value.join('='))];
    }),
  );
  const config = params.get('config') ?? '';
  return linked(params.get('name'), parseObject(config) ?? parseObject(fromBase64(config)));
}

function linked(name: unknown, value: EntryJson | undefined): LinkedServer | undefined {
  if (value === undefined) return undefined;
  const { name: _, inputs: __, ...entry } = value;
  if (typeof entry.command !== 'string' && typeof entry.url !== 'string') return undefined;
  return { name: typeof name === 'string' ? name : '', entry };
}

function parseObject(text: string): EntryJson | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as EntryJson)
      : undefined;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Neither Node's way nor the browser's is everywhere where this runs. Answers with nonsense for other texts. */
function fromBase64(text: string): string {
  const bytes: string[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+')) {
    const value = BASE64.indexOf(char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push(`%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`);
  }
  return decoded(bytes.join(''));
}
