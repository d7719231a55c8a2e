import { t } from '@vscode/l10n';
import { isObject } from '../transport/jsonRpc';
import { ListenStream } from './listenStream';
import type { Params } from './protocol';
import type { SessionLink } from './sessionLink';
import type { SessionLog } from './sessionLog';

/** Hears of changed lists in the modern era, where no server tells of them unasked. */
export class Listening {
  readonly #link: SessionLink;
  readonly #log: SessionLog;
  readonly #onMissed: () => void;
  #stream: ListenStream | undefined;

  /** @param onMissed called after a gap, in which changes may have gone unheard. */
  constructor(link: SessionLink, log: SessionLog, onMissed: () => void) {
    this.#link = link;
    this.#log = log;
    this.#onMissed = onMissed;
  }

  /** Returns at once. Does nothing where changes are told unasked, or where none will ever be. */
  start(): void {
    const filter = changesOf(this.#link.negotiated.capabilities);
    if (this.#stream || !this.#link.isModern || Object.keys(filter).length === 0) return;
    this.#stream = new ListenStream(this.#link, filter, {
      onOpen: (_honored, again) => {
        if (!again) return;
        this.#log.note('notice', t('Changes of the lists are told again.'));
        this.#onMissed();
      },
      onBreak: (message, waitMs) =>
        this.#log.note(
          'warning',
          t(
            'The stream that tells of changed lists broke ({0}). It is opened again in {1} ms.',
            message,
            waitMs,
          ),
        ),
      onRefused: (message) =>
        this.#log.note('warning', t('The server does not tell of changed lists: {0}', message)),
    });
  }

  stop(): void {
    this.#stream?.stop();
  }
}

/** All changes of lists that the server says it tells of. */
function changesOf(capabilities: Params): Params {
  const tells = (name: string) => {
    const capability = capabilities[name];
    return isObject(capability) && capability.listChanged === true;
  };
  return {
    ...(tells('tools') && { toolsListChanged: true }),
    ...(tells('prompts') && { promptsListChanged: true }),
    ...(tells('resources') && { resourcesListChanged: true }),
  };
}
