import { isSecretName, isSuspect } from './maskMessage';
import { MASK, maskSecrets } from './maskSecrets';

const SCHEME = /^(Bearer|Basic|DPoP|Digest|Negotiate)\s+\S/i;

/** Headers without the values that let somebody in: credentials, cookies, keys and tokens by their names. */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskHeader(name, value)]),
  );
}

function maskHeader(name: string, value: string): string {
  // A challenge names what is asked for, and no secret.
  if (/^www-authenticate$/i.test(name)) return value;
  const scheme = SCHEME.exec(value)?.[1];
  if (scheme !== undefined) return `${scheme} ${MASK}`;
  if (isSecret(name)) return MASK;
  return isSuspect(value) ? maskSecrets(value) : value;
}

/** The same few names come with every request. */
const MAX_KNOWN = 500;
const known = new Map<string, boolean>();

function isSecret(name: string): boolean {
  let secret = known.get(name);
  if (secret === undefined) {
    secret = isSecretName(name);
    if (known.size < MAX_KNOWN) known.set(name, secret);
  }
  return secret;
}
