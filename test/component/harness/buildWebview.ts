import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '../../..');

/** The Inspector's view as the product bundles it, in a folder that `dispose` removes. */
export async function buildWebview(): Promise<{ folder: string; dispose: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-webview-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      webview: 'src/webview/main.tsx',
      jsonEditor: 'src/webview/jsonEditor/createJsonEditor.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'browser',
    target: 'chrome132',
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const codicons = path.join(
    path.dirname(require.resolve('@vscode/codicons/package.json')),
    'dist',
  );
  for (const file of ['codicon.css', 'codicon.ttf'])
    await cp(path.join(codicons, file), path.join(folder, file));
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
