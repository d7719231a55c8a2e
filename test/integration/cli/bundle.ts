import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Builds the command line from its sources, as it is now. Returns the script. */
export async function bundleCommandLine(folder: string): Promise<string> {
  const outfile = path.join(folder, 'portcullis.cjs');
  await build({
    entryPoints: [path.join(ROOT, 'src/cli/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  return outfile;
}
