import type { LaunchDefinition } from '../model/server';

export const MASK = '•••';
/**
 * A word that holds one of these is the name of a secret. Looked for from the beginning of a word only, and
 * ahead of reading it: a server may print words of any length, and the time must not grow with their square.
 */
export const SECRET_WORD =
  '[\\w-]*(?:authorization|cookie|token|secret|password|passwd|api[-_]?key|access[-_]?key|credential|private[-_]?key)';
/** Up to the closing quote, if one was opened. */
const VALUE = `(?:(?<=")[^"\\n]+|(?<=')[^'\\n]+|[^\\s"',}&]+)`;
const ASSIGNED = new RegExp(
  `((?<![\\w-])(?=${SECRET_WORD})[\\w-]+["']?\\s*[:=]\\s*["']?)(?!Bearer\\b|Basic\\b)${VALUE}`,
  'gi',
);
const OPTION = new RegExp(`((?<![\\w-])(?=-${SECRET_WORD})[\\w-]+\\s+["']?)(?!-)${VALUE}`, 'gi');
/** Too short to be told by their names anywhere else. */
const PARAMETER = /([?&](?:key|sig|signature)=)[^\s"'&#]+/gi;
/** Who, and with which password: all of an address before its host. */
const CREDENTIALS = /:\/\/[^\s/?#]+@/g;
/** Below this, a value is no secret, and masking it would only garble the text. */
const MIN_SECRET = 6;

/** What every program is told, and everybody may know: to mask it would hide where things are. */
const COMMON =
  /^(?:HOME|USERPROFILE|PATH|PWD|SHELL|LANG|LC_\w+|TERM|TEMP|TMP|TMPDIR|APPDATA|LOCALAPPDATA|PROGRAMFILES|SYSTEMROOT|NODE_ENV)$/i;

/** Whether the value of an environment variable that comes from outside an entry is to be masked. */
export function isSecretVariable(name: string): boolean {
  return !COMMON.test(name);
}

/** Every value of a launch that may be a secret: of its environment, of its headers, and from elsewhere. */
export function secretsOf(definition: LaunchDefinition | undefined): readonly string[] {
  if (definition === undefined) return [];
  const env = definition.kind === 'remote' ? {} : definition.run.env;
  const headers = definition.kind === 'stdio' ? {} : definition.headers;
  const { secrets = [] } = definition;
  const written = [...Object.values(env), ...Object.values(headers)].filter(
    (value): value is string => value !== null && !value.includes('${'),
  );
  return [...written, ...secrets];
}

/** Masks known secrets wherever they stand, and nothing else. */
export function maskValues(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .filter((secret) => secret.length >= MIN_SECRET)
    .sort((a, b) => b.length - a.length);
  let masked = text;
  for (const secret of longestFirst) masked = masked.replaceAll(secret, MASK);
  return masked;
}

/**
 * Masks `secrets` wherever they stand, and whatever looks like one by its name: `TOKEN=…`,
 * `Authorization: Bearer …`, `--api-key …`, `"password": "…"`, and credentials in URLs.
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  return maskValues(text, secrets)
    .replace(CREDENTIALS, `://${MASK}@`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`)
    .replace(PARAMETER, `$1${MASK}`)
    .replace(OPTION, `$1${MASK}`)
    .replace(ASSIGNED, `$1${MASK}`);
}
