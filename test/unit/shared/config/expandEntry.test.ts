import path from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { type ExpansionContext, expandEntry } from '../../../../src/shared/config/expandEntry';
import { readConfig } from '../../../../src/shared/config/readConfig';

const context: ExpansionContext = {
  id: 'settings/x',
  source: { label: 'settings.json', line: 3 },
  roots: [{ uri: 'file:///w', name: 'w' }],
  readyTimeout: 30_000,
  era: 'auto',
  dialect: 'vscode',
  resolve: ({ name, argument }) =>
    name === 'workspaceFolder' ? '/w' : argument === 'KEY' ? 's3cret' : undefined,
  home: '/home/me',
  folder: '/w',
  resolvePath: path.resolve,
};

const expand = (text: string) => {
  const [entry] = readConfig(`{"x":${text}}`, settingDialect([])).entries;
  return expandEntry(entry!, context);
};

describe('expandEntry', () => {
  it('resolves a server over stdio', async () => {
    const definition = await expand(
      `{"command":"~/bin/s","args":["~","a~b","~user","\${workspaceFolder}/x"],"cwd":"sub","envFile":"~/.env",
        "env":{"K":"\${env:KEY}","GONE":null},"readyTimeout":5,"era":"2025-06-18","clientCapabilities":{"tasks":false},"answerTimeout":7}`,
    );
    expect(definition).toEqual({
      kind: 'stdio',
      id: 'settings/x',
      name: 'x',
      readyTimeout: 5,
      era: 'legacy',
      protocolVersion: '2025-06-18',
      offers: { tasks: false },
      answerTimeout: 7,
      roots: context.roots,
      source: context.source,
      problems: [],
      run: {
        command: '/home/me/bin/s',
        args: ['/home/me', 'a~b', '~user', '/w/x'],
        cwd: '/w/sub',
        env: { K: 's3cret', GONE: null },
        envFile: '/home/me/.env',
      },
      secrets: ['s3cret'],
    });
  });

  it('keeps what came from the environment as secrets, wherever it stands, but not where things are', async () => {
    const resolve: ExpansionContext['resolve'] = ({ name, argument }) =>
      name === 'env' ? `value of ${argument}` : undefined;
    const [entry] = readConfig(
      '{"x":{"command":"${env:HOME}/s","args":["-p","${env:CITY}","${env:CITY}${env:ZIP}"]}}',
      settingDialect([]),
    ).entries;
    const definition = await expandEntry(entry!, { ...context, resolve });
    expect(definition.secrets).toEqual(['value of CITY', 'value of ZIP']);
  });

  it('leaves the port of a launched HTTP server to the proxy', async () => {
    const definition = await expand(
      '{"url":"http://127.0.0.1:${port}/mcp","command":"c","args":["--port=${port}"],"env":{"PORT":"${port}"}}',
    );
    expect(definition).toMatchObject({
      kind: 'launchedHttp',
      url: 'http://127.0.0.1:${port}/mcp',
      port: 'auto',
      run: { args: ['--port=${port}'], env: { PORT: '${port}' }, cwd: '/w' },
      readyTimeout: 30_000,
      problems: [],
    });
  });

  it('takes over that a started server is to come back after a crash, over stdio and HTTP', async () => {
    expect(await expand('{"command":"c","restartOnCrash":true}')).toMatchObject({
      kind: 'stdio',
      restartOnCrash: true,
    });
    expect(
      await expand('{"command":"c","url":"http://127.0.0.1:8000/","restartOnCrash":false}'),
    ).toMatchObject({ kind: 'launchedHttp', restartOnCrash: false });
  });

  it('says which variable in which property has no value', async () => {
    const definition = await expand('{"command":"c","args":["${port}"],"env":{"K":"${env:NONE}"}}');
    expect(definition.problems).toEqual([
      {
        code: 'config.variable-unresolved',
        message: 'The variable ${port} in `args[0]` has no value.',
        value: '${port}',
        property: 'args[0]',
      },
      {
        code: 'config.variable-unresolved',
        message: 'The variable ${env:NONE} in `env.K` has no value.',
        value: '${env:NONE}',
        property: 'env.K',
      },
    ]);
  });

  it('judges a URL when its variables are known', async () => {
    expect((await expand('{"url":"${env:KEY}"}')).problems).toEqual([
      {
        code: 'config.url-invalid',
        message: 'The address must begin with http:// or https:// and name a host.',
        value: 's3cret',
        property: 'url',
      },
    ]);
  });

  it('carries the problems of the entry with their place, but not its warnings', async () => {
    expect((await expand('{"command":7}')).problems).toEqual([
      {
        code: 'config.file-invalid',
        message: 'Line 1, column 17: `command` must be a string, but is `7`.',
        value: '7',
        property: 'command',
      },
    ]);
  });
});
