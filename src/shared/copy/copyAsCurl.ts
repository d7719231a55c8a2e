import { isSecretName } from '../secrets/maskMessage';
import { type CopySource, variableOf } from './copySource';
import { shellQuote } from './shellQuote';

/** Curl sets them itself, and knows them better. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'user-agent']);
const MASKED = /•/;

/**
 * The HTTP request that carried the message, as a command line for a POSIX shell. A secret is no part of it:
 * it is taken from an environment variable. Undefined for what did not pass over HTTP.
 */
export function copyAsCurl({ raw, http }: CopySource): string | undefined {
  if (!http) return undefined;
  const headers = Object.entries(http.headers)
    .filter(([name]) => !OWN.has(name.toLowerCase()))
    .map(([name, value]) => `-H ${headerWord(name, value)}`);
  // An event stream is to be seen as it comes.
  const words = [`curl -N -X ${shellQuote(http.method)} ${shellQuote(http.url)}`, ...headers];
  return [...words, `--data-raw ${shellQuote(raw)}`].join(' \\\n  ');
}

function headerWord(name: string, value: string): string {
  if (!isSecretName(name) && !MASKED.test(value)) return shellQuote(`${name}: ${value}`);
  const scheme = /^(\w+) •/.exec(value)?.[1];
  const before = shellQuote(`${name}: ${scheme === undefined ? '' : `${scheme} `}`);
  return `${before}"$${variableOf(name)}"`;
}
