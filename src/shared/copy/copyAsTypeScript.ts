import { type CopySource, type CopyTarget, targetOf, variableOf } from './copySource';

/** Methods that the client has functions for. */
const CALLS: Readonly<Record<string, string>> = {
  'tools/call': 'callTool',
  'tools/list': 'listTools',
  'prompts/get': 'getPrompt',
  'prompts/list': 'listPrompts',
  'resources/read': 'readResource',
  'resources/list': 'listResources',
  'resources/templates/list': 'listResourceTemplates',
  'completion/complete': 'complete',
};

/**
 * A program in TypeScript that does the same by the official client (`@modelcontextprotocol/client`, v2).
 * Secrets are no part of it: they are taken from the environment. Undefined where no target is known.
 */
export function copyAsTypeScript(source: CopySource): string | undefined {
  const target = targetOf(source);
  if (!target) return undefined;
  const name = TRANSPORTS[target.kind];
  const imports =
    target.kind === 'stdio'
      ? [
          "import { Client } from '@modelcontextprotocol/client';",
          `import { ${name} } from '@modelcontextprotocol/client/stdio';`,
        ]
      : [`import { Client, ${name} } from '@modelcontextprotocol/client';`];
  return `${imports.join('\n')}

const client = new Client({ name: 'my-client', version: '1.0.0' });
await client.connect(
  new ${name}(${target.kind === 'stdio' ? stdioOptions(target) : httpOptions(target)}),
);
const result = await ${callOf(source)};
console.log(result);
await client.close();
`;
}

const TRANSPORTS = {
  stdio: 'StdioClientTransport',
  http: 'StreamableHTTPClientTransport',
  sse: 'SSEClientTransport',
} as const;

function callOf({ method, params }: CopySource): string {
  const call = CALLS[method];
  if (call !== undefined) return `client.${call}(${literal(params)})`;
  return `client.request(${literal({ method, params })})`;
}

function stdioOptions({
  command,
  args,
  cwd,
  env,
}: CopyTarget & { readonly kind: 'stdio' }): string {
  const values = env.map((name) => `${key(name)}: process.env[${literal(name)}] ?? ''`);
  const lines = [
    `command: ${literal(command)}`,
    `args: ${literal(args)}`,
    ...(cwd === undefined ? [] : [`cwd: ${literal(cwd)}`]),
    ...(env.length === 0 ? [] : [`env: { ${values.join(', ')} }`]),
  ];
  return `{\n${lines.map((line) => `    ${line},\n`).join('')}  }`;
}

function httpOptions({ url, headers }: CopyTarget & { readonly kind: 'http' | 'sse' }): string {
  const address = `new URL(${literal(url)})`;
  if (headers.length === 0) return address;
  const values = headers.map((name) => `${key(name)}: process.env.${variableOf(name)} ?? ''`);
  return `${address}, {\n    requestInit: { headers: { ${values.join(', ')} } },\n  }`;
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
}

/** JSON is a literal of TypeScript but for `__proto__`, which would set what it names. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll('"__proto__":', '["__proto__"]:');
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
