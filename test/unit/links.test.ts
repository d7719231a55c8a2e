import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

// What git leaves out is on the machine where it was made, and nowhere else.
const { status, stdout } = spawnSync('git', ['ls-files'], { encoding: 'utf8' });
const tracked = status === 0 ? stdout.trim().split('\n') : undefined;
const documents = tracked?.filter((file) => file.endsWith('.md')) ?? ['README.md'];

test.each(documents)('%s links and shows only what is there', (document) => {
  const links = readFileSync(document, 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g);
  const relative = [...links].map(([, link]) => link!).filter((link) => !/^\w+:/.test(link));
  expect(relative.filter((link) => !isThere(path.join(path.dirname(document), link)))).toEqual([]);
});

function isThere(file: string): boolean {
  if (!existsSync(file)) return false;
  return tracked?.some((one) => one === file || one.startsWith(path.join(file, '/'))) ?? true;
}
