import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Adds an empty file, and its folder. One that has come to be there meanwhile is left as it is. */
export async function createEmptyFile(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(file, '', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
