import { t } from '@vscode/l10n';
import { WireError } from '../transport/wireError';

/** Why a session is over. */
export type SessionEnd =
  /** `close()` was called. */
  | { readonly kind: 'closed' }
  /** The server has forgotten the session, by a restart perhaps: it may be opened anew. */
  | { readonly kind: 'sessionLost'; readonly message: string }
  /** The server's output closed, or the connection broke for good. */
  | { readonly kind: 'connectionLost'; readonly message: string };

/** @param error with which the connection ended; undefined: in order */
export function endOf(error: Error | undefined): SessionEnd {
  if (!error) return { kind: 'connectionLost', message: t('The server closed the connection') };
  const isLost = error instanceof WireError && error.failure.kind === 'http';
  return { kind: isLost ? 'sessionLost' : 'connectionLost', message: error.message };
}
