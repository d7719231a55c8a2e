import type { Screen } from './checklistView';
import type { Launcher } from './launcher';
import type { Style } from './style';

/** What the commands share. */
export interface CommandLineContext {
  readonly launcher: Launcher;
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** For stdout, or for stderr where a command writes there. */
  readonly style: Style;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}
