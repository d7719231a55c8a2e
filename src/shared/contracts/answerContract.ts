import * as v from 'valibot';
import type {
  LanguageModel,
  ModelAnswer,
  ModelQuestion,
  RootsSetting,
  SavedAnswer,
} from '../model/answering';
import { request } from '../rpc/contract';

const askId = v.string();
const method = v.string();
const name = v.string();

/** What the Inspector asks of VS Code in order to answer what a server asks. */
export const answerRequests = {
  /** The models that VS Code offers to extensions; there may be none. */
  'panel/languageModels': request<readonly LanguageModel[]>()(v.object({})),
  /**
   * Puts a question to a model; the first time the person is asked whether the server may have that. Rejects with what the model or the
   * person said instead.
   */
  'panel/askLanguageModel': request<ModelAnswer>()(
    v.object({
      askId,
      modelId: v.string(),
      question: v.custom<ModelQuestion>(isQuestion),
    }),
  ),
  /** Gives such a question up. No effect on one that has been answered. */
  'panel/stopLanguageModel': request<null>()(v.object({ askId })),
  /** By name; kept with the workspace. */
  'panel/savedAnswers': request<readonly SavedAnswer[]>()(v.object({ method })),
  /** Takes the place of one with the same name. */
  'panel/saveAnswer': request<readonly SavedAnswer[]>()(
    v.object({ method, name, result: v.unknown() }),
  ),
  'panel/removeAnswer': request<readonly SavedAnswer[]>()(v.object({ method, name })),
  'panel/roots': request<RootsSetting>()(v.object({})),
  /** From now on, in the open session too. Null: the folders of the workspace again. */
  'panel/setRoots': request<RootsSetting>()(
    v.object({
      roots: v.nullable(v.array(v.object({ uri: v.string(), name: v.optional(v.string()) }))),
    }),
  ),
  /** Lets the person choose folders; none: they thought better of it. */
  'panel/pickFolders': request<RootsSetting['roots']>()(v.object({})),
} as const;

/** The view is of the same house: what matters is that there are messages. */
function isQuestion(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'messages' in value &&
    Array.isArray(value.messages)
  );
}
