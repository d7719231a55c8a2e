import { open, stat } from 'node:fs/promises';
import type { LaunchFacts } from '../diagnosis/facts';

type FileKind = NonNullable<LaunchFacts['command']>['fileKind'];

/** What a program's file is, by its first bytes. Undefined when it cannot be read. */
export async function fileKind(file: string): Promise<FileKind> {
  try {
    if ((await stat(file)).isDirectory()) return 'folder';
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
      const head = buffer.subarray(0, bytesRead);
      if (head.subarray(0, 2).toString('latin1') === '#!') return 'script';
      return head.includes(0) ? 'binary' : 'text';
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
