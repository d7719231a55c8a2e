import type { Root } from '@modelcontextprotocol/client';
import type { Connection } from './connection';

/**
 * Answers what the server asks of us. A method that is not registered here is answered with "method not
 * found", as its capability is not advertised.
 */
export function answerServerRequests(connection: Connection, roots: readonly Root[]): void {
  connection.handle('ping', () => ({}));
  connection.handle('roots/list', () => ({ roots }));
}
