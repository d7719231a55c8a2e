import { t } from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { ERA_SETTINGS, readEra } from '../model/era';
import { OffersSchema } from '../model/server';
import type { ConfigText } from './configText';
import type { ConfigDialect } from './dialects/configDialect';
import { ObjectReader } from './objectReader';
import { type OwnReader, ownReader } from './ownReader';
import { readDev } from './readDev';
import { addressOf, readHttp } from './readHttp';
import { commandOf, readLaunch } from './readLaunch';
import { readPort } from './readPort';
import type { ServerEntry } from './serverEntry';

const OFFER_NAMES = Object.keys(OffersSchema.entries) as (keyof typeof OffersSchema.entries)[];
const MAX_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/**
 * Reads one server. Which kind it is follows its client: without a known type it is, for most of them,
 * stdio if there is a command, else HTTP. Undefined for what only an extension of the client can start.
 */
export function readEntry(
  text: ConfigText,
  property: Node,
  path: readonly string[],
  dialect: ConfigDialect,
): ServerEntry | undefined {
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
    reader.fault(value, t('A server must be an object with a `command` or a `url`.'));
    return { ...base, kind: 'stdio', run: { command: '', args: [], env: {} } };
  }
  if (isOfExtension(reader, dialect)) return undefined;
  const own = ownReader(reader);
  const common = { ...base, ...readCommon(reader, own, dialect) };
  const kind = kindOf(reader, dialect);
  if (kind === 'stdio') return { ...common, kind, ...readLaunch(reader, own, dialect) };
  const http = readHttp(reader, own, dialect);
  if (kind === 'remote') {
    warnOfIgnoredLaunch(reader, dialect);
    return { ...common, ...http, kind };
  }
  const launch = readLaunch(reader, own, dialect);
  return { ...common, ...http, kind, ...launch, port: readPort(reader, http.url, launch.run) };
}

function isOfExtension(reader: ObjectReader, { extensionKey, urls }: ConfigDialect): boolean {
  if (extensionKey === undefined || reader.has('command')) return false;
  if (urls.some(({ key }) => reader.has(key))) return false;
  return reader.has(extensionKey) || reader.value('source') === 'extension';
}

function readCommon(reader: ObjectReader, own: OwnReader, dialect: ConfigDialect) {
  const timeout =
    own('readyTimeout').integer('readyTimeout', 1, MAX_TIMEOUT_MS) ?? readySeconds(reader, dialect);
  const era = own('era').oneOf('era', ERA_SETTINGS);
  const offers = own('clientCapabilities').booleans('clientCapabilities', OFFER_NAMES);
  const answerTimeout = own('answerTimeout').integer('answerTimeout', 0, MAX_TIMEOUT_MS);
  const dev = readDev(reader);
  return {
    ...(isDisabled(reader, dialect) ? { disabled: true as const } : {}),
    ...(timeout === undefined ? {} : { readyTimeout: timeout }),
    ...(era === undefined ? {} : readEra(era)),
    ...(offers === undefined ? {} : { offers }),
    ...(answerTimeout === undefined ? {} : { answerTimeout }),
    ...(dev === undefined ? {} : { dev }),
  };
}

function isDisabled(reader: ObjectReader, { canDisable }: ConfigDialect): boolean {
  return canDisable && (reader.value('disabled') === true || reader.value('enabled') === false);
}

function readySeconds(
  reader: ObjectReader,
  { readySecondsKey }: ConfigDialect,
): number | undefined {
  const seconds = readySecondsKey === undefined ? undefined : reader.value(readySecondsKey);
  if (typeof seconds !== 'number' || seconds <= 0) return undefined;
  return Math.min(Math.round(seconds * 1000), MAX_TIMEOUT_MS);
}

function kindOf(reader: ObjectReader, dialect: ConfigDialect): ServerEntry['kind'] {
  const typeKey = dialect.typeKeys.find((key) => reader.has(key));
  const written = typeKey === undefined ? undefined : reader.string(typeKey);
  const type = written === undefined ? undefined : typeOf(written, dialect);
  const hasCommand = commandOf(reader, dialect) !== undefined;
  const hasUrl = addressOf(reader, dialect) !== undefined;
  const launched = dialect.launchesHttp && hasCommand && hasUrl;
  if (type === 'stdio') return 'stdio';
  if (type !== undefined) return launched ? 'launchedHttp' : 'remote';
  if (launched) return 'launchedHttp';
  if (hasCommand && hasUrl) return dialect.prefersUrl ? 'remote' : 'stdio';
  return hasUrl ? 'remote' : 'stdio';
}

/** What a word under `type` means; undefined when the client does not know it. */
export function typeOf(written: string, { types }: ConfigDialect) {
  return Object.hasOwn(types, written) ? types[written] : undefined;
}

function warnOfIgnoredLaunch(reader: ObjectReader, dialect: ConfigDialect): void {
  if (dialect.launchesHttp || !reader.has('command')) return;
  reader.fault(
    reader.raw('command')!,
    t(
      'An HTTP server is not started from this file. Its `command` is ignored here; the setting `portcullis.servers` can start it.',
    ),
    { property: 'command', severity: 'warning' },
  );
}
