import type { Screen } from './checklistView';
import type { Launcher } from './launcher';
import type { Style } from './style';

/** What the commands share. */
export interface CommandLineContext {
  readonly launcher: Launcher;
  /** Results only. */
  readonly stdout: Screen;
  /** Everything else. */
  readonly stderr: Screen;
  /** Of stdout. */
  readonly style: Style;
  /** Of stderr. */
  readonly stderrStyle: Style;
  /** Aborted by SIGINT and SIGTERM, and when nobody reads stdout any more. */
  readonly signal: AbortSignal;
}
