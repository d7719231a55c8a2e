import { joinCommandLine } from '../shared/config/commandLine';
import type { RelayAccess } from '../shared/contracts/proxyContract';
import type { ServerSnapshot, ServerStatus } from '../shared/model/state';
import { diagnosisDetails } from './checklist';
import { type ReportedDiagnosis, reported } from './report';
import type { TapCommand } from './serveTap';
import { shown, shownJson } from './shown';
import type { Style } from './style';

/** A server that is served, and how another client reaches it. */
export interface Served {
  readonly snapshot: ServerSnapshot;
  /** Through the relay. */
  readonly access: RelayAccess | undefined;
  /** For a server over stdio. */
  readonly tap: TapCommand | undefined;
}

/** A line of `portcullis serve --json`. */
export interface ServedLine {
  readonly server: string;
  readonly state: 'ready' | 'degraded' | 'restarting' | 'stopped' | 'failed';
  /** The URL and the token of the relay; the token goes into the header `X-Portcullis-Token`. */
  readonly relayUrl?: string;
  readonly token?: string;
  /** What another client runs in place of a server over stdio. */
  readonly tap?: TapCommand;
  /** Why it has failed, or is degraded. */
  readonly diagnosis?: ReportedDiagnosis;
}

/** Which changes are worth a line: a server became ready, has failed, comes back. */
export class ServedStates {
  readonly #told = new Map<string, ServedLine['state']>();

  isNews({ id, state: { status } }: ServerSnapshot): boolean {
    const told = this.#told.get(id);
    const state = stateOf(status);
    // The way to the first result is no news.
    if (state === undefined || state === told) return false;
    if (told === undefined && state === 'restarting') return false;
    this.#told.set(id, state);
    return true;
  }
}

function stateOf(status: ServerStatus): ServedLine['state'] | undefined {
  switch (status) {
    case 'checking':
    case 'starting':
    case 'probing':
      return 'restarting';
    case 'idle':
    case 'stopping':
      return undefined;
    case 'ready':
    case 'degraded':
    case 'stopped':
    case 'failed':
      return status;
  }
}

/** One line of JSON. Pure. */
export function jsonLine({ snapshot, access, tap }: Served): string {
  const { name, state } = snapshot;
  const isUp = state.status === 'ready' || state.status === 'degraded';
  const line: ServedLine = {
    server: name,
    state: stateOf(state.status) ?? 'stopped',
    ...(isUp && access && { relayUrl: access.url, token: tokenOf(access) }),
    ...(isUp && tap && { tap }),
    ...('diagnosis' in state && { diagnosis: reported(state.diagnosis) }),
  };
  return `${shownJson(line, 0)}\n`;
}

/** The same for people. Pure. */
export function textLines({ snapshot, access, tap }: Served, style: Style): string[] {
  const { name, state, session } = snapshot;
  const title = style.bold(shown(name));
  if (state.status === 'failed') {
    const { diagnosis } = state;
    return [
      `${style.red('✗')} ${title}  ${style.red(shown(diagnosis.title))}  ${style.dim(diagnosis.code)}`,
      ...diagnosisDetails(diagnosis, style).map((line) => `  ${line}`.trimEnd()),
    ];
  }
  if (state.status === 'degraded') {
    return [`${style.yellow('!')} ${title}  ${shown(state.diagnosis.title)}`];
  }
  if (state.status !== 'ready') return [`… ${title}  ${stateOf(state.status) ?? state.status}`];
  const version = session ? style.dim(`MCP ${shown(session.protocolVersion)}`) : '';
  return [
    `${style.green('✓')} ${title}  ${version}`.trimEnd(),
    ...(access ? [`    ${withToken(access)}`] : []),
    ...(tap ? [`    ${shown(joinCommandLine([tap.command, ...tap.args]))}`] : []),
  ];
}

function tokenOf({ headers }: RelayAccess): string {
  return Object.values(headers)[0] ?? '';
}

/** A URL that works by itself. */
function withToken(access: RelayAccess): string {
  const url = new URL(access.url);
  url.searchParams.set('token', tokenOf(access));
  return url.href;
}
