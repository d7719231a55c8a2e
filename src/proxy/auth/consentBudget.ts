import { t } from '@vscode/l10n';
import { AuthorizationError } from './approver';

/** A server that is never content must not send a person round and round. */
const MAX_CONSENTS = 3;
const WITHIN_MS = 10 * 60_000;

/** How often a person may be asked for their consent to one server. */
export class ConsentBudget {
  #taken: number[] = [];

  /** @throws AuthorizationError */
  take(): void {
    const now = Date.now();
    this.#taken = this.#taken.filter((at) => now - at < WITHIN_MS);
    if (this.#taken.length >= MAX_CONSENTS) {
      throw new AuthorizationError(
        'tooOften',
        t('The server asked to sign in again after {0} consents.', MAX_CONSENTS),
      );
    }
    this.#taken.push(now);
  }

  /** The person asks for it by themselves. */
  renew(): void {
    this.#taken = [];
  }
}
