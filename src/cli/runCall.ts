import type { InspectorSession } from '../proxy/session/inspectorSession';
import { type CallRecord, isOpen } from '../shared/model/session';
import { columnsOf, type Screen } from './checklistView';
import { shown } from './shown';

export interface RunCallOptions {
  /** Cancels the call, and tells the server. */
  readonly signal: AbortSignal;
  onProgress?(progress: NonNullable<CallRecord['progress']>): void;
}

/**
 * Sends a request and resolves with its record when it is over, however it ended.
 * @throws WireError when the session is over already
 */
export function runCall(
  session: InspectorSession,
  request: Parameters<InspectorSession['call']>[0],
  { signal, onProgress }: RunCallOptions,
): Promise<CallRecord> {
  return new Promise((resolve) => {
    const { id } = session.call(request);
    const cancel = () => session.cancel(id);
    const subscription = session.onDidChangeCall((record) => {
      if (record.id !== id) return;
      if (isOpen(record)) {
        if (record.progress) onProgress?.(record.progress);
        return;
      }
      subscription.dispose();
      signal.removeEventListener('abort', cancel);
      resolve(record);
    });
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
}

const BEGINNING_OF_LINE = '\r\u001B[2K';

/** The progress of a call on a terminal: one line, written anew in its place. Elsewhere nothing. */
export class ProgressLine {
  readonly #screen: Screen;
  #isDrawn = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  show(progress: NonNullable<CallRecord['progress']>): void {
    if (!this.#screen.isTTY) return;
    this.#isDrawn = true;
    const text = progressText(progress).slice(0, columnsOf(this.#screen) - 1);
    this.#screen.write(`${BEGINNING_OF_LINE}${text}`);
  }

  /** Leaves nothing of it. */
  clear(): void {
    if (this.#isDrawn) this.#screen.write(BEGINNING_OF_LINE);
    this.#isDrawn = false;
  }
}

/** `3/10 copying`. Pure. */
export function progressText({
  progress,
  total,
  message = '',
}: NonNullable<CallRecord['progress']>): string {
  return shown(`… ${progress}${total === undefined ? '' : `/${total}`} ${message}`.trimEnd());
}
