import type { l10n } from 'vscode';
import type { StepId } from '../../shared/model/launch';
import { isActive, isReady, type ServerSnapshot } from '../../shared/model/state';

/** How a state is told: by an icon and a word, with a colour that only underlines it. */
export interface StatePresentation {
  /** Name of a codicon. */
  readonly icon: string;
  readonly word: string;
  /** What goes on, in a few words: the step, the error, what is offered. */
  readonly description: string;
  /** Id of a theme colour. */
  readonly color?: string;
}

/** What calls for attention without being wrong. */
const WAITING_COLOR = 'notificationsInfoIcon.foreground';

/** The words for a person, as `vscode.l10n` gives them. */
export type Words = Pick<typeof l10n, 't'>;

/**
 * Tree, status bar and quick pick all draw a server from this.
 * @param waiting how many requests of the server wait for the person's answer
 */
export function presentState(
  snapshot: ServerSnapshot,
  l10n: Words,
  waiting = 0,
): StatePresentation {
  const { state, dev } = snapshot;
  if (dev?.activity?.kind === 'restarting' && !isReady(state)) {
    const { cause } = dev.activity;
    const word = l10n.t('Restarting: {0}', cause);
    return { icon: 'loading~spin', word, description: l10n.t('restarting: {0}', cause) };
  }
  if (snapshot.held && isActive(state)) return held(l10n);
  if (waiting > 0 && isActive(state)) {
    const words = waitingWords(waiting, l10n);
    const description = [words, offers(snapshot, l10n)].filter((text) => text !== '').join(' · ');
    return { icon: 'bell-dot', word: l10n.t('Waits for you'), description, color: WAITING_COLOR };
  }
  switch (state.status) {
    case 'idle':
      return { icon: 'circle-large-outline', word: l10n.t('Not started'), description: '' };
    case 'checking':
      return busy(l10n.t('Checking'), state, l10n);
    case 'starting':
      return busy(l10n.t('Starting'), state, l10n);
    case 'probing':
      return busy(l10n.t('Waiting for the server'), state, l10n);
    case 'ready':
      return ready(snapshot, l10n);
    case 'degraded':
      return {
        icon: 'warning',
        word: l10n.t('Ready, with a problem'),
        description: state.diagnosis.title,
        color: 'problemsWarningIcon.foreground',
      };
    case 'stopping':
      return { icon: 'loading~spin', word: l10n.t('Stopping'), description: l10n.t('stopping') };
    case 'stopped':
      return { icon: 'circle-slash', word: l10n.t('Stopped'), description: l10n.t('stopped') };
    case 'failed':
      return {
        icon: 'error',
        word: l10n.t('Failed'),
        description: state.diagnosis.title,
        color: 'problemsErrorIcon.foreground',
      };
  }
}

/** As it runs, with what keeps the one who writes it from running it as it is written. */
function held(l10n: Words): StatePresentation {
  const description = l10n.t('time-outs are suspended');
  return { icon: 'debug-pause', word: l10n.t('Stopped at a breakpoint'), description };
}

function ready(snapshot: ServerSnapshot, l10n: Words): StatePresentation {
  const news = devWords(snapshot, l10n);
  const description = [news, offers(snapshot, l10n)].filter(Boolean).join(' · ');
  const activity = snapshot.dev?.activity;
  if (activity?.kind === 'building') {
    const word = l10n.t('Ready; building: {0}', activity.cause);
    return { icon: 'loading~spin', word, description };
  }
  if (snapshot.dev?.notice?.kind === 'buildFailed') {
    const word = l10n.t('Ready, but the build failed');
    return { icon: 'warning', word, description, color: 'problemsWarningIcon.foreground' };
  }
  return {
    icon: snapshot.debugged ? 'debug-alt' : 'pass-filled',
    word: snapshot.debugged ? l10n.t('Ready, under the debugger') : l10n.t('Ready'),
    description,
    color: 'testing.iconPassed',
  };
}

function devWords({ dev }: ServerSnapshot, l10n: Words): string | undefined {
  if (dev?.activity?.kind === 'building') return l10n.t('building: {0}', dev.activity.task);
  if (dev?.notice?.kind === 'buildFailed') return l10n.t('build failed: {0}', dev.notice.task);
  if (dev?.isOutdated) return l10n.t('configuration changed: restart to apply');
  return undefined;
}

/** `1 request waits for your answer` */
export function waitingWords(count: number, l10n: Words): string {
  return count === 1
    ? l10n.t('1 request waits for your answer')
    : l10n.t('{0} requests wait for your answer', count);
}

/** The details of a step, such as a refused connection that is tried again, are for the panel. */
function busy(word: string, { step }: { readonly step: StepId }, l10n: Words): StatePresentation {
  return { icon: 'loading~spin', word, description: stepName(step, l10n) };
}

/** What a step of the checklist is called. */
export function stepName(step: StepId, l10n: Words): string {
  switch (step) {
    case 'config':
      return l10n.t('reading the configuration');
    case 'port':
      return l10n.t('checking the port');
    case 'process':
      return l10n.t('starting the process');
    case 'tcp':
      return l10n.t('connecting');
    case 'tls':
      return l10n.t('securing the connection');
    case 'http':
      return l10n.t('asking over HTTP');
    case 'mcp':
      return l10n.t('MCP handshake');
  }
}

/** `13 tools, 7 resources, 4 prompts · :3001`, without what there is none of. */
function offers({ session, url }: ServerSnapshot, l10n: Words): string {
  const { tools = 0, resources = 0, prompts = 0 } = session?.counts ?? {};
  const counts = [
    tools > 0 && (tools === 1 ? l10n.t('1 tool') : l10n.t('{0} tools', tools)),
    resources > 0 && (resources === 1 ? l10n.t('1 resource') : l10n.t('{0} resources', resources)),
    prompts > 0 && (prompts === 1 ? l10n.t('1 prompt') : l10n.t('{0} prompts', prompts)),
  ].filter((text) => text !== false);
  const port = url && /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(:\d+)/i.exec(url)?.[1];
  return [counts.join(', '), port ?? ''].filter((text) => text !== '').join(' · ');
}
