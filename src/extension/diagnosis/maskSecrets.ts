import type { LaunchDefinition } from '../../shared/model/server';

const MASK = '•••';
/** A name that holds one of these words holds a secret. */
const NAME =
  '[\\w-]*(?:authorization|cookie|token|secret|password|passwd|api[-_]?key|credential|private[-_]?key)[\\w-]*';
const ASSIGNED = new RegExp(
  `(${NAME}["']?\\s*[:=]\\s*["']?)(?!Bearer\\b|Basic\\b)[^\\s"',}&]+`,
  'gi',
);
const OPTION = new RegExp(`(--?${NAME}\\s+["']?)(?!-)[^\\s"']+`, 'gi');
/** Below this, a value is no secret, and masking it would only garble the text. */
const MIN_SECRET = 6;

/** Every value of a launch that may be a secret: of its environment and of its headers. */
export function secretsOf(definition: LaunchDefinition | undefined): readonly string[] {
  if (definition === undefined) return [];
  const env = definition.kind === 'remote' ? {} : definition.run.env;
  const headers = definition.kind === 'stdio' ? {} : definition.headers;
  return [...Object.values(env), ...Object.values(headers)].filter(
    (value): value is string => value !== null && !value.includes('${'),
  );
}

/**
 * Masks `secrets` wherever they stand, and whatever looks like one by its name: `TOKEN=…`,
 * `Authorization: Bearer …`, `--api-key …`, `"password": "…"`, and credentials in URLs.
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  const longestFirst = secrets
    .filter((secret) => secret.length >= MIN_SECRET)
    .sort((a, b) => b.length - a.length);
  let masked = text;
  for (const secret of longestFirst) masked = masked.replaceAll(secret, MASK);
  return masked
    .replace(/(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${MASK}@`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`)
    .replace(OPTION, `$1${MASK}`)
    .replace(ASSIGNED, `$1${MASK}`);
}
