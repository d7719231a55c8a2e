import type { LaunchDefinition } from '../../shared/model/server';

const MASK = '•••';
const SECRET_NAME =
  /authorization|cookie|token|secret|password|passwd|api[-_]?key|credential|private[-_]?key/i;
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
    .replace(
      /([\w-]*["']?)(\s*[:=]\s*|\s+)(["']?)([^\s"',}&]+)/g,
      (whole, name: string, separator: string, quote: string, value: string) => {
        const isOption = /^\s+$/.test(separator);
        const named = SECRET_NAME.test(name) && (!isOption || name.startsWith('-'));
        return named && !/^(Bearer|Basic)$/i.test(value)
          ? `${name}${separator}${quote}${MASK}`
          : whole;
      },
    );
}
