import type {
  LineOrigin,
  MessageOrigin,
  TrafficRecorder,
} from '../../../../../src/proxy/traffic/trafficRecorder';

interface Entry extends MessageOrigin {
  readonly kind: 'clientToServer' | 'serverToClient' | 'noise' | 'stderr';
  readonly text: string;
}

/** What was recorded, in order. */
export class MemoryLog implements TrafficRecorder {
  readonly all: Entry[] = [];
  /** Calls `onEntry` for each. */
  constructor(readonly onEntry: () => void = () => {}) {}

  message(kind: Entry['kind'], text: string, origin?: MessageOrigin): void {
    this.#add({ kind, text, ...origin });
  }
  noise(text: string, origin?: LineOrigin): void {
    this.#add({ kind: 'noise', text, ...origin });
  }
  stderr(text: string, origin?: LineOrigin): void {
    this.#add({ kind: 'stderr', text, ...origin });
  }
  http(): void {
    throw new Error('A tap sees no HTTP.');
  }
  #add(entry: Entry): void {
    this.all.push(entry);
    this.onEntry();
  }
}
