import { t } from '@vscode/l10n';
import type { LaunchDefinition } from '../shared/model/server';
import type { SessionId, SessionSummary } from '../shared/model/session';
import type { OutputLine } from '../shared/model/traffic';
import { LaunchRun } from './launch';
import type { LaunchServices } from './launchServices';
import type { InspectorSession } from './session/inspectorSession';

/** A session that lasts no longer than this is not opened once more. */
const REOPEN_AFTER_MS = 10_000;

export interface OtherSessionsHost {
  readonly services: LaunchServices;
  /** The launch of the server, which the sessions over HTTP share. */
  launch(): LaunchRun | undefined;
  newLaunchId(): string;
  line(line: OutputLine): void;
  /** One is open; its lists are not fetched yet. */
  opened(session: InspectorSession): void;
  /** One came, changed or went. */
  changed(): void;
}

interface Other {
  session: InspectorSession;
  /** Over stdio: the process of its own. */
  readonly own: LaunchRun | undefined;
  /** It took the place of one that the server had forgotten. */
  reopened: boolean;
}

/** The sessions of a server besides the one that was opened when it got ready. */
export class OtherSessions {
  readonly #host: OtherSessionsHost;
  readonly #others: Other[] = [];
  /** On their way, so that a stop ends them too. */
  readonly #starting = new Set<LaunchRun>();

  constructor(host: OtherSessionsHost) {
    this.#host = host;
  }

  get summaries(): readonly SessionSummary[] {
    return this.#others.map(({ session }) => session.summary);
  }

  get(id: SessionId): InspectorSession | undefined {
    return this.#others.find(({ session }) => session.id === id)?.session;
  }

  /**
   * Resolves when it is fully open, and known to everyone.
   * @throws Error that says why it could not be opened
   */
  async open(definition: LaunchDefinition): Promise<InspectorSession> {
    const shared = this.#host.launch();
    if (!shared) throw new Error(t('{0} is not ready.', definition.name));
    if (definition.kind !== 'stdio') {
      const session = await shared.openAnother();
      if (shared !== this.#host.launch()) {
        await session.close();
        throw new Error(t('{0} was stopped.', definition.name));
      }
      return this.#add({ session, own: undefined, reopened: false });
    }
    return this.#launch(definition);
  }

  /** Resolves when it is closed, and its process gone. @throws Error when there is none of that id */
  async close(id: SessionId): Promise<void> {
    const other = this.#others.find(({ session }) => session.id === id);
    if (!other) throw new Error(t('There is no such session besides the first.'));
    await this.#end(other);
  }

  /** @param why told to those whose calls are under way */
  async closeAll(why?: string): Promise<void> {
    const starting = [...this.#starting].map((launch) => launch.end(why));
    await Promise.all([...starting, ...[...this.#others].map((other) => this.#end(other, why))]);
  }

  /** Another process of the server, which lives as long as its session. */
  async #launch(definition: LaunchDefinition): Promise<InspectorSession> {
    const own: LaunchRun = new LaunchRun(
      this.#host.newLaunchId(),
      definition,
      this.#host.services,
      {
        changed: () => {},
        line: (line) => this.#host.line(line),
        timedOut: () => void own.end(),
        resumed: () => {},
      },
    );
    this.#starting.add(own);
    const end = await own.run();
    const wasEnded = !this.#starting.delete(own);
    if (end.kind === 'ready' && !wasEnded)
      return this.#add({ session: end.session, own, reopened: false });
    await own.end();
    if (end.kind !== 'failed') throw new Error(t('It was stopped before it was open.'));
    const { title, explanation } = end.diagnosis;
    throw new Error(`${title}: ${explanation}`);
  }

  #add(other: Other): InspectorSession {
    const { session } = other;
    this.#others.push(other);
    this.#adopt(other);
    return session;
  }

  #adopt(other: Other): void {
    const { session } = other;
    const openedAt = performance.now();
    session.onDidChangeSummary(() => this.#host.changed());
    session.onDidEnd(({ kind }) => {
      if (!this.#others.includes(other) || other.session !== session) return;
      // A server that forgets every new session at once is not asked for ever.
      const isVain = other.reopened && performance.now() - openedAt < REOPEN_AFTER_MS;
      if (kind === 'sessionLost' && !isVain) void this.#reopen(other);
      else void this.#end(other);
    });
    this.#host.opened(session);
    this.#host.changed();
    void session.start();
  }

  /** The server has forgotten it, and is well itself. */
  async #reopen(other: Other): Promise<void> {
    try {
      const session = await this.#host.launch()?.openAnother(other.session);
      if (!session) return await this.#end(other);
      if (!this.#others.includes(other)) return await session.close();
      other.session = session;
      other.reopened = true;
      this.#adopt(other);
    } catch {
      await this.#end(other);
    }
  }

  async #end(other: Other, why?: string): Promise<void> {
    const at = this.#others.indexOf(other);
    if (at === -1) return;
    this.#others.splice(at, 1);
    this.#host.changed();
    await Promise.all([other.session.close(why), other.own?.end(why)]);
  }
}
