/** What is under way between a change of a server's files and its new run. */
export type DevActivity =
  /** The task builds; the server still runs as it was. */
  | { readonly kind: 'building'; readonly task: string; readonly cause: string }
  | { readonly kind: 'restarting'; readonly cause: string };

/** What went wrong on that way, or what a person should know of it. */
export type DevNotice =
  /** The server runs as it was. Without a code the task was stopped. */
  | { readonly kind: 'buildFailed'; readonly task: string; readonly exitCode?: number }
  | { readonly kind: 'taskMissing'; readonly task: string }
  /** The file changes whenever the server starts, and is not watched any more. */
  | { readonly kind: 'writesItself'; readonly file: string }
  /** It is wanted that the server restarts, and not known which files it is made of. */
  | { readonly kind: 'nothingToWatch' };

/** How a server stands with the person who writes it. The extension host keeps it, beside what the proxy says. */
export interface DevState {
  /** A change of its files restarts it while it runs. */
  readonly restartsOnSave: boolean;
  /** What is watched, as globs for people to read. */
  readonly watched: readonly string[];
  readonly activity?: DevActivity;
  readonly notice?: DevNotice;
  /** It runs by another configuration than it has now. */
  readonly isOutdated?: boolean;
}

/** Under which a panel keeps that the last call of a tool runs again after a restart of the server. */
export function rerunKey(tool: string): string {
  return `run ${tool} again`;
}
