import { l10n, ThemeIcon } from 'vscode';
import type { RegistryServer } from '../../shared/adding/readServerJson';
import type { RegistryWay } from '../../shared/adding/registryWay';
import type { Adding } from './adding';
import { type Answer, BACK, type Step } from './runSteps';
import { askMany, askPick, type Choice } from './steps';

type Runnable = RegistryWay & Required<Pick<RegistryWay, 'draft'>>;

const ICONS: Readonly<Record<string, string>> = {
  npm: 'package',
  pypi: 'package',
  nuget: 'package',
  oci: 'vm',
};

/** What is to be asked about a server of a registry: how it is run, and what it is told of what it can do without. */
export function registrySteps(server: RegistryServer, adding: Adding): readonly Step[] {
  const ways = server.ways.filter((way): way is Runnable => way.draft !== undefined);
  const [first] = ways;
  if (first === undefined) throw new Error(unrunnableWords(server));
  let chosen: Runnable = first;
  return [
    async (canGoBack): Promise<Answer<'next' | 'skip'>> => {
      if (ways.length === 1) return 'skip';
      const way = await askPick({
        title: server.title ?? server.name,
        placeholder: l10n.t('How is the server to be run?'),
        canGoBack,
        choices: ways.map(choiceOf),
      });
      if (way === undefined || way === BACK) return way;
      chosen = way;
      return 'next';
    },
    async (canGoBack): Promise<Answer<'next' | 'skip'>> => {
      const wanted = await askOptional(chosen, canGoBack);
      if (wanted === undefined || wanted === BACK) return wanted;
      adding.drafts = [chosen.draft(new Set(wanted))];
      return chosen.optional.length === 0 ? 'skip' : 'next';
    },
  ];
}

async function askOptional(way: Runnable, canGoBack: boolean): Promise<Answer<readonly string[]>> {
  if (way.optional.length === 0) return [];
  return askMany({
    title: l10n.t('Optional Values'),
    placeholder: l10n.t('Pick the ones that you want to give'),
    canGoBack,
    choices: way.optional.map(({ name, description, isSecret }) => ({
      label: name,
      iconPath: new ThemeIcon(isSecret ? 'key' : 'symbol-variable'),
      value: name,
      ...(description === undefined ? {} : { detail: description }),
    })),
  });
}

function choiceOf(way: Runnable): Choice<Runnable> {
  return {
    label: way.target,
    description: way.type,
    iconPath: new ThemeIcon(ICONS[way.type] ?? 'globe'),
    value: way,
  };
}

function unrunnableWords({ name, ways }: RegistryServer): string {
  const types = [...new Set(ways.map(({ type }) => type))].join(', ');
  return types === ''
    ? l10n.t('{0} names no package and no address.', name)
    : l10n.t(
        '{0} is only published as {1}, which no command runs. Unpack it, and add the command of its manifest.',
        name,
        types,
      );
}
