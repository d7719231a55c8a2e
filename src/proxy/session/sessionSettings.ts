import { t } from '@vscode/l10n';
import type { LogLevel, SessionState } from '../../shared/model/sessionState';
import type { Params } from './protocol';
import type { Roots } from './roots';
import type { SessionLink } from './sessionLink';

const REQUEST_TIMEOUT_MS = 60_000;

/** What a person sets in a session, and the small questions that are no calls worth remembering. */
export class SessionSettings {
  readonly #link: SessionLink;
  readonly #roots: Roots;
  #logLevel: LogLevel | undefined;

  constructor(link: SessionLink, roots: Roots) {
    this.#link = link;
    this.#roots = roots;
  }

  get logLevel(): LogLevel | undefined {
    return this.#logLevel;
  }

  /**
   * Legacy era: the server is told, and keeps to it. Modern era: each call says it from now on.
   * @throws Error with what the server answered instead; WireError
   */
  async setLogLevel(level: LogLevel | undefined): Promise<void> {
    if (!this.#link.isModern) {
      if (level === undefined)
        throw new Error(t('A log level cannot be taken back in this revision.'));
      await this.request('logging/setLevel', { level });
    }
    this.#logLevel = level;
  }

  /** The modern era asks for roots anew each time: there is nothing to tell. @throws WireError */
  async setRoots(roots: SessionState['roots']): Promise<void> {
    this.#roots.set(roots);
    if (this.#link.isModern || !this.#link.capabilities.roots) return;
    await this.#link.notify('notifications/roots/list_changed', {});
  }

  /** @throws Error in the modern era, which has no ping; or with what the server answered instead */
  async ping(): Promise<number> {
    if (this.#link.isModern) throw new Error(t('This revision of the protocol has no ping.'));
    const begun = performance.now();
    await this.request('ping', {});
    return performance.now() - begun;
  }

  /** @throws Error with what the server answered instead; WireError */
  async request(method: string, params: Params): Promise<Params> {
    const answer = await this.#link.send({ method, params, timeout: REQUEST_TIMEOUT_MS }).answer;
    if ('error' in answer) throw new Error(answer.error.message);
    return answer.result;
  }
}
