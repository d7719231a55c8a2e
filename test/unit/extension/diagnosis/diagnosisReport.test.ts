import { expect, it } from 'vitest';
import { diagnosisReport } from '../../../../src/extension/diagnosis/diagnosisReport';

it('tells a diagnosis as Markdown, without secrets, and lets no output break out of its fence', () => {
  const report = diagnosisReport({
    snapshot: {
      id: 'vscode/weather',
      name: 'weather',
      warnings: [],
      state: { status: 'stopped' },
      launch: {
        id: '1',
        startedAt: 0,
        deadline: 0,
        steps: [
          { id: 'config', status: 'passed', ms: 1.6, attempts: 1, detail: '/usr/bin/node | x' },
          { id: 'process', status: 'failed', attempts: 1 },
        ],
      },
    },
    diagnosis: {
      code: 'process.exited',
      title: 'Exited with code 1',
      explanation: 'The program ended before it was ready.',
      evidence: [{ label: 'Exit code', value: '1' }],
      fixes: [],
    },
    definition: {
      kind: 'stdio',
      id: 'vscode/weather',
      name: 'weather',
      readyTimeout: 1,
      era: 'auto',
      roots: [],
      source: { label: 'mcp.json' },
      problems: [],
      run: {
        command: 'node',
        args: ['weather.mjs', '-k', 'answer-to-an-input'],
        cwd: '/w',
        env: { WEATHER_KEY: 'abcdef123' },
      },
    },
    output: [
      { stream: 'stderr', text: '```', time: 0 },
      { stream: 'stderr', text: 'using abcdef123', time: 0 },
    ],
    secrets: ['answer-to-an-input'],
    environment: ['Portcullis 0.1.0', 'linux x64'],
  });
  expect(report).toBe(`### MCP server \`weather\`: Exited with code 1

\`process.exited\` · The program ended before it was ready.

| Fact | Value |
|---|---|
| Exit code | \`1\` |

\`\`\`text
kind: stdio
command: node weather.mjs -k •••
cwd: /w
env: WEATHER_KEY
\`\`\`

| Step | Status | Time | Attempts | Detail |
|---|---|---|---|---|
| config | passed | 2 ms | 1 | \`/usr/bin/node \\| x\` |
| process | failed |  | 1 |  |

Last output:

\`\`\`\`text
[stderr] \`\`\`
[stderr] using •••
\`\`\`\`

<sub>Portcullis 0.1.0 · linux x64</sub>
`);
});

/** What a server and whoever writes its entry can put into a diagnosis. */
const hostile = (text: string) =>
  diagnosisReport({
    snapshot: { id: 'root/x', name: text, warnings: [], state: { status: 'stopped' } },
    diagnosis: {
      code: 'unknown',
      title: text,
      explanation: text,
      evidence: [{ label: text, value: text }],
      fixes: [],
    },
    output: [],
    environment: [],
  });

it.each([
  ['<img src=x onerror=alert(1)>', /(?<!\\)<img/],
  ['[click](https://evil.example)', /(?<!\\)\[click/],
  ['![](https://evil.example/pixel)', /!\[/],
  ['@everyone look', /(?<!`)@everyone/],
  ['fixes #12', /(?<!\\)#12/],
  ['**bold**', /(?<!\\)\*/],
  ['a `b` c', /(?<![\\`])`b/],
  ['name\u202Egnp.exe', /\u202E/],
])('lets nothing of it be read as Markdown or HTML: %j', (text, live) => {
  // In code there is nothing to be read: what is left is prose.
  const prose = hostile(text).replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '`code`');
  expect(prose).not.toMatch(live);
});

it('keeps a row of a table a row, whatever stands in it', () => {
  const rows = hostile('a | b\nc').match(/^\| .*$/gm);
  expect(rows?.at(-1)).toBe('| a \\| b\\\\u{a}c | `a \\| b`<br>`c` |');
});
