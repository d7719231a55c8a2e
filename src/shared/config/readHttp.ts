import { t } from '@vscode/l10n';
import type { ConfigDialect, UrlKey } from './dialects/configDialect';
import { isHttpUrl } from './isHttpUrl';
import type { ObjectReader } from './objectReader';
import type { OwnReader } from './ownReader';
import type { EnvHeader, HttpEntry } from './serverEntry';

/** The property that holds the address, if there is one. */
export function addressOf(reader: ObjectReader, { urls }: ConfigDialect): UrlKey | undefined {
  return urls.find(({ key }) => reader.has(key));
}

/** Reads how a server is reached over HTTP. */
export function readHttp(reader: ObjectReader, own: OwnReader, dialect: ConfigDialect): HttpEntry {
  const address = addressOf(reader, dialect) ?? dialect.urls[0]!;
  const trusted = own('trustedCertificate').string('trustedCertificate');
  const envHeaders = readEnvHeaders(reader, dialect);
  return {
    transport: transportOf(reader, dialect) ?? address.transport,
    url: readUrl(reader, address.key),
    headers: reader.record(dialect.headersKey, false),
    ...(Object.keys(envHeaders).length === 0 ? {} : { envHeaders }),
    ...(trusted === undefined ? {} : { trustedCertificate: trusted }),
  };
}

function transportOf(
  reader: ObjectReader,
  { typeKeys, types }: ConfigDialect,
): 'http' | 'sse' | undefined {
  const written = typeKeys.map((key) => reader.value(key)).find((value) => value !== undefined);
  if (typeof written !== 'string' || !Object.hasOwn(types, written)) return undefined;
  const type = types[written];
  return type === 'stdio' ? undefined : type;
}

function readUrl(reader: ObjectReader, key: string): string {
  const url = reader.requiredString(key, t('a server over HTTP needs an address.'));
  // With variables in it, it can only be judged when they are known.
  if (url !== '' && !url.includes('$') && !isHttpUrl(url)) {
    reader.fault(
      reader.raw(key)!,
      t('`{0}` must be an address that begins with http:// or https://.', key),
      { property: key },
    );
  }
  return url;
}

/** As Codex has them: what names no variable is no header, and only the token's variable must have a value. */
function readEnvHeaders(reader: ObjectReader, dialect: ConfigDialect): Record<string, EnvHeader> {
  const { envHeadersKey, bearerVariableKey } = dialect;
  const named = envHeadersKey === undefined ? {} : reader.record(envHeadersKey, false);
  const bearer = bearerVariableKey === undefined ? undefined : reader.string(bearerVariableKey);
  const headers = Object.entries(named).map(
    ([name, variable]) => [name, { variable, prefix: '', isOptional: true }] as const,
  );
  return Object.fromEntries<EnvHeader>([
    ...headers,
    ...(bearer
      ? [['Authorization', { variable: bearer, prefix: 'Bearer ', isOptional: false }] as const]
      : []),
  ]);
}
