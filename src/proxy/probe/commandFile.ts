import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import which from 'which';
import type { LaunchFacts } from '../diagnosis/facts';

type CommandFacts = NonNullable<LaunchFacts['command']>;

/** What a program's file is, by its first bytes. Nothing when it cannot be read. */
export async function fileKind(
  file: string,
): Promise<Pick<CommandFacts, 'fileKind' | 'interpreter'>> {
  try {
    if ((await stat(file)).isDirectory()) return { fileKind: 'folder' };
    const head = await readHead(file);
    // The system takes a carriage return for a part of the interpreter's name.
    const returned = /^#![ \t]*(\S+\r)\n/.exec(head)?.[1];
    if (returned) return { fileKind: 'script', interpreter: { path: returned, exists: false } };
    if (head.startsWith('#!')) return { fileKind: 'script' };
    return { fileKind: head.includes('\0') ? 'binary' : 'text' };
  } catch {
    return {};
  }
}

async function readHead(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Splits a command that was written together with its arguments, if its first word is a program. */
export async function commandWords(
  asWritten: string,
  searchedPath: readonly string[],
): Promise<readonly string[] | undefined> {
  const words = asWritten.trim().split(/\s+/);
  const [program] = words;
  if (!program || words.length < 2) return undefined;
  const found = await which(program, {
    nothrow: true,
    ...(searchedPath.length > 0 ? { path: searchedPath.join(path.delimiter) } : {}),
  });
  return found ? words : undefined;
}
