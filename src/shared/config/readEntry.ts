import type { Node } from 'jsonc-parser';
import { ERA_SETTINGS, readEra } from '../model/era';
import { OffersSchema } from '../model/server';
import type { ConfigText } from './configText';
import { ObjectReader } from './objectReader';
import { type OwnReader, ownReader } from './ownReader';
import { readDev } from './readDev';
import type { ConfigDialect, RunEntry, ServerEntry } from './serverEntry';

const OFFER_NAMES = Object.keys(OffersSchema.entries) as (keyof typeof OffersSchema.entries)[];
const MAX_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/**
 * Reads one server. Which kind it is follows VS Code: without a known `type` it is stdio if there is a
 * `command`, else HTTP.
 */
export function readEntry(
  text: ConfigText,
  property: Node,
  path: readonly string[],
  dialect: ConfigDialect,
): ServerEntry {
  const [key, value] = property.children as [Node, Node];
  const name = key.value as string;
  const reader = new ObjectReader(text, value, name);
  const base = {
    name,
    path,
    range: text.rangeOf(key),
    fullRange: text.rangeOf(property),
    problems: reader.problems,
  };
  if (value.type !== 'object') {
    reader.fault(value, 'A server must be an object with a `command` or a `url`.');
    return { ...base, kind: 'stdio', run: { command: '', args: [], env: {} } };
  }
  const own = ownReader(reader);
  const timeout = own('readyTimeout').integer('readyTimeout', 1, MAX_TIMEOUT_MS);
  const era = own('era').oneOf('era', ERA_SETTINGS);
  const offers = own('clientCapabilities').booleans('clientCapabilities', OFFER_NAMES);
  const answerTimeout = own('answerTimeout').integer('answerTimeout', 0, MAX_TIMEOUT_MS);
  const dev = readDev(reader);
  const common = {
    ...base,
    ...(timeout === undefined ? {} : { readyTimeout: timeout }),
    ...(era === undefined ? {} : readEra(era)),
    ...(offers === undefined ? {} : { offers }),
    ...(answerTimeout === undefined ? {} : { answerTimeout }),
    ...(dev === undefined ? {} : { dev }),
  };
  const kind = kindOf(reader, dialect);
  if (kind === 'stdio') return { ...common, kind, ...readLaunch(reader, own) };

  const trusted = own('trustedCertificate').string('trustedCertificate');
  const http = {
    transport: reader.value('type') === 'sse' ? ('sse' as const) : ('http' as const),
    url: readUrl(reader),
    headers: reader.record('headers', false),
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  };
  if (kind === 'remote') {
    warnOfIgnoredLaunch(reader, dialect);
    return { ...common, ...http, kind };
  }
  const launch = readLaunch(reader, own);
  return { ...common, ...http, kind, ...launch, port: readPort(reader, http.url, launch.run) };
}

function readLaunch(
  reader: ObjectReader,
  own: OwnReader,
): { run: RunEntry; restartOnCrash?: boolean } {
  const run = readRun(reader);
  const restartOnCrash = own('restartOnCrash').boolean('restartOnCrash');
  return { run, ...(restartOnCrash === undefined ? {} : { restartOnCrash }) };
}

function kindOf(reader: ObjectReader, dialect: ConfigDialect): ServerEntry['kind'] {
  const type = reader.string('type');
  const launched = dialect.launchesHttp && reader.has('command') && reader.has('url');
  if (type === 'stdio') return 'stdio';
  if (type === 'http' || type === 'sse') return launched ? 'launchedHttp' : 'remote';
  if (launched) return 'launchedHttp';
  return reader.has('command') || !reader.has('url') ? 'stdio' : 'remote';
}

function readRun(reader: ObjectReader): RunEntry {
  const cwd = reader.string('cwd');
  const envFile = reader.string('envFile');
  return {
    command: reader.requiredString(
      'command',
      'a server needs a command to start, or the URL of one that runs.',
    ),
    args: reader.strings('args'),
    env: reader.record('env', true),
    ...(cwd === undefined ? {} : { cwd }),
    ...(envFile === undefined ? {} : { envFile }),
  };
}

function readUrl(reader: ObjectReader): string {
  const url = reader.requiredString('url', 'a server over HTTP needs an address.');
  // With variables in it, it can only be judged when they are known.
  if (url !== '' && !url.includes('${') && !isHttpUrl(url)) {
    reader.fault(
      reader.raw('url')!,
      '`url` must be an address that begins with http:// or https://.',
      { property: 'url' },
    );
  }
  return url;
}

/** The port is ours to choose where `${port}` stands for it; a number in the URL was fixed by the user. */
function readPort(reader: ObjectReader, url: string, run: RunEntry): 'auto' | number {
  if (reader.value('port') === 'auto') return 'auto';
  if (reader.has('port')) {
    const node = reader.raw('port')!;
    const value: unknown = node.value;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535) {
      return value;
    }
    reader.fault(node, '`port` must be "auto" or a whole number from 1 to 65535.', {
      property: 'port',
    });
    return 'auto';
  }
  const texts = [url, ...run.args, ...Object.values(run.env)];
  if (texts.some((text) => text?.includes('${port}'))) return 'auto';
  const written = /^https?:\/\/(?:\[[^\]]*\]|[^/:?#]*)(?::(\d{1,5}))?/i.exec(url);
  return Number(written?.[1] ?? (/^https:/i.test(url) ? 443 : 80));
}

function warnOfIgnoredLaunch(reader: ObjectReader, dialect: ConfigDialect): void {
  if (dialect.launchesHttp || !reader.has('command')) return;
  reader.fault(
    reader.raw('command')!,
    'An HTTP server is not started from this file. Its `command` is ignored here; the setting `portcullis.servers` can start it.',
    { property: 'command', severity: 'warning' },
  );
}

/** Whether `text` is an absolute http or https address with a host and, if any, a possible port. */
export function isHttpUrl(text: string): boolean {
  const match =
    /^https?:\/\/(?:[^\s/?#@]*@)?(\[[0-9a-f:.%]+\]|[^\s/?#@:[\]]+)(?::(\d+))?(?:[/?#]\S*)?$/i.exec(
      text,
    );
  if (match === null) return false;
  return match[2] === undefined || (Number(match[2]) >= 1 && Number(match[2]) <= 65_535);
}
