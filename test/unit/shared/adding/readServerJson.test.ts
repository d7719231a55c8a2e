import { describe, expect, it } from 'vitest';
import { readServerJson } from '../../../../src/shared/adding/readServerJson';

const SCHEMA = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';

/** The draft of a way, with the optional values that a person wants. */
function draft(json: unknown, way = 0, wanted: readonly string[] = []) {
  return readServerJson(json)!.ways[way]!.draft!(new Set(wanted));
}

function ofPackage(one: object) {
  return { $schema: SCHEMA, name: 'io.github.somebody/weather', version: '1.0.0', packages: [one] };
}

describe('a server.json of 2025-12-11', () => {
  const brave = {
    $schema: SCHEMA,
    name: 'io.github.somebody/brave-search-mcp',
    title: 'Brave Search',
    description: 'Searches the web',
    version: '1.0.2',
    repository: { url: 'https://github.com/somebody/brave', source: 'github' },
    packages: [
      {
        registryType: 'npm',
        identifier: '@somebody/server-brave-search',
        version: '1.0.2',
        transport: { type: 'stdio' },
        environmentVariables: [
          {
            name: 'BRAVE_API_KEY',
            description: 'Key of the Brave Search API',
            isRequired: true,
            isSecret: true,
          },
          { name: 'LOG_LEVEL', default: 'info', choices: ['debug', 'info'] },
          { name: 'BRAVE_REGION', description: 'Where to search' },
        ],
      },
    ],
  };

  it('tells what the server is', () => {
    expect(readServerJson(brave)).toMatchObject({
      name: 'io.github.somebody/brave-search-mcp',
      title: 'Brave Search',
      version: '1.0.2',
      ways: [
        {
          type: 'npm',
          target: '@somebody/server-brave-search 1.0.2',
          optional: [{ name: 'BRAVE_REGION', description: 'Where to search', isSecret: false }],
        },
      ],
    });
  });

  it('asks for a secret, takes defaults, and leaves out what nobody has to say', () => {
    expect(draft(brave)).toEqual({
      name: 'brave-search',
      entry: {
        type: 'stdio',
        command: 'npx',
        args: ['-y', '@somebody/server-brave-search@1.0.2'],
        env: { BRAVE_API_KEY: '${input:brave-search-brave-api-key}', LOG_LEVEL: 'info' },
      },
      inputs: [
        {
          id: 'brave-search-brave-api-key',
          description: 'Key of the Brave Search API',
          type: 'promptString',
          password: true,
        },
      ],
    });
  });

  it('asks for optional values that are wanted', () => {
    const { entry, inputs } = draft(brave, 0, ['BRAVE_REGION']);
    expect(entry.env).toMatchObject({ BRAVE_REGION: '${input:brave-search-brave-region}' });
    expect(inputs.at(-1)).toMatchObject({ description: 'Where to search', password: false });
  });

  it('reads what the API of a registry answers', () => {
    expect(readServerJson({ server: brave, _meta: {} })?.name).toBe(brave.name);
  });

  it('never takes the default of a secret', () => {
    const json = ofPackage({
      registryType: 'npm',
      identifier: 'weather',
      environmentVariables: [
        { name: 'TOKEN', isSecret: true, default: 'changeme' },
        { name: 'KEY', isSecret: true, isRequired: true, default: 'changeme' },
      ],
    });
    expect(JSON.stringify(draft(json, 0, ['TOKEN']))).not.toContain('changeme');
    expect(draft(json).entry.env).toEqual({ KEY: '${input:weather-key}' });
  });
});

describe('arguments', () => {
  it('go before and behind the image of a container, which is given its variables', () => {
    const json = ofPackage({
      registryType: 'oci',
      identifier: 'docker.io/somebody/filesystem:1.0.2',
      transport: { type: 'stdio' },
      runtimeArguments: [
        {
          type: 'named',
          name: '--mount',
          value: 'type=bind,src={source_path},dst={target_path}',
          isRequired: true,
          variables: {
            source_path: {
              description: 'Folder on the host',
              format: 'filepath',
              isRequired: true,
            },
            target_path: { description: 'Folder in the container', default: '/project' },
          },
        },
        { type: 'named', name: '--init' },
      ],
      packageArguments: [{ type: 'positional', valueHint: 'target_dir', value: '/project' }],
      environmentVariables: [{ name: 'LOG_LEVEL', value: 'warn' }],
    });
    const { entry, inputs } = draft(json);
    expect([entry.command, ...(entry.args as string[])]).toEqual([
      ...['docker', 'run', '-i', '--rm', '-e', 'LOG_LEVEL'],
      ...['--mount', 'type=bind,src=${input:weather-source-path},dst=/project', '--init'],
      ...['docker.io/somebody/filesystem:1.0.2', '/project'],
    ]);
    expect(entry.env).toEqual({ LOG_LEVEL: 'warn' });
    expect(inputs.map(({ id }) => id)).toEqual(['weather-source-path']);
  });

  it('are asked for where they are required, and offered where they are not', () => {
    const json = ofPackage({
      registryType: 'pypi',
      identifier: 'mcp-database',
      version: '3.1.0',
      packageArguments: [
        { type: 'named', name: '--host', default: 'localhost', isRequired: true },
        { type: 'named', name: '--timeout', format: 'number' },
        { type: 'named', name: '--mode', choices: ['read', 'write'], isRequired: true },
        { type: 'positional', valueHint: 'database_name', isRequired: true },
        { type: 'named', name: '--verbose' },
      ],
    });
    expect(draft(json).entry).toEqual({
      type: 'stdio',
      command: 'uvx',
      args: [
        ...['mcp-database@3.1.0', '--host', '${input:weather-host}'],
        ...['--mode', '${input:weather-mode}', '${input:weather-database-name}', '--verbose'],
      ],
    });
    expect(draft(json).inputs).toMatchObject([
      { type: 'promptString', default: 'localhost' },
      { type: 'pickString', options: [{ value: 'read' }, { value: 'write' }] },
      { type: 'promptString', description: 'database_name' },
    ]);
    expect(readServerJson(json)!.ways[0]!.optional).toEqual([
      { name: '--timeout', isSecret: false },
    ]);
    expect(draft(json, 0, ['--timeout']).entry.args).toContain('${input:weather-timeout}');
  });

  it('tell .NET where those of the package begin', () => {
    const nuget = { registryType: 'nuget', identifier: 'Some.Mcp', version: '0.1.0' };
    expect(draft(ofPackage(nuget)).entry.args).toEqual(['Some.Mcp@0.1.0', '--yes']);
    const packageArguments = [{ type: 'positional', value: 'start' }];
    const { entry } = draft(ofPackage({ ...nuget, packageArguments }));
    expect([entry.command, ...(entry.args as string[])]).toEqual([
      ...['dnx', 'Some.Mcp@0.1.0', '--yes', '--', 'start'],
    ]);
  });

  it('take the runner that is hinted at, and say nothing twice', () => {
    const runtimeArguments = [{ type: 'named', name: '-y' }];
    const npm = {
      registryType: 'npm',
      identifier: 'weather',
      runtimeHint: 'npx',
      runtimeArguments,
    };
    expect(draft(ofPackage(npm)).entry.args).toEqual(['-y', 'weather']);
    const pypi = { registryType: 'pypi', identifier: 'weather-mcp', runtimeHint: 'python' };
    expect(draft(ofPackage(pypi)).entry).toMatchObject({
      command: 'python',
      args: ['-m', 'weather_mcp'],
    });
  });
});

describe('a package that serves over HTTP', () => {
  it('is started on a free port, which it is told in the way that its address names', () => {
    const json = ofPackage({
      registryType: 'npm',
      identifier: 'weather',
      transport: { type: 'streamable-http', url: 'http://127.0.0.1:{PORT}/mcp' },
      environmentVariables: [{ name: 'PORT', default: '3000', isRequired: true }],
    });
    expect(draft(json).entry).toEqual({
      type: 'http',
      url: 'http://127.0.0.1:${port}/mcp',
      port: 'auto',
      command: 'npx',
      args: ['-y', 'weather'],
      env: { PORT: '${port}' },
    });
    const flag = ofPackage({
      registryType: 'pypi',
      identifier: 'weather',
      transport: { type: 'sse', url: 'http://localhost:{--port}/sse' },
      packageArguments: [{ type: 'named', name: '--port', default: '8000' }],
    });
    expect(draft(flag).entry).toMatchObject({
      type: 'sse',
      url: 'http://localhost:${port}/sse',
      args: ['weather', '--port', '${port}'],
    });
  });

  it('keeps a port that is fixed', () => {
    const transport = { type: 'streamable-http', url: 'http://localhost:8080/mcp' };
    const { entry } = draft(ofPackage({ registryType: 'npm', identifier: 'weather', transport }));
    expect(entry).toMatchObject({ url: 'http://localhost:8080/mcp', command: 'npx' });
    expect(entry.port).toBeUndefined();
  });
});

describe('a remote server', () => {
  const json = {
    $schema: SCHEMA,
    name: 'com.example/analytics',
    version: '2.0.0',
    remotes: [
      {
        type: 'streamable-http',
        url: 'https://{tenant}.example.com/mcp',
        variables: { tenant: { description: 'Your tenant', isRequired: true } },
        headers: [
          {
            name: 'Authorization',
            value: 'Bearer {token}',
            isRequired: true,
            variables: { token: { description: 'Your token', isRequired: true, isSecret: true } },
          },
          { name: 'X-Region', default: 'eu' },
          { name: 'X-Trace', isSecret: true },
        ],
      },
      { type: 'sse', url: 'https://example.com/sse' },
    ],
  };

  it('is an address and headers, with secrets as inputs', () => {
    expect(draft(json)).toEqual({
      name: 'analytics',
      entry: {
        type: 'http',
        url: 'https://${input:analytics-tenant}.example.com/mcp',
        headers: { Authorization: 'Bearer ${input:analytics-token}', 'X-Region': 'eu' },
      },
      inputs: [
        expect.objectContaining({ id: 'analytics-tenant', password: false }),
        expect.objectContaining({ id: 'analytics-token', password: true }),
      ],
    });
    expect(draft(json, 1).entry).toEqual({ type: 'sse', url: 'https://example.com/sse' });
  });
});

describe('older files', () => {
  it('are read with the names of their time (2025-07)', () => {
    const json = {
      name: 'io.github.somebody/brave-search',
      version_detail: { version: '1.0.2', release_date: '2023-06-15T10:30:00Z' },
      packages: [
        {
          registry_name: 'npm',
          name: '@somebody/server-brave-search',
          version: '1.0.2',
          runtime_hint: 'npx',
          package_arguments: [{ type: 'positional', value_hint: 'dir', is_required: true }],
          environment_variables: [{ name: 'BRAVE_API_KEY', is_required: true, is_secret: true }],
        },
        { registry_name: 'docker', name: 'mcp/brave', version: '1.0.2' },
      ],
      remotes: [{ transport_type: 'sse', url: 'https://mcp.example.com/sse' }],
    };
    expect(readServerJson(json)?.version).toBe('1.0.2');
    expect(draft(json).entry).toEqual({
      type: 'stdio',
      command: 'npx',
      args: ['-y', '@somebody/server-brave-search@1.0.2', '${input:brave-search-dir}'],
      env: { BRAVE_API_KEY: '${input:brave-search-brave-api-key}' },
    });
    expect(draft(json).inputs).toMatchObject([
      { id: 'brave-search-brave-api-key', password: true },
      { id: 'brave-search-dir', password: false },
    ]);
    expect(draft(json, 1).entry.args).toEqual(['run', '-i', '--rm', 'mcp/brave:1.0.2']);
    expect(draft(json, 2).entry.type).toBe('sse');
  });
});

describe('what cannot be run', () => {
  it('is listed without an entry', () => {
    const bundle = 'https://github.com/somebody/weather/releases/download/v1/weather.mcpb';
    const [way] = readServerJson(ofPackage({ registryType: 'mcpb', identifier: bundle }))!.ways;
    expect(way).toEqual({ type: 'mcpb', target: bundle, optional: [] });
  });

  it.each([null, [], 'text', {}, { name: 'a' }, { name: 1, packages: [] }, { packages: [] }])(
    'is no server.json: %j',
    (value) => expect(readServerJson(value)).toBeUndefined(),
  );

  it('survives values of the wrong kinds', () => {
    const json = { name: 'a', packages: [null, 7, { registryType: 3 }], remotes: [{}, 'x'] };
    expect(readServerJson(json)?.ways).toHaveLength(1);
  });
});
