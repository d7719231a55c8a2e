/** One entry of VS Code's lists of servers: by its name, its address (`*` stands for anything), or its whole command. */
export type ServerMatcher =
  | { readonly serverName: string }
  | { readonly serverUrl: string }
  | { readonly serverCommand: readonly string[] };

/** What a server is told by. One that we launch over HTTP has a command and an address. */
export interface ServerIdentity {
  readonly name: string;
  readonly url?: string;
  /** With its arguments. */
  readonly command?: readonly string[];
}

export interface ServerLists {
  /** Undefined: there is no such list, and what is not denied is allowed. */
  readonly allowed: readonly ServerMatcher[] | undefined;
  readonly denied: readonly ServerMatcher[];
}

export type ListVerdict = 'allowed' | 'denied' | 'notAllowed';

/**
 * The value of `chat.mcp.allowedServers` or `chat.mcp.deniedServers`; undefined when it is no list. An entry that
 * does not say exactly one thing matches nothing, as in VS Code.
 */
export function readMatchers(value: unknown): readonly ServerMatcher[] | undefined {
  return Array.isArray(value) ? value.filter(isMatcher) : undefined;
}

function isMatcher(value: unknown): value is ServerMatcher {
  if (typeof value !== 'object' || value === null) return false;
  const { serverName, serverUrl, serverCommand } = value as Record<string, unknown>;
  const said = [
    typeof serverName === 'string' && serverName !== '',
    typeof serverUrl === 'string' && serverUrl !== '',
    Array.isArray(serverCommand) &&
      serverCommand.length > 0 &&
      serverCommand.every((word) => typeof word === 'string'),
  ];
  return said.filter(Boolean).length === 1;
}

/** What the lists say of a server whose variables have their values. To be denied counts more than to be allowed. */
export function judge({ allowed, denied }: ServerLists, server: ServerIdentity): ListVerdict {
  const isNamed = (matcher: ServerMatcher) => matches(matcher, server);
  if (denied.some(isNamed)) return 'denied';
  return allowed === undefined || allowed.some(isNamed) ? 'allowed' : 'notAllowed';
}

/**
 * What the lists say of a server as it is written. Of an address or a command with variables nothing can be said
 * yet: such a server is allowed if it may turn out to be.
 */
export function judgeWritten(lists: ServerLists, written: ServerIdentity): ListVerdict {
  const { name, url, command } = written;
  const isOpenUrl = url?.includes('${') ?? false;
  const isOpenCommand = command?.some((word) => word.includes('${')) ?? false;
  const verdict = judge(lists, {
    name,
    ...(url !== undefined && !isOpenUrl && { url }),
    ...(command !== undefined && !isOpenCommand && { command }),
  });
  const mayMatch = (matcher: ServerMatcher) =>
    (isOpenUrl && 'serverUrl' in matcher) || (isOpenCommand && 'serverCommand' in matcher);
  return verdict === 'notAllowed' && lists.allowed?.some(mayMatch) ? 'allowed' : verdict;
}

function matches(matcher: ServerMatcher, { name, url, command }: ServerIdentity): boolean {
  if ('serverName' in matcher) return matcher.serverName === name;
  if ('serverUrl' in matcher) return url !== undefined && matchesUrl(matcher.serverUrl, url);
  const words = matcher.serverCommand;
  return command?.length === words.length && words.every((word, index) => word === command[index]);
}

/** Compares where a request really goes: without credentials and fragment, whatever the case of the letters. */
function matchesUrl(pattern: string, url: string): boolean {
  const destination = destinationOf(url);
  if (destination === undefined) return false;
  if (!pattern.includes('*')) {
    return destinationOf(pattern)?.toLowerCase() === destination.toLowerCase();
  }
  return new RegExp(`^${patternSource(pattern)}$`, 'i').test(destination);
}

function destinationOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, pathname, search } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin + pathname + search : undefined;
}

/** A `*` in the host stays within the host: `https://*.example.com/*` is not met by another's path. */
function patternSource(pattern: string): string {
  const [, scheme = '', host = '', port = '', rest = ''] =
    /^([a-z*]+:\/\/)?(?:[^/@\\?#]*@)?([^/\\?#:]*|\[[^\]]*\])(:[^/\\?#]*)?([^#]*)/is.exec(pattern)!;
  const isDefault = { 'http://': ':80', 'https://': ':443' }[scheme.toLowerCase()] === port;
  const anyPort = port === ':*' ? '(?::\\d*)?' : isDefault ? '' : source(port, '\\d*');
  const path = rest === '' ? '/' : rest.startsWith('?') ? `/${rest}` : rest;
  return source(scheme, '[a-z]*') + source(host, '[^/@\\\\?#]*') + anyPort + source(path, '.*');
}

function source(text: string, wildcard: string): string {
  return text
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\/-]/g, '\\$&'))
    .join(wildcard);
}
