import { t } from '@vscode/l10n';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { ConfigText, FileProblem } from './configText';
import { ObjectReader } from './objectReader';
import type { InputDefinition } from './serverEntry';

/** Reads the inputs under `path`. An input that is wrong is left out and noted in `problems`. */
export function readInputs(
  text: ConfigText,
  root: Node,
  path: readonly string[],
  problems: FileProblem[],
): readonly InputDefinition[] {
  const list = findNodeAtLocation(root, [...path]);
  if (list === undefined) return [];
  if (list.type !== 'array') {
    problems.push({
      severity: 'error',
      message: t('`inputs` must be an array.'),
      range: text.rangeOf(list),
    });
    return [];
  }
  return (list.children ?? []).flatMap((node) => {
    const reader = new ObjectReader(text, node, undefined);
    const input = node.type === 'object' ? readInput(reader) : undefined;
    if (node.type !== 'object') reader.fault(node, t('An input must be an object with an `id`.'));
    problems.push(...reader.problems);
    return input === undefined || reader.problems.length > 0 ? [] : [input];
  });
}

function readInput(reader: ObjectReader): InputDefinition | undefined {
  const id = reader.requiredString('id', t('it is what `{0}` names.', '${input:…}'));
  const type = reader.oneOf('type', ['promptString', 'pickString', 'command']);
  const description = reader.string('description');
  const common = { id, ...(description === undefined ? {} : { description }) };
  const fallback = reader.string('default');
  const withDefault = fallback === undefined ? {} : { default: fallback };
  switch (type) {
    case 'promptString':
      return { ...common, ...withDefault, type, password: reader.boolean('password') ?? false };
    case 'pickString':
      return { ...common, ...withDefault, type, options: readOptions(reader) };
    case 'command': {
      const command = reader.requiredString('command', t('it is the command that is run.'));
      return {
        ...common,
        type,
        command,
        ...(reader.has('args') ? { args: reader.value('args') } : {}),
      };
    }
    default:
      if (!reader.has('type')) {
        reader.fault(
          reader.node,
          t('An input needs a `type`: "promptString", "pickString" or "command".'),
        );
      }
      return undefined;
  }
}

function readOptions(reader: ObjectReader): { label: string; value: string }[] {
  const node = reader.raw('options');
  if (node?.type !== 'array') {
    reader.fault(node ?? reader.node, t('`options` must be an array of strings.'));
    return [];
  }
  return (node.children ?? []).flatMap((item) => {
    if (item.type === 'string')
      return [{ label: item.value as string, value: item.value as string }];
    const [label, value] = ['label', 'value'].map((key) => findNodeAtLocation(item, [key])?.value);
    if (typeof label === 'string' && typeof value === 'string') return [{ label, value }];
    reader.fault(item, t('An option must be a string, or an object with `label` and `value`.'));
    return [];
  });
}
