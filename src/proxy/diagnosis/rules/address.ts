/** The port of a URL, also when it is the scheme's own. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

/** All interfaces of one family. */
export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '*' || address === '';
}

/** `[::1]` as sockets name it. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** An address as a URL names it. */
export function asHost(address: string): string {
  return address.includes(':') ? `[${withoutBrackets(address)}]` : address;
}
