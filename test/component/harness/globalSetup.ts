import type { TestProject } from 'vitest/node';
import { buildWebview } from './buildWebview';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the bundled view. */
    webview: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, dispose } = await buildWebview();
  project.provide('webview', folder);
  return dispose;
}
