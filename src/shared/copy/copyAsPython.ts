import { type CopySource, type CopyTarget, targetOf, variableOf } from './copySource';

/** What the client has functions for, and the params that they take by their place. */
const CALLS: Readonly<Record<string, readonly [name: string, ...params: string[]]>> = {
  'tools/call': ['call_tool', 'name', 'arguments'],
  'tools/list': ['list_tools'],
  'prompts/get': ['get_prompt', 'name', 'arguments'],
  'prompts/list': ['list_prompts'],
  'resources/read': ['read_resource', 'uri'],
  'resources/list': ['list_resources'],
  'resources/templates/list': ['list_resource_templates'],
};

/** Methods that the official client for Python has functions for. */
export function hasPythonFunction(method: string): boolean {
  return Object.hasOwn(CALLS, method);
}

/**
 * A program in Python that does the same by the official SDK (`mcp`, v2). Secrets are no part of it: they
 * are taken from the environment. Undefined where no target is known, and for other methods.
 */
export function copyAsPython(source: CopySource): string | undefined {
  const target = targetOf(source);
  if (!target || !hasPythonFunction(source.method)) return undefined;
  const { imports, server, usesEnvironment } = serverOf(target);
  const standard = usesEnvironment ? ['import asyncio', 'import os'] : ['import asyncio'];
  return `${standard.join('\n')}

${imports.join('\n')}


async def main() -> None:
    async with Client(${server}) as client:
        result = await client.${callOf(source)}
        print(result)


asyncio.run(main())
`;
}

function callOf({ method, params }: CopySource): string {
  const [name, ...places] = CALLS[method]!;
  const values = places.map((place) => params[place]).filter((value) => value !== undefined);
  const cursor = params.cursor === undefined ? [] : [`cursor=${literal(params.cursor)}`];
  return `${name}(${[...values.map(literal), ...cursor].join(', ')})`;
}

interface PythonServer {
  readonly imports: readonly string[];
  readonly server: string;
  readonly usesEnvironment: boolean;
}

function serverOf(target: CopyTarget): PythonServer {
  return target.kind === 'stdio' ? stdioServer(target) : httpServer(target);
}

function stdioServer({ command, args, cwd, env }: CopyTarget & { kind: 'stdio' }): PythonServer {
  const values = env.map((name) => `${literal(name)}: os.environ[${literal(name)}]`);
  const given = [
    `command=${literal(command)}`,
    `args=${literal(args)}`,
    ...(cwd === undefined ? [] : [`cwd=${literal(cwd)}`]),
    ...(env.length === 0 ? [] : [`env={${values.join(', ')}}`]),
  ];
  return {
    imports: ['from mcp import Client, StdioServerParameters'],
    server: `StdioServerParameters(${given.join(', ')})`,
    usesEnvironment: env.length > 0,
  };
}

function httpServer({ kind, url, headers }: CopyTarget & { kind: 'http' | 'sse' }): PythonServer {
  const values = headers.map((name) => `${literal(name)}: os.environ["${variableOf(name)}"]`);
  const dictionary = `{${values.join(', ')}}`;
  const usesEnvironment = headers.length > 0;
  const client = 'from mcp import Client';
  if (kind === 'sse') {
    const given = usesEnvironment ? `, headers=${dictionary}` : '';
    return {
      imports: [client, 'from mcp.client.sse import sse_client'],
      server: `sse_client(${literal(url)}${given})`,
      usesEnvironment,
    };
  }
  if (!usesEnvironment) return { imports: [client], server: literal(url), usesEnvironment };
  return {
    imports: [
      'import httpx2',
      client,
      'from mcp.client.streamable_http import streamable_http_client',
    ],
    server: `streamable_http_client(${literal(url)}, http_client=httpx2.AsyncClient(headers=${dictionary}))`,
    usesEnvironment,
  };
}

/** A string of JSON is one of Python; other words differ. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, one]) => `${literal(name)}: ${literal(one)}`);
  return `{${entries.join(', ')}}`;
}
