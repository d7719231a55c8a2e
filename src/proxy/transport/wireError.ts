import { t } from '@vscode/l10n';
import type { HttpExchange } from '../session/sessionTarget';

export type WireFailure =
  | { readonly kind: 'http'; readonly exchange: HttpExchange }
  | { readonly kind: 'network'; readonly code: string; readonly message: string }
  | { readonly kind: 'closed' }
  /** The HTTP request that carried it has ended without an answer to it. `exchange`: unless it was a stream. */
  | { readonly kind: 'noAnswer'; readonly exchange?: HttpExchange };

/** A message could not be sent, or its answer cannot come. */
export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    readonly failure: WireFailure,
    options?: ErrorOptions,
  ) {
    super(describe(failure), options);
  }
}

function describe(failure: WireFailure): string {
  switch (failure.kind) {
    case 'http': {
      const { method, url, status, bodyHead } = failure.exchange;
      const body = bodyHead.trim();
      const said = t('{0} {1} answered HTTP {2}', method, url, status);
      return body === '' ? said : `${said}: ${body.slice(0, 500)}`;
    }
    case 'network':
      return failure.message.includes(failure.code)
        ? failure.message
        : `${failure.code}: ${failure.message}`;
    case 'closed':
      return t('The connection is closed');
    case 'noAnswer':
      return t('The server ended its response without an answer');
  }
}

/** The failure of a socket: the code of the deepest cause that has one. */
export function networkError(error: unknown): WireError {
  let code = 'unknown';
  let message = String(error);
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    message = at.message === '' ? message : at.message;
    if ('code' in at && typeof at.code === 'string') code = at.code;
  }
  return new WireError({ kind: 'network', code, message }, { cause: error });
}
