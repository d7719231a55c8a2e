export interface MissingPackage {
  readonly tool: string;
  /** As it was asked for, with its version if it had one. */
  readonly name: string;
  readonly reason: 'package' | 'version' | 'program';
}

interface Pattern {
  readonly tool: string;
  readonly reason: MissingPackage['reason'];
  /** Its first group is the name. */
  readonly text: RegExp;
}

/** Whoever reads them takes a time that grows with the length of a line, not with its square: servers print these. */
const PATTERNS: readonly Pattern[] = [
  {
    tool: 'npm',
    reason: 'package',
    text: /npm (?:error|ERR!) 404\s+(?:The requested resource )?'([^']+?)(?:@\*)?' (?:could not be found|is not in)/,
  },
  {
    tool: 'npm',
    reason: 'version',
    text: /npm (?:error|ERR!) notarget No matching version found for (\S+?)\.?$/,
  },
  {
    tool: 'npm',
    reason: 'package',
    text: /npm (?:error|ERR!) (?:code EINVALIDPACKAGENAME|Invalid package name) "?([^"\s]+)/,
  },
  { tool: 'pnpm', reason: 'package', text: /ERR_PNPM_FETCH_404.*\/([^/\s:]+): Not Found/ },
  { tool: 'bun', reason: 'package', text: /error: (@?[^@\s]+)@\S+ failed to resolve/ },
  {
    tool: 'uv',
    reason: 'package',
    text: /Because (\S+) was not found in the (?:package registry|provided package locations|cache)/,
  },
  { tool: 'uv', reason: 'version', text: /Because there (?:is|are) no versions? of (\S+?),? / },
  { tool: 'uv', reason: 'program', text: /executable named `([^`]+)` is not provided by/ },
  { tool: 'pip', reason: 'package', text: /No matching distribution found for (\S+)/ },
  { tool: 'docker', reason: 'package', text: /pull access denied for ([^\s,]+),/ },
  { tool: 'docker', reason: 'version', text: /manifest for (\S+) not found/ },
  {
    tool: 'docker',
    reason: 'package',
    text: /^\s*(?:docker|podman): (?:.*[^\w./:-])?([\w./-]+(?::[\w./-]+)+): (?:not found|manifest unknown)/,
  },
  {
    tool: 'podman',
    reason: 'package',
    text: /initializing source docker:\/\/(\S+?): .*(?:manifest unknown|denied)/,
  },
  { tool: 'dnx', reason: 'package', text: /NU1101: Unable to find package ([\w.-]+)/ },
  { tool: 'dnx', reason: 'version', text: /NU1102: Unable to find package ([\w.-]+) with version/ },
  {
    tool: 'dnx',
    reason: 'package',
    text: /^(?:error: )?"?([\w.-]+?)"?(?:@\S*)? is not found in (?:the following )?NuGet feeds/i,
  },
];

/** The package or image that npx, uvx, pipx, docker or dnx was told to run and could not find. */
export function packageNotFound(lines: readonly string[]): MissingPackage | undefined {
  for (const { tool, reason, text } of PATTERNS) {
    for (const line of lines) {
      const name = text.exec(line)?.[1];
      if (name) return { tool, name, reason };
    }
  }
  return undefined;
}

const DOWNLOAD_ERRORS: readonly RegExp[] = [
  /npm (?:error|ERR!) (?:code |errno )(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E?CERT_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+)/,
  /(?:error|Caused by): .*(?:error sending request|dns error|tcp connect error|client error \(Connect\))/,
  /Failed to fetch: `/,
  /(?:NewConnectionError|Max retries exceeded|Failed to establish a new connection)/,
  /(?:docker|podman|Error response from daemon): .*(?:dial tcp|no such host|i\/o timeout|connection refused)/,
];

/** The line that says that a package could not be fetched, because its registry was not reached. */
export function downloadFailure(lines: readonly string[]): string | undefined {
  return lines.find((line) => DOWNLOAD_ERRORS.some((pattern) => pattern.test(line)));
}

/** The line with which docker or podman says that its daemon is not there. */
export function daemonFailure(lines: readonly string[]): string | undefined {
  return lines.find((line) =>
    /Cannot connect to the Docker daemon|error during connect: .*docker|Cannot connect to Podman/i.test(
      line,
    ),
  );
}
