import type { Words } from '../../../src/extension/views/presentState';

/** Words as VS Code gives them where there is no translation. */
export const english = {
  t: (message: string, ...args: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
} as Words;
