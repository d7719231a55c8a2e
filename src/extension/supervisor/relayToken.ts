import { randomBytes } from 'node:crypto';
import type { SecretStorage } from 'vscode';

const KEY = 'relay.token';

/**
 * The token that other clients show to the relay. It is kept, so that what was copied into their configuration
 * still works tomorrow; undefined where secrets cannot be kept.
 */
export async function relayToken(
  secrets: Pick<SecretStorage, 'get' | 'store'>,
): Promise<string | undefined> {
  try {
    const kept = await secrets.get(KEY);
    if (kept !== undefined) return kept;
    const token = randomBytes(32).toString('base64url');
    await secrets.store(KEY, token);
    return token;
  } catch {
    return undefined;
  }
}
