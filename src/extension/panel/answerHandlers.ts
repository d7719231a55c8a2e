import { l10n, window } from 'vscode';
import type { answerRequests } from '../../shared/contracts/answerContract';
import type { PanelContract } from '../../shared/contracts/panelContract';
import type { ServerId } from '../../shared/model/server';
import type { RequestHandlers } from '../../shared/rpc/peer';
import type { SavedAnswers } from '../servers/savedAnswers';
import type { ServerRoots } from '../servers/serverRoots';
import type { LanguageModels } from './languageModels';

export interface AnswerServices {
  readonly models: LanguageModels;
  readonly savedAnswers: SavedAnswers;
  readonly roots: ServerRoots;
}

/** Gives the page of `serverId` what VS Code has for answering the server. */
export function answerHandlers(
  serverId: ServerId,
  serverName: () => string,
  { models, savedAnswers, roots }: AnswerServices,
): Pick<RequestHandlers<PanelContract>, keyof typeof answerRequests> {
  return {
    'panel/languageModels': () => models.list(),
    'panel/askLanguageModel': (params) => models.ask(params, { id: serverId, name: serverName() }),
    'panel/stopLanguageModel': ({ askId }) => {
      models.stop(askId);
      return null;
    },
    'panel/savedAnswers': ({ method }) => savedAnswers.of(method),
    'panel/saveAnswer': async ({ method, name, result }) => {
      await savedAnswers.save({ method, name, result });
      return savedAnswers.of(method);
    },
    'panel/removeAnswer': async ({ method, name }) => {
      await savedAnswers.remove({ method, name });
      return savedAnswers.of(method);
    },
    'panel/roots': () => roots.of(serverId),
    'panel/setRoots': ({ roots: wanted }) =>
      roots.set(
        serverId,
        wanted?.map(({ uri, name }) => ({ uri, ...(name === undefined ? {} : { name }) })) ?? null,
      ),
    'panel/pickFolders': async () => {
      const folders = await window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        canSelectMany: true,
        title: l10n.t('Folders that the server is told'),
        openLabel: l10n.t('Add'),
      });
      return (folders ?? []).map((uri) => ({
        uri: uri.toString(),
        name: uri.path.split('/').at(-1) || uri.path,
      }));
    },
  };
}
