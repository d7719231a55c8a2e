/** Every code, grouped as people meet them. Codes are stable: they are searched for, and never reused. */
export const DIAGNOSIS_CODES = [
  'config.file-invalid',
  'config.variable-unresolved',
  'config.env-file-missing',
  'config.cwd-missing',
  'config.url-invalid',
  'config.denied-by-policy',
  'process.command-not-found',
  'process.not-executable',
  'process.interpreter-missing',
  'process.package-not-found',
  'process.download-failed',
  'process.daemon-missing',
  'process.module-missing',
  'process.env-missing',
  'process.usage',
  'process.crashed',
  'process.exited',
  'process.killed',
  'port.in-use-own',
  'port.in-use',
  'port.privileged',
  'port.ignored',
  'port.lost-race',
  'net.refused',
  'net.refused-family',
  'net.not-listening',
  'net.timeout',
  'net.unreachable',
  'net.reset',
  'net.dns-not-found',
  'net.dns-temporary',
  'tls.on-plain-port',
  'http.on-tls-port',
  'tls.untrusted',
  'tls.expired',
  'tls.hostname',
  'tls.handshake',
  'http.wrong-path',
  'http.not-found',
  'http.sse-endpoint',
  'http.streamable-endpoint',
  'http.not-mcp',
  'http.not-http',
  'http.no-response',
  'http.unauthorized',
  'http.forbidden',
  'http.host-rejected',
  'http.redirect',
  'http.server-error',
  'mcp.stdout-noise',
  'mcp.framing',
  'mcp.encoding',
  'mcp.no-answer',
  'mcp.closed-during-handshake',
  'mcp.version-unsupported',
  'mcp.invalid-message',
  'mcp.error-response',
  'run.crashed',
  'run.unresponsive',
  'run.connection-lost',
  'run.session-lost',
  'proxy.crashed',
  'unknown',
] as const;
export type DiagnosisCode = (typeof DIAGNOSIS_CODES)[number];

/** A fact that led to the verdict, fit to be shown: the offending value stands in `value`. */
export interface Evidence {
  readonly label: string;
  readonly value: string;
}

/** What a fix does when it is clicked. The extension host carries it out. */
export type FixAction =
  /** Changes one property of the server's entry (path such as `['env','API_KEY']`); undefined removes it. */
  | {
      readonly kind: 'editEntry';
      readonly edits: readonly { readonly path: readonly string[]; readonly value: unknown }[];
    }
  | { readonly kind: 'openEntry' }
  | {
      readonly kind: 'openFile';
      readonly path: string;
      readonly line?: number;
      readonly column?: number;
    }
  | { readonly kind: 'setEnvironmentVariable'; readonly name: string }
  | { readonly kind: 'setHeader'; readonly name: string }
  | { readonly kind: 'createFile' | 'createFolder'; readonly path: string }
  | { readonly kind: 'makeExecutable'; readonly path: string }
  /** Asks first. `startedAt` (epoch ms) guards against a pid that was given to another process. */
  | { readonly kind: 'stopProcess'; readonly pid: number; readonly startedAt?: number }
  | { readonly kind: 'runInTerminal'; readonly command: string; readonly cwd?: string }
  /** Has the person sign in to the server in their browser (OAuth). */
  | { readonly kind: 'signIn' }
  | { readonly kind: 'restart' | 'showOutput' };

export interface Fix {
  /** Stable within its diagnosis. */
  readonly id: string;
  readonly title: string;
  readonly action: FixAction;
}

/** Why a server is not ready, or has stopped being so. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  /** One short line: fits a tree item. */
  readonly title: string;
  /** What happened, then what to do. */
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
}
