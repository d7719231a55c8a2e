import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Metafile {
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
}

/** What `npm run build` said it put together. */
function bundle(name: string) {
  const text = readFileSync(`dist/meta/${name}.json`, 'utf8');
  const { inputs, outputs }: Metafile = JSON.parse(text);
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return {
    inputs: Object.keys(inputs),
    external: imports.filter(({ external }) => external).map(({ path }) => path),
  };
}

const isBuiltin = (name: string) =>
  name.startsWith('node:') || builtinModules.includes(name.split('/')[0] ?? '');
const inFolder = (inputs: string[], folder: string) =>
  inputs.filter((input) => input.startsWith(folder));
const SDK = /node_modules\/@modelcontextprotocol\//;

describe('the bundle of the extension host', () => {
  const { inputs, external } = bundle('extension');

  it('holds the extension', () => {
    expect(inputs).toContain('src/extension/extension.ts');
  });

  it('finds all but VS Code and Node.js in itself', () => {
    expect(external.filter((name) => name !== 'vscode' && !isBuiltin(name))).toEqual([]);
  });

  it('holds nothing of the MCP SDK, the proxy or the webview', () => {
    expect(inputs.filter((input) => SDK.test(input))).toEqual([]);
    expect(inFolder(inputs, 'src/proxy/')).toEqual([]);
    expect(inFolder(inputs, 'src/webview/')).toEqual([]);
  });
});

describe.each([
  ['proxy', 'src/proxy/main.ts'],
  ['cli', 'src/cli/main.ts'],
])('the bundle of the %s', (name, entry) => {
  const { inputs, external } = bundle(name);

  it('holds its entry', () => {
    expect(inputs).toContain(entry);
  });

  it('needs nothing but Node.js, so no VS Code', () => {
    expect(external.filter((one) => !isBuiltin(one))).toEqual([]);
  });

  it('holds nothing of the extension host or the webview', () => {
    expect(inFolder(inputs, 'src/extension/')).toEqual([]);
    expect(inFolder(inputs, 'src/webview/')).toEqual([]);
  });
});

describe.each([
  ['webview', 'src/webview/main.tsx'],
  ['jsonEditor', 'src/webview/jsonEditor/createJsonEditor.ts'],
])('the bundle of the %s', (name, entry) => {
  const { inputs, external } = bundle(name);

  it('holds its entry', () => {
    expect(inputs).toContain(entry);
  });

  it('needs nothing from outside, so no Node.js and no VS Code', () => {
    expect(external).toEqual([]);
  });

  it('holds nothing of the MCP SDK, the proxy or the extension host', () => {
    expect(inputs.filter((input) => SDK.test(input))).toEqual([]);
    expect(inFolder(inputs, 'src/proxy/')).toEqual([]);
    expect(inFolder(inputs, 'src/extension/')).toEqual([]);
  });
});

it('leaves the editor out of what the page needs for its first paint', () => {
  const { inputs } = bundle('webview');
  expect(inputs.filter((input) => /node_modules\/@(codemirror|lezer)\//.test(input))).toEqual([]);
});
