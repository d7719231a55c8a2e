import { isSecretName } from './maskMessage';
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
  return isSecretName(name) ? MASK : maskSecrets(value);
}
