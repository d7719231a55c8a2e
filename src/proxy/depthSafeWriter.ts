import { t } from '@vscode/l10n';
import type { Message } from 'vscode-jsonrpc';
import { IPCMessageWriter } from 'vscode-jsonrpc/node';

/** Deeper than anyone reads, and far from the few thousand levels at which JSON cannot be written. */
const MAX_LEVELS = 500;
const deeper = () => t('… more than {0} levels deep: the recorded text has all of it', MAX_LEVELS);

/**
 * JSON can be read at any depth, but `JSON.stringify` and the structured clone recurse. A server that answers
 * in thousands of levels must not leave those waiting who asked for the answer: they get its upper part.
 */
export class DepthSafeWriter extends IPCMessageWriter {
  override async write(message: Message): Promise<void> {
    try {
      await super.write(message);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      await super.write(upperPart(message, MAX_LEVELS) as Message);
    }
  }
}

/** A copy with a text in place of what lies deeper. */
export function upperPart(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return deeper();
  if (Array.isArray(value)) return value.map((item) => upperPart(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, upperPart(item, levels - 1)]),
  );
}
