import { maskMessage } from '../../shared/secrets/maskMessage';
import { maskSecrets } from '../../shared/secrets/maskSecrets';

/** The text of an entry without its secrets: known ones, and what looks like one. JSON stays JSON. */
export function maskEntry(text: string, secrets: readonly string[]): string {
  const isJson = /^\s*[{[]/.test(text);
  return isJson ? maskMessage(text, secrets) : maskSecrets(text, secrets);
}
