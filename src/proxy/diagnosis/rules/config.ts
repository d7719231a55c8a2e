import { t } from '@vscode/l10n';
import type { DiagnosisCode, Fix } from '../../../shared/model/diagnosis';
import type { ConfigProblem } from '../../../shared/model/server';
import type { Rule } from '../rule';
import { edit, fact, fix, openEntry, sentences, verdict } from '../verdict';

interface Words {
  readonly title: (problem: ConfigProblem) => string;
  readonly advice: () => string;
  readonly fixes: (problem: ConfigProblem) => readonly Fix[];
}

const WORDS: Readonly<Record<ConfigProblem['code'], Words>> = {
  'config.file-invalid': {
    title: () => t('Configuration cannot be read'),
    advice: () => t('Correct the entry; nothing is started until it can be read.'),
    fixes: () => [openEntry()],
  },
  'config.variable-unresolved': {
    title: ({ value }) => (value ? t('{0} has no value', value) : t('A variable has no value')),
    advice: () => t('Set the variable, or correct its name in the entry.'),
    fixes: (problem) => [...setVariable(problem), openEntry()],
  },
  'config.env-file-missing': {
    title: ({ value }) => t('Environment file {0} is missing', value ?? ''),
    advice: () => t('Create the file, or correct its path in the entry.'),
    fixes: ({ value }) => [
      ...(value
        ? [fix('createFile', t('Create the file'), { kind: 'createFile', path: value })]
        : []),
      openEntry(),
    ],
  },
  'config.cwd-missing': {
    title: ({ value }) => t('Folder {0} is missing', value ?? ''),
    advice: () =>
      t('The server is to run in it. Create the folder, or correct its path in the entry.'),
    fixes: ({ value }) => [
      ...(value
        ? [fix('createFolder', t('Create the folder'), { kind: 'createFolder', path: value })]
        : []),
      openEntry(),
    ],
  },
  'config.url-invalid': {
    title: ({ value }) =>
      value ? t('“{0}” is no http or https URL', value) : t('The URL is no http or https URL'),
    advice: () => t('Correct it: http://127.0.0.1:3000/mcp has the right form.'),
    fixes: (problem) => [...addScheme(problem), openEntry()],
  },
};

/** The entry itself is wrong: found before anything is started. */
export const configProblem: Rule = ({ step, definition }) => {
  const problem = mainProblem(definition.problems);
  if (step !== 'config' || !problem) return undefined;
  const words = WORDS[problem.code];
  const { label, uri, line } = definition.source;
  const more = definition.problems.filter(
    (other) => other !== problem && (!other.property || other.property !== problem.property),
  );
  return verdict(problem.code satisfies DiagnosisCode, {
    title: words.title(problem),
    explanation: sentences(sentence(problem.message), words.advice()),
    evidence: [
      fact(t('Value'), problem.value),
      fact(t('Property'), problem.property),
      fact(t('Where'), [label, uri, line].filter((part) => part !== undefined).join(':')),
      ...more.map((other) => fact(t('Also'), other.message)),
    ],
    fixes: words.fixes(problem),
  });
};

/** The reader of the file and the launch both look at the URL: what the launch says is more precise. */
function mainProblem(problems: readonly ConfigProblem[]): ConfigProblem | undefined {
  const [first] = problems;
  const precise = problems.find(({ code }) => code === 'config.url-invalid');
  return first?.property === 'url' && precise ? precise : first;
}

/** `${env:NAME}` and Claude Code's `${NAME}` can be set at once. */
function setVariable({ value }: ConfigProblem): Fix[] {
  const name = /^\$\{(?:env:)?([A-Za-z_]\w*)\}$/.exec(value ?? '')?.[1];
  if (!name) return [];
  return [fix('setVariable', t('Set {0}', name), { kind: 'setEnvironmentVariable', name })];
}

/** `localhost:3000/mcp` is what people copy from a terminal. */
function addScheme({ value, property }: ConfigProblem): Fix[] {
  if (property !== 'url' || !value || !/^[\w.-]+(?::(?:\d+|\$\{port\}))?(?:\/|$)/.test(value))
    return [];
  const url = `http://${value}`;
  return [edit('addScheme', t('Use {0}', url), [[['url'], url]])];
}

function sentence(message: string): string {
  return /[.!?…。！？]$/.test(message) ? message : `${message}.`;
}
