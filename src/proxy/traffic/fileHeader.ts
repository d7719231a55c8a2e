import { t } from '@vscode/l10n';
/** The first line of a file of traffic. */
export interface TrafficFileHeader {
  readonly format: 'portcullis-traffic';
  readonly version: 1;
  /** ISO 8601. */
  readonly created: string;
  /** Whose traffic it is, unless each entry says so. */
  readonly server?: string;
  /** Whether secrets in messages were masked. */
  readonly secrets?: 'masked' | 'included';
}

/** Of a version that is not read here. */
export class UnknownVersionError extends Error {
  override readonly name = 'UnknownVersionError';
}

export function encodeFileHeader(about: Pick<TrafficFileHeader, 'server' | 'secrets'>): Buffer {
  const header: TrafficFileHeader = {
    format: 'portcullis-traffic',
    version: 1,
    created: new Date().toISOString(),
    ...about,
  };
  return Buffer.from(`${JSON.stringify(header)}\n`);
}

/**
 * Undefined if the line is no header.
 * @throws UnknownVersionError
 */
export function decodeFileHeader(line: Buffer): TrafficFileHeader | undefined {
  if (!line.subarray(0, 64).includes('"portcullis-traffic"')) return undefined;
  let header: Partial<TrafficFileHeader>;
  try {
    header = JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
  if (header.format !== 'portcullis-traffic') return undefined;
  if (header.version !== 1) {
    throw new UnknownVersionError(
      t('Version {0} of the format is not known', String(header.version)),
    );
  }
  return header as TrafficFileHeader;
}
