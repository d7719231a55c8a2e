import { isActive, isReady, type ServerSnapshot } from '../../shared/model/state';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import { presentState, type Words } from '../views/presentState';

/** What stands above an entry, and what a click on it does. */
export interface Lens {
  readonly title: string;
  readonly tooltip: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

export interface LensOptions {
  /** Nothing may be started in a workspace without trust. */
  readonly isTrusted: boolean;
  /** Only a program can be debugged, not a server that somebody else runs. */
  readonly canDebug: boolean;
}

/**
 * The lenses of one server. The first says whose they are: VS Code has lenses of its own above the entries of its
 * own file, and some of them are called the same.
 */
export function lensesOf(snapshot: ServerSnapshot, options: LensOptions, l10n: Words): Lens[] {
  const { id, name, state } = snapshot;
  const lens = (title: string, tooltip: string, command: string): Lens => ({
    title,
    tooltip,
    command,
    arguments: [id],
  });
  const active = isActive(state);
  const { isTrusted, canDebug } = options;
  return [
    stateLens(snapshot, l10n),
    lens(l10n.t('Inspect'), l10n.t('Show {0} in the Inspector', name), COMMANDS.inspectServer),
    !active &&
      isTrusted &&
      lens(l10n.t('Start'), l10n.t('Start {0} in Portcullis', name), COMMANDS.startServer),
    active && lens(l10n.t('Stop'), l10n.t('Stop {0} in Portcullis', name), COMMANDS.stopServer),
    active &&
      lens(l10n.t('Restart'), l10n.t('Restart {0} in Portcullis', name), COMMANDS.restartServer),
    canDebug &&
      isTrusted &&
      lens(l10n.t('Debug'), l10n.t('Start {0} under the debugger', name), COMMANDS.debugServer),
    toolsLens(snapshot, l10n),
  ].filter((one) => one !== false);
}

function stateLens(snapshot: ServerSnapshot, l10n: Words): Lens {
  const { id, state } = snapshot;
  const { icon, word, description } = presentState(snapshot, l10n);
  const isWrong = state.status === 'failed' || state.status === 'degraded';
  const text = isWrong ? `${word}: ${description}` : word;
  return {
    // A text of a server is no icon: `$(` is what VS Code looks for.
    title: `$(${icon}) ${l10n.t('Portcullis: {0}', text.replaceAll('$(', '$ ('))}`,
    tooltip: isWrong ? state.diagnosis.explanation : l10n.t('Show how its last launch went'),
    command: INTERNAL_COMMANDS.showDiagnosis,
    arguments: [id],
  };
}

function toolsLens({ id, state, session }: ServerSnapshot, l10n: Words): Lens | false {
  const count = session?.counts?.tools ?? 0;
  if (!isReady(state) || count === 0) return false;
  return {
    title: count === 1 ? l10n.t('1 tool') : l10n.t('{0} tools', count),
    tooltip: l10n.t('Show its tools in the Inspector'),
    command: INTERNAL_COMMANDS.revealItem,
    arguments: [id, 'tools'],
  };
}
