import { config, t } from '@vscode/l10n';
import { beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import { diagnoseRun } from '../../../../src/proxy/diagnosis/diagnoseRun';
import type { RunFacts } from '../../../../src/proxy/diagnosis/facts';
import { warnings } from '../../../../src/proxy/diagnosis/warnings';
import { DIAGNOSIS_CODES, type Diagnosis } from '../../../../src/shared/model/diagnosis';
import { factsOf, stdio } from './facts';
import { SAMPLES } from './samples';

/** Every text that was asked for, said in a language in which it is the same between brackets. */
const asked = new Set<string>();
const bracketed = new Proxy<Record<string, string>>(
  {},
  {
    get: (_texts, text: string) => {
      asked.add(text);
      return `⟦${text}⟧`;
    },
  },
);

beforeAll(() => config({ contents: bracketed }));

/** What stands outside of all brackets, if it has words. */
function untranslated(text: string): string | undefined {
  let depth = 0;
  let outside = '';
  for (const char of text) {
    if (char === '⟦') depth++;
    else if (char === '⟧') depth--;
    else if (depth === 0) outside += char;
  }
  return /\p{L}/u.test(outside) ? text : undefined;
}

function untranslatedIn({ title, explanation, evidence, fixes }: Diagnosis): unknown[] {
  const texts = [
    title,
    explanation,
    ...evidence.map(({ label }) => label),
    ...fixes.map((fix) => fix.title),
  ];
  return texts.filter((text) => untranslated(text) !== undefined);
}

test.each(SAMPLES)('%s is said in the language of VS Code', (code, facts) => {
  const diagnosis = diagnose(facts);
  expect(diagnosis.code).toBe(code);
  expect(untranslatedIn(diagnosis)).toEqual([]);
});

test('so is what goes with the error of a program, which stays as the program says it', () => {
  const stderr = ['TypeError: x is not a function', '    at main (/home/ada/server.js:3:5)'];
  const exit = { code: 1, signal: null };
  const { title, ...rest } = diagnose(factsOf({ definition: stdio(), exit, stderr }));
  expect(title).toBe('TypeError: x is not a function');
  expect(untranslatedIn({ title: '', ...rest })).toEqual([]);
});

const RUN: RunFacts = {
  definition: stdio(),
  platform: 'linux',
  event: 'exited',
  upMs: 90_000,
  url: 'http://127.0.0.1:3000/mcp',
  exit: { code: 1, signal: null },
  gaveUpAfter: 5,
  oldestCall: { method: 'tools/call', ageMs: 60_000 },
  stderr: [],
  stdout: [],
};

describe('of a server that was ready', () => {
  test.each(['exited', 'connectionLost', 'sessionLost', 'unresponsive'] as const)('%s', (event) => {
    expect(untranslatedIn(diagnoseRun({ ...RUN, event }))).toEqual([]);
  });

  test('a warning', () => {
    const [warning] = warnings({ definition: stdio(), noise: ['hello'] });
    expect(untranslatedIn(warning!)).toEqual([]);
  });
});

test('no verdict on a launch is forgotten here', () => {
  const said = new Set(SAMPLES.map(([code]) => code));
  const others = DIAGNOSIS_CODES.filter((code) => !said.has(code));
  expect(others).toEqual([
    // Said by the extension.
    'config.denied-by-policy',
    'process.crashed',
    'run.crashed',
    'run.unresponsive',
    'run.connection-lost',
    'run.session-lost',
    'proxy.crashed',
  ]);
});

test('a name that looks like a placeholder stays what it is', () => {
  const command = { asWritten: '{1}', searchedPath: [], foundElsewhere: [], nearNames: [] };
  expect(diagnose(factsOf({ definition: stdio('{1}'), command })).title).toBe(
    '⟦Command {1} not found⟧',
  );
});

test('a placeholder that is not filled in survives', () => {
  expect(t('Command {0} not found', '{0}')).toBe('⟦Command {0} not found⟧');
});

test('the placeholders of every text are counted from 0', () => {
  asked.clear();
  for (const [, facts] of SAMPLES) diagnose(facts);
  expect(asked.size).toBeGreaterThan(SAMPLES.length);
  const gaps = Array.from(asked).filter((text) => {
    const used = new Set(Array.from(text.matchAll(/\{(\d+)\}/g), ([, index]) => Number(index)));
    return Array.from(used).some((index) => index >= used.size);
  });
  expect(gaps).toEqual([]);
});
