import { describe, expect, it } from 'vitest';
import { detectServers, looksLikeServers } from '../../../../src/shared/adding/detectServers';

function drafts(text: string) {
  const found = detectServers(text);
  return found === undefined || found.kind === 'registry' ? undefined : found.drafts;
}

describe('a line', () => {
  it('is a URL', () => {
    expect(drafts(' https://mcp.example.com/mcp\n')).toMatchObject([
      { name: 'mcp.example.com', entry: { type: 'http', url: 'https://mcp.example.com/mcp' } },
    ]);
  });

  it('is a command line, also with the prompt of a shell before it and folded by backslashes', () => {
    const entry = {
      type: 'stdio',
      command: 'npx',
      args: ['-y', '@a/server-weather', '--port', '1'],
    };
    expect(drafts('$ npx -y @a/server-weather \\\n  --port 1')).toMatchObject([
      { name: 'weather', entry },
    ]);
  });

  it.each([
    [
      'claude mcp add --transport http notion https://mcp.notion.com/mcp',
      { name: 'notion', entry: { type: 'http', url: 'https://mcp.notion.com/mcp' } },
    ],
    [
      'claude mcp add weather -s user -e UNITS=metric -- npx -y weather --verbose',
      {
        name: 'weather',
        entry: {
          type: 'stdio',
          command: 'npx',
          args: ['-y', 'weather', '--verbose'],
          env: { UNITS: 'metric' },
        },
      },
    ],
    [
      'claude mcp add time uvx mcp-server-time',
      { name: 'time', entry: { type: 'stdio', command: 'uvx', args: ['mcp-server-time'] } },
    ],
    [
      `claude mcp add-json weather '{"type":"http","url":"https://a.example/mcp"}'`,
      { name: 'weather', entry: { type: 'http', url: 'https://a.example/mcp' } },
    ],
    [
      'codex mcp add docs --url https://a.example/mcp',
      { name: 'docs', entry: { type: 'http', url: 'https://a.example/mcp' } },
    ],
    [
      `code --add-mcp '{"name":"weather","command":"npx","args":["weather"]}'`,
      { name: 'weather', entry: { command: 'npx', args: ['weather'] } },
    ],
  ])('is the command of a client: %s', (text, draft) => {
    expect(drafts(text)).toEqual([expect.objectContaining(draft)]);
  });

  it.each([
    `vscode:mcp/install?${encodeURIComponent('{"name":"weather","command":"npx","args":["ä"]}')}`,
    `https://insiders.vscode.dev/redirect/mcp/install?name=weather&config=${encodeURIComponent('{"command":"npx","args":["ä"]}')}`,
    `cursor://anysphere.cursor-deeplink/mcp/install?name=weather&config=${Buffer.from('{"command":"npx","args":["ä"]}').toString('base64')}`,
  ])('is what a button in a README leads to: %s', (text) => {
    expect(drafts(text)).toMatchObject([
      { name: 'weather', entry: { command: 'npx', args: ['ä'] } },
    ]);
  });

  it.each(['', '  ', 'ftp://a.example', '"open', 'one\ntwo'])('is nothing: %j', (text) => {
    expect(detectServers(text)).toBeUndefined();
  });
});

describe('a configuration', () => {
  it('of any client becomes drafts, with the inputs that they use', () => {
    const text = `{
      // mine
      "servers": {
        "weather": { "command": "npx", "args": ["weather", "\${input:city}"] },
        "docs": { "url": "https://a.example/mcp" },
      },
      "inputs": [{ "id": "city", "type": "promptString" }, { "id": "other", "type": "promptString" }]
    }`;
    expect(drafts(text)).toMatchObject([
      { name: 'weather', inputs: [{ id: 'city' }] },
      { name: 'docs', entry: { type: 'http', url: 'https://a.example/mcp' }, inputs: [] },
    ]);
  });

  it('of Codex is TOML', () => {
    const text = '[mcp_servers.weather]\ncommand = "npx"\nargs = ["weather"]\n';
    expect(drafts(text)).toMatchObject([
      { name: 'weather', entry: { type: 'stdio', command: 'npx', args: ['weather'] } },
    ]);
  });

  it('gives a server without a name one', () => {
    expect(drafts('{"command":"npx","args":["-y","@a/server-weather"]}')?.[0]?.name).toBe(
      'weather',
    );
  });

  it('tells why it holds no servers', () => {
    const found = detectServers('{"mcpServers": {"weather": {"command" "npx"}}}');
    expect(found).toMatchObject({ kind: 'configuration', drafts: [] });
    expect(found?.kind === 'configuration' && found.problems[0]?.message).toMatch(/colon/);
  });

  it('of a registry is told from those of clients', () => {
    const found = detectServers('{"name":"a/b","packages":[]}');
    expect(found).toMatchObject({ kind: 'registry', server: { name: 'a/b' } });
  });
});

describe('secrets', () => {
  it('become inputs with their values as answers, and placeholders inputs without', () => {
    const text = JSON.stringify({
      mcpServers: {
        weather: {
          command: 'npx',
          args: ['weather'],
          env: {
            WEATHER_API_KEY: 'abc-123',
            OTHER_TOKEN: '<your token>',
            UNITS: 'metric',
            GITHUB_TOKEN: '${GITHUB_TOKEN}',
          },
        },
      },
    });
    const [draft] = drafts(text)!;
    expect(draft?.entry.env).toEqual({
      WEATHER_API_KEY: '${input:weather-api-key}',
      OTHER_TOKEN: '${input:weather-other-token}',
      UNITS: 'metric',
      GITHUB_TOKEN: '${env:GITHUB_TOKEN}',
    });
    expect(draft?.answers).toEqual({ 'weather-api-key': 'abc-123' });
    expect(draft?.inputs.every((input) => input.type === 'promptString' && input.password)).toBe(
      true,
    );
    expect(JSON.stringify([draft?.entry, draft?.inputs])).not.toContain('abc-123');
  });

  it('of headers keep the scheme before them', () => {
    const [draft] = drafts(
      'claude mcp add -t http gh https://a.example/mcp -H "Authorization: Bearer abc123"',
    )!;
    expect(draft?.entry.headers).toEqual({
      Authorization: 'Bearer ${input:gh-authorization}',
    });
    expect(draft?.answers).toEqual({ 'gh-authorization': 'abc123' });
  });
});

describe('what the clipboard holds', () => {
  it.each([
    ['npx -y weather', true],
    ['/usr/bin/env something', false],
    ['two words', false],
    ['https://news.example.com/story', false],
    ['https://a.example.com/mcp', true],
    ['http://localhost:3000/', true],
    ['{"mcpServers":{"a":{"command":"b"}}}', true],
    ['{"mcpServers":{"a":{"command" "b"}}}', false],
    ['{"name":"a/b","remotes":[]}', true],
  ])('%s is offered: %s', (text, is) => {
    const found = detectServers(text);
    expect(found !== undefined && looksLikeServers(text, found)).toBe(is);
  });
});
