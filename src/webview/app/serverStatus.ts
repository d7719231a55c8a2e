import { t } from '@vscode/l10n';
import { isReady, type ServerSnapshot, type ServerState } from '../../shared/model/state';

/** How a state is told: by an icon and a word, never by colour alone. */
export interface StatusLook {
  readonly icon: string;
  readonly word: string;
  readonly tone: 'neutral' | 'good' | 'warning' | 'bad' | 'busy';
}

const looks: Record<ServerState['status'], StatusLook> = {
  idle: { icon: 'circle-large-outline', word: t('Not started'), tone: 'neutral' },
  checking: { icon: 'loading', word: t('Checking'), tone: 'busy' },
  starting: { icon: 'loading', word: t('Starting'), tone: 'busy' },
  probing: { icon: 'loading', word: t('Waiting for the server'), tone: 'busy' },
  ready: { icon: 'pass-filled', word: t('Ready'), tone: 'good' },
  degraded: { icon: 'warning', word: t('Ready, with a problem'), tone: 'warning' },
  stopping: { icon: 'loading', word: t('Stopping'), tone: 'busy' },
  stopped: { icon: 'circle-slash', word: t('Stopped'), tone: 'neutral' },
  failed: { icon: 'error', word: t('Failed'), tone: 'bad' },
};

const DEBUGGED: StatusLook = { ...looks.ready, icon: 'debug-alt' };
const HELD: StatusLook = {
  icon: 'debug-pause',
  word: t('Stopped at a breakpoint: time-outs are suspended'),
  tone: 'warning',
};

/** As `statusLook`, with why it starts if that is because it was saved. */
export function serverLook({ state, dev, debugged, held }: ServerSnapshot): StatusLook {
  if (held) return HELD;
  const isDebugged = debugged && state.status === 'ready';
  const look = isDebugged ? DEBUGGED : statusLook(state);
  if (dev?.activity?.kind !== 'restarting' || isReady(state)) return look;
  return { icon: 'loading', word: t('Restarting: {0}', dev.activity.cause), tone: 'busy' };
}

export function statusLook(state: ServerState): StatusLook {
  return looks[state.status];
}
